package tributary.plugin.s3.parquet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import tributary.plugin.s3.file.FileProblem;
import tributary.spi.ConnectorException;

/** Words for what is wrong with a Parquet file. */
final class ParquetFailure {
  private ParquetFailure() {}

  static ConnectorException damaged(String fileName, String where, Throwable cause) {
    return new ConnectorException(
        FileProblem.DAMAGED,
        fileName
            + " is a damaged Parquet file: "
            + where
            + ". Write it again, or upload the whole file again.",
        cause);
  }

  static ConnectorException unsupported(String fileName, String what) {
    return new ConnectorException(FileProblem.UNSUPPORTED_CODEC, fileName + " " + what, null);
  }

  static ConnectorException encrypted(String fileName) {
    return new ConnectorException(
        FileProblem.ENCRYPTED,
        fileName
            + " is an encrypted Parquet file. Write it without encryption; the bucket itself can be"
            + " encrypted instead.",
        null);
  }

  /** Takes out of what a decoder threw the failure that was ours; else the data is damaged. */
  static ConnectorException of(String fileName, String where, RuntimeException thrown)
      throws IOException, InterruptedException {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectorException known) {
        return known;
      }
      if (cause instanceof UncheckedIOException io) {
        if (io.getCause() instanceof InterruptedIOException interrupted) {
          InterruptedException cancelled = new InterruptedException("reading was cancelled");
          cancelled.initCause(interrupted);
          throw cancelled;
        }
        throw io.getCause();
      }
    }
    return damaged(fileName, where, thrown);
  }
}
