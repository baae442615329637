package tributary.landing;

/**
 * How large batches and rows may be.
 *
 * @param batchBytes when a batch is full
 * @param rowBytes a larger row becomes a reject
 */
public record BatchLimits(int batchBytes, int rowBytes) {
  private static final int SHARE_OF_HEAP = 128;
  private static final long SMALLEST_ROW_LIMIT = 1 << 20;
  private static final long LARGEST_ROW_LIMIT = 64 << 20;

  public BatchLimits {
    if (batchBytes < 1 || rowBytes < 1 || rowBytes > 512 << 20) {
      throw new IllegalArgumentException("Not limits: " + batchBytes + ", " + rowBytes);
    }
  }

  /**
   * Returns the longest row that a heap of this size takes, 1 MiB to 64 MiB: a run holds a row in
   * several copies for each of its readers.
   */
  public static int rowBytesFor(long heapBytes) {
    return (int)
        Math.min(LARGEST_ROW_LIMIT, Math.max(SMALLEST_ROW_LIMIT, heapBytes / SHARE_OF_HEAP));
  }
}
