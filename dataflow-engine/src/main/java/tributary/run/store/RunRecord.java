package tributary.run.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import tributary.flow.RefreshKind;
import tributary.landing.RunLease;
import tributary.run.RunKind;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.store.UuidColumn;
import tributary.tenant.TenantId;

/** A row of {@code run}, with the changes that it may undergo. */
@Entity
@Table(name = "run")
class RunRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Column(name = "dataflow_id", updatable = false)
  private UUID dataflowId;

  @Column(name = "number", updatable = false)
  private long number;

  @Column(name = "kind", updatable = false)
  private String kind;

  @Column(name = "status")
  private String status;

  @Column(name = "refresh", updatable = false)
  private String refresh;

  @Column(name = "trigger_kind", updatable = false)
  private String triggerKind;

  @Column(name = "requested_by", updatable = false)
  private String requestedBy;

  @Column(name = "queued_at", updatable = false)
  private Instant queuedAt;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Column(name = "description")
  private String description = "";

  @Column(name = "cancel_requested")
  private boolean cancelRequested;

  @Column(name = "takes_back", updatable = false)
  @Convert(converter = UuidColumn.class)
  private UUID takesBack;

  @Column(name = "taken_back_by")
  @Convert(converter = UuidColumn.class)
  private UUID takenBackBy;

  @Column(name = "confirmed")
  private boolean confirmed;

  @Column(name = "again", updatable = false)
  private String again = "";

  @Column(name = "lease_token")
  private long leaseToken;

  protected RunRecord() {}

  RunRecord(NewRun run, long number) {
    id = run.id();
    tenantId = run.tenant().value();
    dataflowId = run.dataflow();
    this.number = number;
    kind = run.kind().name();
    status = RunStatus.QUEUED.name();
    refresh = run.refresh().name();
    triggerKind = run.trigger().name();
    requestedBy = run.requestedBy();
    queuedAt = run.queuedAt();
    takesBack = run.takesBack().orElse(null);
    again = run.again();
  }

  /** Grows the lease and returns it. */
  RunLease take(Instant now) {
    if (status() == RunStatus.QUEUED) {
      status = RunStatus.RUNNING.name();
      description = "";
    }
    if (startedAt == null) {
      startedAt = now;
    }
    leaseToken++;
    return new RunLease(id, leaseToken);
  }

  void waits(String words) {
    description = words;
  }

  void postpone(String words) {
    status = RunStatus.QUEUED.name();
    description = words;
  }

  void publishing() {
    status = RunStatus.PUBLISHING.name();
  }

  void await(String words) {
    status = RunStatus.WAITING.name();
    description = words;
  }

  void confirm() {
    status = RunStatus.PUBLISHING.name();
    description = "";
    confirmed = true;
  }

  void requestCancel() {
    cancelRequested = true;
  }

  void end(RunStatus ending, String words, Instant now) {
    status = ending.name();
    description = words;
    endedAt = now;
  }

  void takenBackBy(UUID rollback) {
    takenBackBy = rollback;
  }

  UUID id() {
    return id;
  }

  TenantId tenant() {
    return new TenantId(tenantId);
  }

  UUID dataflowId() {
    return dataflowId;
  }

  long number() {
    return number;
  }

  RunKind kind() {
    return RunKind.valueOf(kind);
  }

  RunStatus status() {
    return RunStatus.valueOf(status);
  }

  RefreshKind refresh() {
    return RefreshKind.valueOf(refresh);
  }

  RunTrigger trigger() {
    return RunTrigger.valueOf(triggerKind);
  }

  String requestedBy() {
    return requestedBy;
  }

  Instant queuedAt() {
    return queuedAt;
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant endedAt() {
    return endedAt;
  }

  String description() {
    return description;
  }

  boolean cancelRequested() {
    return cancelRequested;
  }

  boolean confirmed() {
    return confirmed;
  }

  String again() {
    return again;
  }

  UUID takesBack() {
    return takesBack;
  }

  UUID takenBackBy() {
    return takenBackBy;
  }

  long leaseToken() {
    return leaseToken;
  }
}
