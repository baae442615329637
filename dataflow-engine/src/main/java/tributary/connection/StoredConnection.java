package tributary.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tributary.spi.ConnectorId;

/**
 * A connection as it is kept with its dataflow.
 *
 * @param dataflow whose it is; every secret is bound to it
 * @param label the dataflow's name
 * @param connector which connector
 * @param settings the values that are not secret
 * @param sealed the secrets and files, each sealed by the vault, by key
 * @param credentialsUntil when a certificate among them ends, where there is one
 */
public record StoredConnection(
    UUID dataflow,
    String label,
    ConnectorId connector,
    Map<String, String> settings,
    Map<String, byte[]> sealed,
    Optional<Instant> credentialsUntil) {
  public StoredConnection {
    settings = Map.copyOf(settings);
    sealed = Map.copyOf(sealed);
    Objects.requireNonNull(credentialsUntil, "credentialsUntil");
  }

  @Override
  public String toString() {
    return "StoredConnection[" + label + ", " + connector + "]";
  }
}
