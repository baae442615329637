package tributary.spi;

/** Reads one split. Used by one thread, which also closes it. */
public interface BatchReader extends AutoCloseable {
  /**
   * Appends rows until {@link BatchBuilder#isFull()} or the end, or to where it would be a pity to
   * read again from before. The host calls it again with an empty builder after it has made the
   * rows durable, and does not call it while it is busy: that is the back-pressure.
   *
   * @throws ConnectorException when the rest cannot be read; rows of this call are then discarded,
   *     and a retry opens the split at the last position that was made durable
   */
  ReadStep readInto(BatchBuilder out) throws InterruptedException;

  /** Returns how many bytes of the source were taken in since the split was opened. */
  default long bytesRead() {
    return 0;
  }

  @Override
  void close();
}
