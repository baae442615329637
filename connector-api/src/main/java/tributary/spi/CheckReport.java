package tributary.spi;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of {@link Connector#check()}.
 *
 * @param steps in the order they were tried; a failed step is the last one
 */
public record CheckReport(List<CheckStep> steps) {
  public CheckReport {
    steps = List.copyOf(steps);
  }

  /** Returns whether every step passed. */
  public boolean passed() {
    return steps.stream().allMatch(CheckStep::passed);
  }

  /** Returns the step that failed, if one did. */
  public Optional<CheckStep> failure() {
    return steps.stream().filter(step -> !step.passed()).findFirst();
  }
}
