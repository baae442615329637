package tributary.web.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Policies;
import tributary.landing.PublishPolicy;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/**
 * How a dataflow's entities are kept, in its document. What is left out stays as it is.
 *
 * @param deletes what an incremental run does with rows that are gone: REMOVE, MARK or KEEP
 * @param drift what becomes of changed columns: APPLY, ASK or BLOCK
 * @param guardPercent a publish after which an entity has lost more than this share of its rows
 *     waits for a person; 100: never
 * @param rejectPercent a table with a larger share of rejects fails; 100: never
 * @param rejectRows a table with more rejects fails; -1: never
 * @param lookBackMinutes how much earlier than its cursor an incremental read begins
 * @param publish what becomes of a run's other tables when one fails: EACH or ALL_OR_NOTHING
 */
public record PoliciesDefinition(
    DeletePolicy deletes,
    DriftPolicy drift,
    Integer guardPercent,
    Integer rejectPercent,
    Long rejectRows,
    Integer lookBackMinutes,
    PublishPolicy publish) {

  /** Returns the document of policies. */
  public static PoliciesDefinition of(Policies policies) {
    return new PoliciesDefinition(
        policies.deletes(),
        policies.drift(),
        policies.guardPercent(),
        policies.rejectPercent(),
        policies.rejectRows(),
        policies.lookBackMinutes(),
        policies.publish());
  }

  /**
   * Returns these policies; what is left out is as here.
   *
   * @param path of the document in the request, for problems; empty or ending in a dot
   */
  Policies over(Policies present, String path) {
    List<FieldProblem> problems = new ArrayList<>();
    String at = path + "policies.";
    int guard = Objects.requireNonNullElse(guardPercent, present.guardPercent());
    int share = Objects.requireNonNullElse(rejectPercent, present.rejectPercent());
    long count = Objects.requireNonNullElse(rejectRows, present.rejectRows());
    int lookBack = Objects.requireNonNullElse(lookBackMinutes, present.lookBackMinutes());
    check(problems, at + "guardPercent", guard, 0, 100);
    check(problems, at + "rejectPercent", share, 0, 100);
    check(problems, at + "rejectRows", count, -1, Long.MAX_VALUE);
    check(problems, at + "lookBackMinutes", lookBack, 0, Policies.MOST_LOOK_BACK);
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return new Policies(
        Objects.requireNonNullElse(deletes, present.deletes()),
        Objects.requireNonNullElse(drift, present.drift()),
        guard,
        share,
        count,
        lookBack,
        Objects.requireNonNullElse(publish, present.publish()));
  }

  private static void check(
      List<FieldProblem> problems, String field, long value, long least, long most) {
    if (value < least || value > most) {
      String range =
          most == Long.MAX_VALUE
              ? "a whole number from " + least
              : "a whole number from " + least + " to " + most;
      problems.add(
          FieldProblem.of(
              field, "OUT_OF_RANGE", "This must be " + range + "; " + value + " is not."));
    }
  }
}
