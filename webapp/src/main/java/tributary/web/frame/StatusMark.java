package tributary.web.frame;

import java.io.Serializable;
import tributary.flow.DataflowStatus;
import tributary.run.RunStatus;

/**
 * How a status looks: symbol, colour and word, so that none of them has to speak alone.
 *
 * @param word for people
 * @param tone good, warn, bad, info or quiet; also the style class
 * @param icon the symbol's style class; empty for the spinner
 */
public record StatusMark(String word, String tone, String icon) implements Serializable {
  /** Returns whether the spinner stands in place of the symbol. */
  public boolean spinning() {
    return icon.isEmpty();
  }

  /** Returns the mark of a dataflow. */
  public static StatusMark of(DataflowStatus status) {
    return switch (status) {
      case NEW -> new StatusMark(status.label(), "warn", "pi-exclamation-circle");
      case QUEUED -> new StatusMark(status.label(), "quiet", "pi-clock");
      case PROCESSING -> new StatusMark(status.label(), "info", "");
      case WAITING -> new StatusMark(status.label(), "warn", "pi-question-circle");
      case COMPLETED -> new StatusMark(status.label(), "good", "pi-check-circle");
      case PARTLY_COMPLETED -> new StatusMark(status.label(), "warn", "pi-exclamation-triangle");
      case FAILED -> new StatusMark(status.label(), "bad", "pi-times-circle");
      case CANCELLED -> new StatusMark(status.label(), "quiet", "pi-ban");
      case ROLLED_BACK -> new StatusMark(status.label(), "quiet", "pi-undo");
    };
  }

  /** Returns the mark of a run, or of one table in it. */
  public static StatusMark of(RunStatus status) {
    return switch (status) {
      case QUEUED -> new StatusMark(status.label(), "quiet", "pi-clock");
      case RUNNING, PUBLISHING -> new StatusMark(status.label(), "info", "");
      case WAITING -> new StatusMark(status.label(), "warn", "pi-question-circle");
      case SUCCEEDED -> new StatusMark(status.label(), "good", "pi-check-circle");
      case PARTLY_SUCCEEDED -> new StatusMark(status.label(), "warn", "pi-exclamation-triangle");
      case FAILED -> new StatusMark(status.label(), "bad", "pi-times-circle");
      case CANCELLED -> new StatusMark(status.label(), "quiet", "pi-ban");
    };
  }
}
