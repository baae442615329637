package tributary.web.definition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.flow.Page;
import tributary.flow.ScheduleState;
import tributary.problem.FieldProblem;
import tributary.schedule.Misfire;
import tributary.schedule.Schedule;
import tributary.schedule.ScheduleEvent;
import tributary.schedule.ScheduleView;
import tributary.schedule.ScheduleWish;
import tributary.schedule.Schedules;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Schedules that know one rule: there is no zone called Nowhere. */
final class SchedulesInMemory implements Schedules {
  private final Map<String, ScheduleView> kept = new HashMap<>();

  @Override
  public List<FieldProblem> problems(ScheduleWish wish) {
    return "Nowhere".equals(wish.timeZone())
        ? List.of(FieldProblem.of("schedule.timeZone", "TIME_ZONE_UNKNOWN", "No Nowhere."))
        : List.of();
  }

  @Override
  public List<Instant> preview(ScheduleWish wish, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ScheduleView> of(TenantId tenant, String dataflow) {
    return Optional.ofNullable(kept.get(dataflow));
  }

  @Override
  public Optional<ScheduleView> set(
      TenantId tenant, Actor actor, String dataflow, Optional<ScheduleWish> wish) {
    kept.remove(dataflow);
    wish.ifPresent(wanted -> kept.put(dataflow, view(wanted)));
    return of(tenant, dataflow);
  }

  private static ScheduleView view(ScheduleWish wish) {
    return new ScheduleView(
        new Schedule(
            ZoneId.of(wish.timeZone()),
            wish.times(),
            Optional.ofNullable(wish.misfire()).orElse(Misfire.RUN_ONCE),
            Optional.ofNullable(wish.pauseAfter()).orElse(Schedule.PAUSE_AFTER)),
        wish.isPaused() ? ScheduleState.PAUSED : ScheduleState.RUNNING,
        Optional.empty(),
        0);
  }

  @Override
  public ScheduleView pause(TenantId tenant, Actor actor, String dataflow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduleView resume(TenantId tenant, Actor actor, String dataflow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<ScheduleEvent> history(TenantId tenant, String dataflow, int first, int size) {
    throw new UnsupportedOperationException();
  }
}
