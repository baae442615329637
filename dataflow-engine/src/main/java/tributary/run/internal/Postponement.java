package tributary.run.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tributary.pipeline.RetryPolicy;
import tributary.spi.ConnectorException;

/**
 * A vendor's quota is spent for so long that a run gives its worker and its place to others.
 *
 * @param pause after which time it goes on
 * @param reason the connector's words
 */
record Postponement(Duration pause, String reason) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /** Returns what a failure asks for, where it asks for that. */
  static Optional<Postponement> of(Throwable failure, RetryPolicy policy) {
    return failure instanceof ConnectorException limit
        ? policy
            .postponement(limit.code().kind(), limit.retryAfter())
            .map(pause -> new Postponement(pause, limit.getMessage()))
        : Optional.empty();
  }

  /** Returns the run's description meanwhile. */
  String words(Instant now) {
    // a minute that has begun is told as the next one: at that time it is over for certain
    Instant until = now.plus(pause).plusSeconds(59);
    return "Waits for the quota until "
        + MINUTE.format(until)
        + ", then goes on by itself. "
        + reason;
  }
}
