package tributary.plugin.pcc;

import java.io.InputStream;

/** An answer on its way. Used by one thread. */
interface Answer extends AutoCloseable {
  /**
   * Waits for the body of a good answer.
   *
   * @throws tributary.spi.ConnectorException when it is refused
   */
  InputStream body() throws InterruptedException;

  @Override
  void close();
}
