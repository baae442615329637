package tributary.web.imports;

import java.io.Serializable;
import tributary.flow.DataflowRow;
import tributary.flow.RefreshKind;
import tributary.flow.ScheduleState;
import tributary.web.frame.Progress;
import tributary.web.frame.StatusMark;

/**
 * One line of the Imports list.
 *
 * @param flow the dataflow
 * @param group the words over its group; empty when the list is not grouped
 * @param progress of its active run; null when none is under way
 */
public record ImportRow(DataflowRow flow, String group, Progress progress) implements Serializable {
  /** Returns how its status looks. */
  public StatusMark mark() {
    return StatusMark.of(flow.status());
  }

  /** Returns whether a run waits or is under way. */
  public boolean active() {
    return flow.status().active();
  }

  /** Returns the words for how the last run read; null before the first. */
  public String refresh() {
    return flow.lastRefresh() == null ? null : word(flow.lastRefresh());
  }

  /** Returns why the last run waits or did not do all it should; empty when there is no reason. */
  public String reason() {
    return switch (flow.status()) {
      case QUEUED, FAILED, PARTLY_COMPLETED, CANCELLED, WAITING -> flow.statusDetail();
      case NEW, PROCESSING, COMPLETED, ROLLED_BACK -> "";
    };
  }

  /** Returns whether it has a schedule. */
  public boolean scheduled() {
    return flow.schedule() != ScheduleState.NONE;
  }

  /** Returns whether its schedule starts nothing at present. */
  public boolean paused() {
    return scheduled() && flow.schedule() != ScheduleState.RUNNING;
  }

  /** Returns whether its schedule was paused because runs failed. */
  public boolean pausedAfterFailures() {
    return flow.schedule() == ScheduleState.PAUSED_AFTER_FAILURES;
  }

  static String word(RefreshKind refresh) {
    return switch (refresh) {
      case FULL -> "Full";
      case INCREMENTAL -> "Incremental";
    };
  }
}
