package tributary.spi;

/**
 * A line to one server, over as many connections as are needed at a time. Thread-safe.
 *
 * <p>What keeps a request from an answer is a {@link ConnectorException} with a code of {@link
 * HttpProblem} and words for the person. An answer of any status is an answer. Redirects are not
 * followed.
 */
public interface HttpLine extends AutoCloseable {
  /**
   * Makes a client of an interface with the annotations of JAX-RS, by MicroProfile Rest Client. For
   * the small questions: signing in, listing what there is. A method that returns {@code
   * jakarta.ws.rs.core.Response} gets every status; a method that declares {@link
   * InterruptedException} ends soon when its thread is interrupted, and every method should.
   */
  <T> T client(Class<T> api);

  /**
   * Begins a request and does not wait for it, so that one answer can be read while the next is on
   * its way. Waits only for the line's pace. For what is large: the answer is a stream.
   *
   * @throws ConnectorException when the address may not be reached or the key cannot be used
   */
  HttpAwaited send(HttpCall call) throws InterruptedException;

  /** Ends what is under way. */
  @Override
  void close();
}
