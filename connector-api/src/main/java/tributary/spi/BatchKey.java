package tributary.spi;

/**
 * Names a batch, the same when it is written again.
 *
 * @param runKey the run
 * @param sequence the batch's number in the run, from 0
 */
public record BatchKey(String runKey, long sequence) {}
