package tributary.run.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import tributary.landing.Landing.Progress;
import tributary.landing.Purpose;
import tributary.run.RunStatus;
import tributary.run.TableRunRow;
import tributary.run.internal.RunOrder;

/** A row of {@code table_run}. */
@Entity
@Table(name = "table_run")
class TableRunRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "run_id", updatable = false)
  private UUID runId;

  @Column(name = "import_table_id", updatable = false)
  private UUID importTableId;

  @Column(name = "position", updatable = false)
  private int position;

  @Column(name = "table_name", updatable = false)
  private String tableName;

  @Column(name = "file_name", updatable = false)
  private String fileName;

  @Column(name = "entity_name", updatable = false)
  private String entityName;

  @Column(name = "purpose", updatable = false)
  private String purpose;

  @Column(name = "only_rejected", updatable = false)
  private boolean onlyRejected;

  @Column(name = "by_keys", updatable = false)
  private boolean byKeys;

  @Column(name = "status")
  private String status = RunStatus.QUEUED.name();

  @Column(name = "rows_read")
  private long rowsRead;

  @Column(name = "rows_written")
  private long rowsWritten;

  @Column(name = "rows_rejected")
  private long rowsRejected;

  @Column(name = "rows_noted")
  private long rowsNoted;

  @Column(name = "bytes")
  private long bytes;

  @Column(name = "bytes_total")
  private long bytesTotal;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Column(name = "description")
  private String description = "";

  @Column(name = "rejects_state")
  private String rejectsState = "KEPT";

  protected TableRunRecord() {}

  TableRunRecord(UUID run, int position, NewRun.Table table) {
    id = UUID.randomUUID();
    runId = run;
    importTableId = table.importTable();
    this.position = position;
    tableName = table.table();
    fileName = table.fileName();
    entityName = table.entityName();
    purpose = table.purpose().name();
    onlyRejected = table.onlyRejected();
    byKeys = table.byKeys();
  }

  void start(Instant now) {
    status = RunStatus.RUNNING.name();
    if (startedAt == null) {
      startedAt = now;
    }
  }

  void count(Progress progress) {
    rowsRead = progress.read();
    rowsWritten = progress.written();
    rowsRejected = progress.rejected();
    rowsNoted = progress.noted();
    bytes = progress.bytes();
    bytesTotal = progress.bytesTotal();
  }

  void wrote(long rows) {
    rowsWritten = rows;
  }

  /** What is read waits with its run, and goes on with it. */
  void await(String words) {
    if (status() == RunStatus.PUBLISHING) {
      status = RunStatus.WAITING.name();
      description = words;
    }
  }

  void goOn() {
    if (status() == RunStatus.WAITING) {
      status = RunStatus.PUBLISHING.name();
      description = "";
    }
  }

  void read() {
    status = RunStatus.PUBLISHING.name();
  }

  /** Ends it; rows of a table that is not published are in no entity. */
  void end(RunStatus ending, String words, Instant now) {
    if (ending != RunStatus.SUCCEEDED) {
      rowsWritten = 0;
    }
    status = ending.name();
    description = words;
    endedAt = now;
  }

  UUID runId() {
    return runId;
  }

  UUID id() {
    return id;
  }

  RunStatus status() {
    return RunStatus.valueOf(status);
  }

  RunOrder.TableOrder order() {
    return new RunOrder.TableOrder(
        id,
        importTableId,
        fileName,
        entityName,
        Purpose.valueOf(purpose),
        status(),
        description,
        onlyRejected,
        byKeys);
  }

  TableRunRow row() {
    return new TableRunRow(
        id,
        tableName,
        fileName,
        entityName,
        Purpose.valueOf(purpose),
        status(),
        rowsRead,
        rowsWritten,
        rowsRejected,
        rowsNoted,
        bytes,
        bytesTotal,
        startedAt,
        endedAt,
        description,
        !rejectsState.equals("KEPT"));
  }
}
