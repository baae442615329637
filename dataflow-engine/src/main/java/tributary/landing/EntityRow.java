package tributary.landing;

import java.time.Instant;
import java.util.Optional;

/**
 * An entity in a list.
 *
 * @param name as the person wrote it
 * @param relation schema and view, as SQL writes it
 * @param purpose where it lands
 * @param dataflow the name of the dataflow that fills it
 * @param fileName the table at the source
 * @param rows in the present generation; 0 before the first publish
 * @param bytes on disk, all kept generations together
 * @param columns how many columns of its own it has
 * @param publishedAt when the present generation was published; empty before the first publish
 */
public record EntityRow(
    String name,
    String relation,
    Purpose purpose,
    String dataflow,
    String fileName,
    long rows,
    long bytes,
    int columns,
    Optional<Instant> publishedAt) {}
