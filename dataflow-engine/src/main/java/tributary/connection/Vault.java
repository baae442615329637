package tributary.connection;

import java.util.UUID;
import tributary.tenant.TenantId;

/** Seals secrets so that only this installation can open them, and each only in its own place. */
public interface Vault {
  /** Returns the secret, sealed for this field of this dataflow. */
  byte[] seal(TenantId tenant, UUID dataflow, String field, byte[] clear);

  /**
   * Returns what was sealed for this field of this dataflow.
   *
   * @throws SealBroken when it was sealed for another, was changed, or under another key
   */
  byte[] open(TenantId tenant, UUID dataflow, String field, byte[] sealed) throws SealBroken;

  /** A sealed secret cannot be opened. */
  final class SealBroken extends Exception {
    private static final long serialVersionUID = 1L;

    SealBroken(Throwable cause) {
      super("The secret is not sealed under this vault's key for this place", cause);
    }
  }
}
