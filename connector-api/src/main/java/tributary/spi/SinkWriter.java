package tributary.spi;

/** Writes batches to one target. Used by one thread. */
public interface SinkWriter extends AutoCloseable {
  /**
   * Writes one batch; blocks while the target is busy: that is the back-pressure. The same key may
   * come twice, after a crash between the write and its receipt; the records must then not double.
   */
  WriteReceipt write(BatchKey key, BatchView batch) throws InterruptedException;

  /** Makes everything written so far final. Called at most once, last but for {@link #close()}. */
  void finish() throws InterruptedException;

  /** Gives up: what can be taken back is taken back. */
  void abort();

  @Override
  void close();
}
