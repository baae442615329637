package tributary.run.internal;

/**
 * How many runs may read at once.
 *
 * @param perTenant of one tenant
 * @param perConnection of one tenant with the same settings
 */
public record RunLimits(int perTenant, int perConnection) {
  public RunLimits {
    if (perTenant < 1 || perConnection < 1) {
      throw new IllegalArgumentException(
          "tributary.run.per-tenant and tributary.run.per-connection are 1 or more, not %d and %d"
              .formatted(perTenant, perConnection));
    }
  }
}
