package tributary.connection;

import java.net.URI;
import java.util.Optional;

/** Which addresses the product may reach on a tenant's behalf. */
public interface Egress {
  /**
   * Returns why the address may not be reached and what to do, as a sentence; empty: it may, or its
   * host has no address at all.
   */
  Optional<String> refusal(URI address);

  /** Returns whether the operator lets tenants reach private addresses. */
  boolean allowsPrivateAddresses();
}
