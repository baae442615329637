package tributary.spi;

import java.io.InputStream;
import java.util.Optional;

/** An answer, of which the body is still coming in. */
public interface HttpReply {
  /** Returns the status. */
  int status();

  /** Returns the first value of a header, its name in any case. */
  Optional<String> header(String name);

  /**
   * Returns the body; always the same stream. When the connection is lost, and when nothing comes
   * within the target's limit, reading throws a {@link ConnectorException} with a code of {@link
   * HttpProblem}; when the thread is interrupted, an {@link java.io.InterruptedIOException}.
   */
  InputStream body();
}
