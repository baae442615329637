package tributary.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A vendor's promise to send events.
 *
 * @param remoteId the vendor's name for it; empty when a person subscribes by hand
 * @param expiresAt when it must be renewed, where it expires
 * @param note what a person has to know or do before events come, such as an approval that the
 *     vendor still has to give
 */
public record Subscription(String remoteId, Optional<Instant> expiresAt, Optional<String> note) {
  /** A person subscribes by hand at the vendor. */
  public static final Subscription MANUAL =
      new Subscription("", Optional.empty(), Optional.empty());

  public Subscription {
    Objects.requireNonNull(remoteId, "remoteId");
    Objects.requireNonNull(expiresAt, "expiresAt");
    Objects.requireNonNull(note, "note");
  }
}
