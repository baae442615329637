package tributary.run;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import tributary.flow.RefreshKind;

/**
 * A run in the history. Null stands for "not yet".
 *
 * @param id the run
 * @param number counts up per dataflow, from 1
 * @param kind import or rollback
 * @param status derived from its lease and progress
 * @param refresh how it reads
 * @param trigger why it began
 * @param requestedBy who asked for it
 * @param queuedAt when it was asked for
 * @param startedAt when a worker took it; null before
 * @param endedAt when it ended; null before
 * @param description what happened and, after a failure, what to do
 * @param rowsRead of all tables
 * @param rowsWritten of all tables
 * @param rowsRejected of all tables
 * @param rejectsKept whether some of the rejects can still be looked at
 * @param rowsNoted rows kept with an entry in {@code _issues}, of all tables
 * @param bytes taken in from the source
 * @param bytesTotal expected; 0 where not known
 * @param tablesDone tables read to their end
 * @param tables all its tables
 * @param cancelRequested whether someone asked it to stop
 * @param rolledBack whether a later run took it back
 * @param again what it reads again, in words; empty: all that its dataflow says
 */
public record RunRow(
    UUID id,
    long number,
    RunKind kind,
    RunStatus status,
    RefreshKind refresh,
    RunTrigger trigger,
    String requestedBy,
    Instant queuedAt,
    Instant startedAt,
    Instant endedAt,
    String description,
    long rowsRead,
    long rowsWritten,
    long rowsRejected,
    boolean rejectsKept,
    long rowsNoted,
    long bytes,
    long bytesTotal,
    int tablesDone,
    int tables,
    boolean cancelRequested,
    boolean rolledBack,
    String again)
    implements Serializable {}
