package tributary.web.history;

import java.io.Serializable;
import tributary.run.RunKind;
import tributary.run.RunRow;
import tributary.run.RunStatus;
import tributary.web.frame.Progress;
import tributary.web.frame.StatusMark;

/**
 * A run as the history shows it.
 *
 * @param run as the engine tells it
 */
public record RunLine(RunRow run) implements Serializable {
  /** Returns how its status looks. */
  public StatusMark mark() {
    return StatusMark.of(run.status());
  }

  /** Returns whether it waits or is under way. */
  public boolean active() {
    return run.status().underWay();
  }

  /** Returns whether a person has to confirm or discard it. */
  public boolean waiting() {
    return run.status() == RunStatus.WAITING;
  }

  /** Returns how far it is. */
  public Progress progress() {
    return Progress.of(run);
  }

  /** Returns what it does, in words. */
  public String kind() {
    return switch (run.kind()) {
      case ROLLBACK -> "Rollback";
      case IMPORT ->
          switch (run.refresh()) {
            case FULL -> "Full";
            case INCREMENTAL -> "Incremental";
          };
    };
  }

  /** Returns whether it reads the source, and so has figures. */
  public boolean reads() {
    return run.kind() == RunKind.IMPORT;
  }

  /** Returns why it began, in words. */
  public String trigger() {
    return switch (run.trigger()) {
      case PERSON -> "by " + run.requestedBy();
      case API -> "through the API, by " + run.requestedBy();
      case SCHEDULE -> "on schedule";
      case WEBHOOK -> "on an event of the source";
      case RETRY -> "as a retry";
    };
  }

  /** Returns what it reads again, in words; empty: all that its dataflow says. */
  public String again() {
    return run.again();
  }
}
