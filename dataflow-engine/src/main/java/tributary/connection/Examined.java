package tributary.connection;

import java.util.List;
import java.util.Optional;
import tributary.plugin.ConnectorCard;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/**
 * A draft after its examination.
 *
 * @param card the connector
 * @param settings its settings
 * @param saved the connection that left-out secrets come from
 * @param problems what is wrong, in the order of the form
 */
record Examined(
    ConnectorCard card,
    CheckedSettings settings,
    Optional<StoredConnection> saved,
    List<FieldProblem> problems) {

  /** Returns itself, or refuses with everything that is wrong. */
  Examined sound() {
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return this;
  }
}
