package tributary.schedule;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a moment of a schedule, or what happened to the schedule itself. Null stands for
 * "none".
 *
 * @param at when it happened
 * @param dueAt the moment
 * @param kind what happened
 * @param run the run that was started
 * @param note words for people; empty when the kind says it all
 */
public record ScheduleEvent(Instant at, Instant dueAt, Kind kind, UUID run, String note)
    implements Serializable {
  /** What happened. */
  public enum Kind {
    /** A run was queued. */
    STARTED("Run started"),
    /** The run before was still active. */
    SKIPPED("Skipped"),
    /** The moment passed while nothing was running here, and the schedule says to skip it. */
    MISSED("Missed"),
    /** The run could not be queued. */
    REFUSED("Not started"),
    /** Somebody, or a row of failures, paused the schedule. */
    PAUSED("Paused"),
    /** Somebody resumed it. */
    RESUMED("Resumed"),
    /** Somebody changed it. */
    CHANGED("Changed");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the words for people. */
    public String label() {
      return label;
    }
  }
}
