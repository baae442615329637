package tributary.web.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tributary.flow.RefreshKind;
import tributary.landing.ColumnChange;
import tributary.landing.Purpose;
import tributary.run.RunDetail;
import tributary.run.RunKind;
import tributary.run.RunRow;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.TableRunDetail;
import tributary.run.TableRunRow;

/**
 * A run. Null stands for "not yet".
 *
 * @param tables null where they were not asked for
 */
record RunDocument(
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
    long rowsNoted,
    long bytes,
    Long bytesTotal,
    int tablesDone,
    int tablesTotal,
    boolean cancelRequested,
    boolean rolledBack,
    String again,
    List<TableDocument> tables) {

  /** One table of a run. */
  record TableDocument(
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
      Long bytesTotal,
      Instant startedAt,
      Instant endedAt,
      String description,
      boolean rejectsDropped,
      List<ColumnChange> columnChanges) {

    static TableDocument of(TableRunDetail detail) {
      return of(detail.table(), detail.columnChanges());
    }

    private static TableDocument of(TableRunRow row, List<ColumnChange> columnChanges) {
      return new TableDocument(
          row.id(),
          row.table(),
          row.fileName(),
          row.entityName(),
          row.purpose(),
          row.status(),
          row.rowsRead(),
          row.rowsWritten(),
          row.rowsRejected(),
          row.rowsNoted(),
          row.bytes(),
          known(row.bytesTotal()),
          row.startedAt(),
          row.endedAt(),
          row.description(),
          row.rejectsDropped(),
          columnChanges);
    }
  }

  static RunDocument of(RunDetail detail) {
    return of(
        detail.run(),
        detail.tables().stream()
            .map(t -> TableDocument.of(t, detail.columnChanges().getOrDefault(t.id(), List.of())))
            .toList());
  }

  static RunDocument withoutTables(RunRow run) {
    return of(run, null);
  }

  private static RunDocument of(RunRow run, List<TableDocument> tables) {
    return new RunDocument(
        run.id(),
        run.number(),
        run.kind(),
        run.status(),
        run.refresh(),
        run.trigger(),
        run.requestedBy(),
        run.queuedAt(),
        run.startedAt(),
        run.endedAt(),
        run.description(),
        run.rowsRead(),
        run.rowsWritten(),
        run.rowsRejected(),
        run.rowsNoted(),
        run.bytes(),
        known(run.bytesTotal()),
        run.tablesDone(),
        run.tables(),
        run.cancelRequested(),
        run.rolledBack(),
        run.again(),
        tables);
  }

  private static Long known(long total) {
    return total == 0 ? null : total;
  }
}
