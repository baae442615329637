package tributary.landing;

import java.util.Optional;
import tributary.spi.Position;
import tributary.spi.ReadStep;
import tributary.spi.Split;

/**
 * A split and how far its rows are durable.
 *
 * @param number names it for ever, across all plans
 * @param ordinal its place in the plan
 * @param split as the source planned it
 * @param position where to go on; empty: from the start
 * @param batches how many batches of it are durable
 * @param done whether it is read to its end
 * @param bytesRead how many bytes of the source the durable rows took
 */
public record StagedSplit(
    long number,
    int ordinal,
    Split split,
    Optional<Position> position,
    long batches,
    boolean done,
    long bytesRead) {

  /** Returns the state after a further batch. */
  public StagedSplit after(ReadStep step, long bytes) {
    Optional<Position> resumeAt =
        step instanceof ReadStep.More more ? Optional.of(more.resumeAt()) : Optional.empty();
    return new StagedSplit(
        number, ordinal, split, resumeAt, batches + 1, step instanceof ReadStep.Done, bytes);
  }

  /** Returns the number that the rows carry when their split is remembered; 0 when it is not. */
  public long object() {
    return split.mark().isPresent() ? number : 0;
  }
}
