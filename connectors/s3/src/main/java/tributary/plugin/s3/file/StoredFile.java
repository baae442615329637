package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from any place, and whose content does not change while it is read. */
public interface StoredFile {
  /** Returns the name by which a person knows it. */
  String name();

  /** Returns its size in bytes. */
  long size();

  /**
   * Opens the bytes from {@code from} to before {@code to}. The stream throws {@link
   * tributary.spi.ConnectorException} when the bytes cannot be had, and ends early only at the
   * file's end.
   */
  InputStream open(long from, long to) throws IOException, InterruptedException;
}
