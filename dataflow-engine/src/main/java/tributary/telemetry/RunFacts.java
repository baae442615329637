package tributary.telemetry;

import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * Which run a worker is at.
 *
 * @param run the run
 * @param tenant whose
 * @param dataflow the dataflow's name
 * @param connector the connector's id
 * @param kind whether it imports or takes back
 * @param refresh how it reads
 * @param takenOver whether a worker had it before and did not bring it to its end
 */
public record RunFacts(
    UUID run,
    TenantId tenant,
    String dataflow,
    String connector,
    String kind,
    String refresh,
    boolean takenOver) {}
