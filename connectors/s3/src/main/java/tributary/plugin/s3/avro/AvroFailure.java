package tributary.plugin.s3.avro;

import tributary.plugin.s3.file.FileProblem;
import tributary.spi.ConnectorException;

/** Words for what is wrong with an Avro file. */
final class AvroFailure {
  private AvroFailure() {}

  static ConnectorException notAvro(String fileName) {
    return ConnectorException.inField(
        "format",
        FileProblem.UNEXPECTED_FORMAT,
        fileName
            + " is not an Avro file, though its name or format says so. Set its format to what it"
            + " is.",
        null);
  }

  static ConnectorException truncated(String fileName, long offset, Throwable cause) {
    return new ConnectorException(
        FileProblem.TRUNCATED,
        fileName
            + " ends in the middle of its Avro data, in the block at byte "
            + offset
            + ". Upload the whole file again.",
        cause);
  }

  static ConnectorException damaged(String fileName, String where, Throwable cause) {
    return new ConnectorException(
        FileProblem.DAMAGED,
        fileName
            + " is a damaged Avro file: "
            + where
            + ". Write it again, or upload the whole file again.",
        cause);
  }

  static ConnectorException codec(String fileName, String codec) {
    return new ConnectorException(
        FileProblem.UNSUPPORTED_CODEC,
        fileName
            + " is packed with "
            + codec
            + ", which cannot be read. Write it with deflate, snappy, zstandard or bzip2.",
        null);
  }
}
