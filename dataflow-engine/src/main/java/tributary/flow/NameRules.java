package tributary.flow;

import java.util.Optional;
import tributary.landing.EntityName;
import tributary.problem.FieldProblem;

/** What a name must be, in words. */
final class NameRules {
  private NameRules() {}

  /** Returns what is wrong with the form of a dataflow's name. */
  static Optional<FieldProblem> dataflowForm(String name, TakenNames taken) {
    if (name.isBlank()) {
      return Optional.of(FieldProblem.of("name", "NAME_MISSING", "Enter a name for the dataflow."));
    }
    if (DataflowName.isValid(name)) {
      return Optional.empty();
    }
    String reason =
        name.length() > DataflowName.MAX_LENGTH && name.matches("[A-Za-z][A-Za-z0-9]*")
            ? "it has " + name.length() + " characters, " + DataflowName.MAX_LENGTH + " are allowed"
            : "a name starts with a letter and has only letters A to Z and digits, no spaces";
    return Optional.of(
        new FieldProblem(
            "name",
            "NAME_INVALID",
            "“" + shortened(name) + "” cannot name a dataflow: " + reason + ".",
            freeDataflowName(Suggestion.dataflowName(name), taken)));
  }

  /** Says that a name is taken. */
  static FieldProblem dataflowTaken(String name, String takenBy, TakenNames taken) {
    String differs = takenBy.equals(name) ? "" : " Upper and lower case do not make a difference.";
    return new FieldProblem(
        "name",
        "NAME_TAKEN",
        "There is already a dataflow “" + takenBy + "”." + differs + " Choose another name.",
        freeDataflowName(name, taken));
  }

  private static String freeDataflowName(String name, TakenNames taken) {
    return taken.firstFree(Suggestion.candidates(name, "v", DataflowName.MAX_LENGTH));
  }

  /** Returns what is wrong with the form of an entity's name. */
  static Optional<FieldProblem> entityForm(String field, String name, TakenNames taken) {
    if (EntityName.isValid(name)) {
      return Optional.empty();
    }
    String reason =
        name.matches("[A-Za-z][A-Za-z0-9_]*")
            ? "it has " + name.length() + " characters, " + EntityName.MAX_BYTES + " are allowed"
            : "a name starts with a letter and has only letters A to Z, digits and underscores";
    return Optional.of(
        new FieldProblem(
            field,
            "ENTITY_NAME_INVALID",
            "“" + shortened(name) + "” cannot name an entity: " + reason + ".",
            freeEntityName(Suggestion.entityName(name), taken)));
  }

  /** Says that an entity name is used twice. */
  static FieldProblem entityTaken(String field, String name, String where, TakenNames taken) {
    return new FieldProblem(
        field,
        "ENTITY_NAME_TAKEN",
        "The entity name “"
            + name
            + "” is used by "
            + where
            + " already; upper and lower case do not make a difference. Choose another name.",
        freeEntityName(name, taken));
  }

  static String freeEntityName(String name, TakenNames taken) {
    return taken.firstFree(Suggestion.candidates(name, "_", EntityName.MAX_BYTES));
  }

  private static String shortened(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
