package tributary.connection;

import java.util.List;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConnectorException;

/** Tells a person what a source said. */
public final class SourceRefusal {
  private SourceRefusal() {}

  /** Returns what the source said, as a refusal. */
  public static Refusal of(ConnectorException e) {
    String code = e.code().name();
    return e.fieldKey()
        .map(
            key ->
                Refusal.invalid(List.of(FieldProblem.of("settings." + key, code, e.getMessage()))))
        .orElseGet(() -> new Refusal(Refusal.Kind.SOURCE, code, e.getMessage(), List.of()));
  }

  /** Returns a refusal because the call was cut off. */
  public static Refusal interrupted() {
    return new Refusal(
        Refusal.Kind.SOURCE, "INTERRUPTED", "The call was cut off. Try again.", List.of());
  }
}
