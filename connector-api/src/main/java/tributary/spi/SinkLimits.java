package tributary.spi;

/**
 * How much one call of {@link SinkWriter#write} may carry.
 *
 * @param maxRows in rows
 * @param maxBytes in bytes of the records as the host counts them
 */
public record SinkLimits(int maxRows, long maxBytes) {
  public SinkLimits {
    if (maxRows < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("A sink takes at least one row");
    }
  }
}
