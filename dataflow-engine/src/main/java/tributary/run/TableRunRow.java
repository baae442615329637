package tributary.run;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import tributary.landing.Purpose;

/**
 * One table of a run. Null stands for "not yet".
 *
 * @param id the table run
 * @param table the table's name at the source
 * @param fileName its label at the source
 * @param entityName where it lands
 * @param purpose where it lands
 * @param status the states of {@link RunStatus}; a table is never partly succeeded
 * @param rowsRead from the source, rejects included
 * @param rowsWritten into the entity
 * @param rowsRejected kept aside
 * @param rowsNoted written with an entry in {@code _issues}
 * @param bytes taken in from the source
 * @param bytesTotal expected; 0 where not known
 * @param startedAt when its reading began
 * @param endedAt when it was published or failed
 * @param description what happened and, after a failure, what to do
 * @param rejectsDropped whether its rejects were cleaned up because of their age
 */
public record TableRunRow(
    UUID id,
    String table,
    String fileName,
    String entityName,
    Purpose purpose,
    RunStatus status,
    long rowsRead,
    long rowsWritten,
    long rowsRejected,
    long rowsNoted,
    long bytes,
    long bytesTotal,
    Instant startedAt,
    Instant endedAt,
    String description,
    boolean rejectsDropped)
    implements Serializable {}
