package tributary.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A vendor's promise to send events.
 *
 * @param remoteId the vendor's name for it; empty when a person subscribes by hand
 * @param expiresAt when it must be renewed, where it expires
 */
public record Subscription(String remoteId, Optional<Instant> expiresAt) {
  /** A person subscribes by hand at the vendor. */
  public static final Subscription MANUAL = new Subscription("", Optional.empty());

  public Subscription {
    Objects.requireNonNull(remoteId, "remoteId");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }
}
