package tributary.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tributary.connection.StoredConnection;
import tributary.flow.store.StoredDataflow;
import tributary.flow.store.StoredTable;
import tributary.landing.EntityPlace;
import tributary.landing.Policies;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/**
 * A named import with its rules: what may change, and when. Each change makes a new value; the
 * store writes it.
 */
final class Dataflow {
  static final int MAX_DISPLAY_NAME = 200;
  static final int MAX_DESCRIPTION = 2000;

  private final StoredDataflow state;

  private Dataflow(StoredDataflow state) {
    this.state = state;
  }

  static Dataflow of(StoredDataflow state) {
    return new Dataflow(state);
  }

  /** Makes a dataflow that never ran. */
  static Dataflow make(
      DataflowName name,
      String displayName,
      String description,
      StoredConnection connection,
      RefreshKind refresh,
      List<StoredTable> tables,
      Policies policies,
      Instant now) {
    return new Dataflow(
        new StoredDataflow(
            connection.dataflow(),
            name,
            shown(displayName, name),
            description.strip(),
            connection,
            refresh,
            tables,
            now,
            now,
            1,
            policies,
            StoredDataflow.LastRun.NONE));
  }

  /** Returns it with new values and the next version. */
  Dataflow changed(
      DataflowChange change, StoredConnection connection, List<StoredTable> tables, Instant now) {
    return new Dataflow(
        new StoredDataflow(
            state.id(),
            state.name(),
            shown(change.displayName(), state.name()),
            change.description().strip(),
            connection,
            change.refresh(),
            tables,
            state.createdAt(),
            now,
            state.version() + 1,
            change.policies().orElse(state.policies()),
            state.lastRun()));
  }

  private static String shown(String displayName, DataflowName name) {
    return displayName.isBlank() ? name.value() : displayName.strip();
  }

  /** Returns what is wrong with the words for people. */
  static List<FieldProblem> problemsWithWords(String displayName, String description) {
    List<FieldProblem> problems = new ArrayList<>();
    check(problems, "displayName", "display name", displayName, MAX_DISPLAY_NAME);
    check(problems, "description", "description", description, MAX_DESCRIPTION);
    return problems;
  }

  private static void check(
      List<FieldProblem> problems, String field, String label, String value, int max) {
    if (value.strip().length() > max) {
      problems.add(
          FieldProblem.of(
              field,
              "TOO_LONG",
              "The "
                  + label
                  + " has at most "
                  + max
                  + " characters; this has "
                  + value.strip().length()
                  + ". Shorten it."));
    }
    if (value.indexOf('\0') >= 0) {
      problems.add(
          FieldProblem.of(
              field,
              "BAD_CHARACTER",
              "The " + label + " has the character U+0000 in it. Remove it."));
    }
  }

  /** Refuses while a run is queued or under way. */
  Dataflow requireIdle(String action) {
    if (state.lastRun().status() == DataflowStatus.WAITING) {
      throw Refusal.conflict(
          "RUN_ACTIVE",
          "A run of “"
              + state.name()
              + "” waits for a decision. Confirm or discard it, then "
              + action
              + ".");
    }
    if (state.lastRun().status().active()) {
      throw Refusal.conflict(
          "RUN_ACTIVE",
          "A run of “"
              + state.name()
              + "” is "
              + (state.lastRun().status() == DataflowStatus.QUEUED ? "queued" : "under way")
              + ". Wait for its end or cancel it, then "
              + action
              + ".");
    }
    return this;
  }

  /** Refuses a change that was made on an older version. */
  Dataflow requireVersion(long version) {
    if (state.version() != version) {
      throw Refusal.conflict(
          "CHANGED_MEANWHILE",
          "Someone else changed “"
              + state.name()
              + "” in the meantime. Load it again and repeat your change.");
    }
    return this;
  }

  /** Returns where its entities land: those that ever could have. */
  List<EntityPlace> places() {
    return state.tables().stream()
        .filter(StoredTable::holdsName)
        .map(StoredTable::view)
        .map(table -> new EntityPlace(table.id(), table.entityName(), table.purpose()))
        .toList();
  }

  UUID id() {
    return state.id();
  }

  DataflowName name() {
    return state.name();
  }

  List<StoredTable> tables() {
    return state.tables();
  }

  StoredDataflow state() {
    return state;
  }
}
