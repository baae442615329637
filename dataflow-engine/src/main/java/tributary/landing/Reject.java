package tributary.landing;

/**
 * A source row that is kept aside.
 *
 * @param source the split's label and the row's place in it; may be empty
 * @param reason what is wrong, without content of the row
 * @param rawRow the row as the source wrote it, cut when very long
 */
public record Reject(String source, String reason, String rawRow) {
  /** The longest raw row that is kept, in characters. */
  static final int LONGEST_RAW = 65_536;

  /** Returns a raw row that can be kept: without U+0000, cut with a note when very long. */
  static String keepable(CharSequence raw) {
    CharSequence kept = raw.length() > LONGEST_RAW ? raw.subSequence(0, LONGEST_RAW) : raw;
    String text = kept.toString();
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    return raw.length() > LONGEST_RAW
        ? clean + " … [cut: " + raw.length() + " characters in all]"
        : clean;
  }
}
