package tributary.plugin.s3.file;

import java.io.IOException;
import tributary.spi.BatchBuilder;

/** Reads the rows of one file. Used by one thread. */
public interface RowReader extends AutoCloseable {
  /** Appends the next row, or rejects it; returns false at the end of the file. */
  boolean next(BatchBuilder out) throws IOException, InterruptedException;

  /** Returns the place after the rows so far. */
  FilePosition position();

  /** Returns how many bytes of the file were taken in. */
  long bytesRead();

  @Override
  void close() throws IOException;
}
