package tributary.landing;

/**
 * How large batches and rows may be.
 *
 * @param batchBytes when a batch is full
 * @param rowBytes a larger row becomes a reject
 */
public record BatchLimits(int batchBytes, int rowBytes) {
  /** Batches of 4 MiB, rows of at most 64 MiB. */
  public static final BatchLimits DEFAULT = new BatchLimits(4 << 20, 64 << 20);

  public BatchLimits {
    if (batchBytes < 1 || rowBytes < 1 || rowBytes > 512 << 20) {
      throw new IllegalArgumentException("Not limits: " + batchBytes + ", " + rowBytes);
    }
  }
}
