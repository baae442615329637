package tributary.plugin.s3.file;

import tributary.spi.ErrorCode;
import tributary.spi.ErrorCodeSupplier;
import tributary.spi.ErrorKind;

/** What can be wrong with a file's content or with the options it is read with. */
public enum FileProblem implements ErrorCodeSupplier {
  /** An option has a value that it cannot have. */
  BAD_OPTION(ErrorKind.CONFIGURATION),
  /** The date and time pattern is not one. */
  BAD_DATETIME_FORMAT(ErrorKind.CONFIGURATION),
  /** The file has no byte, or nothing but empty lines. */
  EMPTY_FILE(ErrorKind.REMOTE_CONTRACT),
  /** The first row of the file cannot be read as a header. */
  BAD_HEADER(ErrorKind.REMOTE_CONTRACT),
  /** The name says text, the content is compressed. */
  UNEXPECTED_COMPRESSION(ErrorKind.CONFIGURATION),
  /** The name or the option says compressed, the content is something else. */
  OTHER_COMPRESSION(ErrorKind.CONFIGURATION),
  /** The file stops before its end. */
  TRUNCATED(ErrorKind.REMOTE_CONTRACT),
  /** The file's content does not add up. */
  DAMAGED(ErrorKind.REMOTE_CONTRACT),
  /** The file unpacks to far more than a file of rows does. */
  SWELLS(ErrorKind.REMOTE_CONTRACT),
  /** A password protects the file. */
  ENCRYPTED(ErrorKind.REMOTE_CONTRACT),
  /** The content is packed in a way that cannot be read. */
  UNSUPPORTED_CODEC(ErrorKind.REMOTE_CONTRACT),
  /** The file has a piece that is too long to be held in memory. */
  TOO_LONG(ErrorKind.REMOTE_CONTRACT),
  /** The files of a folder have different formats. */
  MIXED_FORMATS(ErrorKind.CONFIGURATION),
  /** The workbook has no such sheet. */
  NO_SUCH_SHEET(ErrorKind.CONFIGURATION),
  /** A part that was read by itself does not end with a row. */
  BAD_CUT(ErrorKind.CONFIGURATION),
  /** An archive holds none or several files where one is a table. */
  NOT_ONE_FILE(ErrorKind.REMOTE_CONTRACT),
  /** The content is a workbook, an image or another kind that holds no rows of text. */
  NOT_TEXT(ErrorKind.REMOTE_CONTRACT),
  /** The name or the option says text, the content is a file of another format. */
  UNEXPECTED_FORMAT(ErrorKind.CONFIGURATION),
  /** The name says delimited text, the content is JSON. */
  UNEXPECTED_JSON(ErrorKind.CONFIGURATION),
  /** The content is not JSON. */
  NOT_JSON(ErrorKind.CONFIGURATION),
  /** The JSON stops before its end. */
  TRUNCATED_JSON(ErrorKind.REMOTE_CONTRACT);

  private final ErrorKind kind;

  FileProblem(ErrorKind kind) {
    this.kind = kind;
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(name(), kind);
  }
}
