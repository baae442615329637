package tributary.spi;

/** An answer on its way. Used by one thread. */
public interface HttpAwaited extends AutoCloseable {
  /**
   * Waits for the answer's beginning.
   *
   * @throws ConnectorException with a code of {@link HttpProblem} when there is none
   */
  HttpReply reply() throws InterruptedException;

  /** Gives the request up, or what is not read of its answer. May be called more than once. */
  @Override
  void close();
}
