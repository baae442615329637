package tributary.plugin.s3.file;

/** Words for a row whose bytes are not text. */
final class EncodingProblem {
  private EncodingProblem() {}

  static String at(OpenFile file, long offset) {
    String bytes = "has bytes that are not valid " + file.encoding().name();
    String place = file.seekable() ? ", first at byte " + offset + " of the file" : "";
    return bytes + place;
  }

  /** Says also what a person can do about it. */
  static String withRemedy(OpenFile file, long offset) {
    return at(file, offset) + ". Check the table's encoding option";
  }
}
