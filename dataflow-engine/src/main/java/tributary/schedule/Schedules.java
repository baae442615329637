package tributary.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.flow.Page;
import tributary.problem.FieldProblem;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * When dataflows run by themselves. Refusals are {@link tributary.problem.Refusal}; the fields in
 * them begin with {@code schedule}. A dataflow's name may come in any case.
 */
public interface Schedules {
  /** Returns everything that is wrong with a wish; empty: it can be set. */
  List<FieldProblem> problems(ScheduleWish wish);

  /**
   * Returns the next moments of a wish that is right, for people to look at before they save it.
   */
  List<Instant> preview(ScheduleWish wish, int most);

  /** Returns a dataflow's schedule; empty when it has none. */
  Optional<ScheduleView> of(TenantId tenant, String dataflow);

  /**
   * Sets a dataflow's schedule, in place of the one before. What stands already stays as it is, its
   * next moment too. A run that is active goes on.
   *
   * @param wish empty: the dataflow has no schedule any more
   */
  Optional<ScheduleView> set(
      TenantId tenant, Actor actor, String dataflow, Optional<ScheduleWish> wish);

  /** Starts nothing any more until it is resumed. Repeated, it changes nothing. */
  ScheduleView pause(TenantId tenant, Actor actor, String dataflow);

  /** Starts again, from the next moment on; the failures so far are forgotten. */
  ScheduleView resume(TenantId tenant, Actor actor, String dataflow);

  /** Returns what became of the moments, the latest first. */
  Page<ScheduleEvent> history(TenantId tenant, String dataflow, int first, int size);
}
