package tributary.schedule.store;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import tributary.schedule.ScheduleEvent;
import tributary.store.UuidColumn;
import tributary.tenant.TenantId;

/** A row of {@code schedule_event}. */
@Entity
@Table(name = "schedule_event")
class ScheduleEventRecord {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private long id;

  @Column(name = "dataflow_id")
  private UUID dataflowId;

  @Column(name = "tenant_id")
  private String tenantId;

  @Column(name = "at")
  private Instant at;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "kind")
  private String kind;

  @Column(name = "run_id")
  @Convert(converter = UuidColumn.class)
  private UUID runId;

  @Column(name = "note")
  private String note;

  protected ScheduleEventRecord() {}

  ScheduleEventRecord(TenantId tenant, UUID dataflow, ScheduleEvent event) {
    tenantId = tenant.value();
    dataflowId = dataflow;
    at = event.at();
    dueAt = event.dueAt();
    kind = event.kind().name();
    runId = event.run();
    note = event.note();
  }

  ScheduleEvent event() {
    return new ScheduleEvent(at, dueAt, ScheduleEvent.Kind.valueOf(kind), runId, note);
  }
}
