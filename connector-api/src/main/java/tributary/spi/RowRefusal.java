package tributary.spi;

/**
 * A record that the target refused.
 *
 * @param row its index in the batch
 * @param problem why, in words for the person
 */
public record RowRefusal(int row, String problem) {}
