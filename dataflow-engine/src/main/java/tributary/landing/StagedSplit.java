package tributary.landing;

import java.util.Optional;
import tributary.spi.Position;
import tributary.spi.Split;

/**
 * A split and how far its rows are durable.
 *
 * @param ordinal its place in the plan
 * @param split as the source planned it
 * @param position where to go on; empty: from the start
 * @param batches how many batches of it are durable
 * @param done whether it is read to its end
 * @param bytesRead how many bytes of the source the durable rows took
 */
public record StagedSplit(
    int ordinal,
    Split split,
    Optional<Position> position,
    long batches,
    boolean done,
    long bytesRead) {}
