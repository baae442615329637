package tributary.schedule.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.ScheduleState;
import tributary.schedule.Misfire;
import tributary.schedule.Schedule;
import tributary.schedule.ScheduleView;
import tributary.tenant.TenantId;

/** A row of {@code schedule}. */
@Entity
@Table(name = "schedule")
class ScheduleRecord {
  @Id
  @Column(name = "dataflow_id")
  private UUID dataflowId;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Column(name = "time_zone")
  private String timeZone;

  @Column(name = "times")
  private String times;

  @Column(name = "misfire")
  private String misfire;

  @Column(name = "pause_after")
  private int pauseAfter;

  @Column(name = "state")
  private String state;

  @Column(name = "failures")
  private int failures;

  @Column(name = "next_at")
  private Instant nextAt;

  @Column(name = "version")
  private long version;

  protected ScheduleRecord() {}

  ScheduleRecord(TenantId tenant, UUID dataflow) {
    tenantId = tenant.value();
    dataflowId = dataflow;
  }

  void take(ScheduleView view) {
    timeZone = view.schedule().zone().getId();
    times = String.join("\n", view.schedule().times());
    misfire = view.schedule().misfire().name();
    pauseAfter = view.schedule().pauseAfter();
    state = view.state().name();
    failures = view.failures();
    nextAt = view.nextRunAt().orElse(null);
    version++;
  }

  ScheduleView view() {
    return new ScheduleView(
        new Schedule(
            ZoneId.of(timeZone), List.of(times.split("\n")), Misfire.valueOf(misfire), pauseAfter),
        ScheduleState.valueOf(state),
        Optional.ofNullable(nextAt),
        failures);
  }
}
