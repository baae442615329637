package tributary.http;

import java.util.Optional;
import tributary.spi.ConnectorException;

/** Is told how each request ended. */
interface Outcome {
  /** Returns the failure in words; null when there was an answer. */
  ConnectorException of(Optional<Throwable> failure);
}
