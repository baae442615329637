package tributary.flow;

import java.util.Optional;
import tributary.tenant.TenantId;

/**
 * Something elsewhere that ends with a dataflow, such as a vendor's promise to send events. It is
 * never in the way of the removal.
 */
public interface DataflowRemoval {
  /** Makes ready, while the dataflow is still there; outside any transaction. */
  Afterwards prepare(TenantId tenant, DataflowView dataflow);

  /** What there is to do once the dataflow is gone. */
  interface Afterwards {
    /** Does it; returns what could not be ended, in words for the person; empty when all was. */
    Optional<String> end();
  }
}
