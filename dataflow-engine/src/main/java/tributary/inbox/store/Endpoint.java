package tributary.inbox.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * Where a vendor sends a dataflow's events.
 *
 * @param id stands in the address
 * @param dataflow empty: it is gone
 * @param connection changes whenever the dataflow's settings may have changed
 * @param user what the vendor proves itself with
 * @param sealedPassword the same
 * @param eventGroups keys of the chosen groups
 * @param remoteId the vendor's name for the subscription; may be empty
 * @param note what a person has to know; may be empty
 */
public record Endpoint(
    String id,
    TenantId tenant,
    Optional<UUID> dataflow,
    long connection,
    State state,
    String user,
    byte[] sealedPassword,
    List<String> eventGroups,
    String remoteId,
    String note) {
  public Endpoint {
    eventGroups = List.copyOf(eventGroups);
    sealedPassword = sealedPassword.clone();
  }

  @Override
  public byte[] sealedPassword() {
    return sealedPassword.clone();
  }

  @Override
  public String toString() {
    return "Endpoint[" + state + " of " + dataflow + "]";
  }

  /** How it stands. */
  public enum State {
    /** The vendor is being asked. */
    SUBSCRIBING,
    ACTIVE,
    /** Events are refused. */
    PAUSED,
    /** The vendor was asked to stop. */
    REMOVED
  }
}
