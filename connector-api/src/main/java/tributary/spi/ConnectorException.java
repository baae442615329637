package tributary.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The one exception of the contract. Its message is for the person who runs the dataflow: what went
 * wrong, with what (never a secret, never content of a row), and what to do.
 */
public class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final Duration retryAfter;
  private final String fieldKey;

  /** Makes a failure that no single setting is to blame for. */
  public ConnectorException(ErrorCodeSupplier code, String message, Throwable cause) {
    this(code, message, cause, null, null);
  }

  private ConnectorException(
      ErrorCodeSupplier code,
      String message,
      Throwable cause,
      Duration retryAfter,
      String fieldKey) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = code.toErrorCode();
    this.retryAfter = retryAfter;
    this.fieldKey = fieldKey;
  }

  /** Makes a failure that the correction of one setting mends. */
  public static ConnectorException inField(
      String fieldKey, ErrorCodeSupplier code, String message, Throwable cause) {
    return new ConnectorException(
        code, message, cause, null, Objects.requireNonNull(fieldKey, "fieldKey"));
  }

  /** Makes a failure that the vendor says will pass after some time. */
  public static ConnectorException retryLater(
      ErrorCodeSupplier code, String message, Throwable cause, Duration after) {
    return new ConnectorException(
        code, message, cause, Objects.requireNonNull(after, "after"), null);
  }

  /** Returns the failure's code. */
  public ErrorCode code() {
    return code;
  }

  /** Returns how long to wait before the next try, where the vendor said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Returns the key of the setting to correct, where one is to blame. */
  public Optional<String> fieldKey() {
    return Optional.ofNullable(fieldKey);
  }
}
