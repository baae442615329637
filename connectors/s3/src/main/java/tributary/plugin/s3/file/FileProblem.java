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
  /** The name says text, the content is gzip. */
  UNEXPECTED_GZIP(ErrorKind.CONFIGURATION),
  /** The name or the option says gzip, the content is something else. */
  NOT_GZIP(ErrorKind.CONFIGURATION),
  /** The gzip data stops before its end. */
  TRUNCATED_GZIP(ErrorKind.REMOTE_CONTRACT),
  /** The gzip data does not add up. */
  DAMAGED_GZIP(ErrorKind.REMOTE_CONTRACT),
  /** The content is a workbook, an image or another kind that holds no rows of text. */
  NOT_TEXT(ErrorKind.REMOTE_CONTRACT),
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
