package tributary.web.wizard;

import java.io.Serializable;
import java.util.Optional;
import tributary.flow.RefreshKind;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Policies;
import tributary.landing.PublishPolicy;
import tributary.problem.FieldProblem;

/** How the dataflow's entities are refreshed and kept, as the page shows it: limits as typed. */
public class RefreshForm implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NEVER = 100;
  private static final int LONGEST = 18;

  private RefreshKind kind = RefreshKind.FULL;
  private DeletePolicy deletes;
  private DriftPolicy drift;
  private String guardPercent;
  private String rejectPercent;
  private String rejectRows;
  private String lookBackMinutes;
  private PublishPolicy publish;

  RefreshForm() {
    show(Policies.DEFAULT);
  }

  void show(RefreshKind newKind, Policies policies) {
    kind = newKind;
    show(policies);
  }

  private void show(Policies policies) {
    deletes = policies.deletes();
    drift = policies.drift();
    guardPercent = share(policies.guardPercent());
    rejectPercent = share(policies.rejectPercent());
    rejectRows = policies.rejectRows() < 0 ? "" : Long.toString(policies.rejectRows());
    lookBackMinutes = Integer.toString(policies.lookBackMinutes());
    publish = policies.publish();
  }

  private static String share(int percent) {
    return percent == NEVER ? "" : Integer.toString(percent);
  }

  /** Returns the policies; empty when a number will not do, which then stands in the problems. */
  Optional<Policies> policies(Problems problems) {
    long guard = number(problems, "guardPercent", guardPercent, NEVER, 99);
    long share = number(problems, "rejectPercent", rejectPercent, NEVER, 99);
    long count = number(problems, "rejectRows", rejectRows, -1, Long.MAX_VALUE);
    long lookBack =
        number(problems, "lookBackMinutes", lookBackMinutes, 0, Policies.MOST_LOOK_BACK);
    return problems.isAny()
        ? Optional.empty()
        : Optional.of(
            new Policies(deletes, drift, (int) guard, (int) share, count, (int) lookBack, publish));
  }

  private static long number(
      Problems problems, String field, String typed, long whenEmpty, long most) {
    String text = typed == null ? "" : typed.strip();
    if (text.isEmpty()) {
      return whenEmpty;
    }
    if (text.length() > LONGEST || !text.matches("\\d+") || Long.parseLong(text) > most) {
      String upTo = most == Long.MAX_VALUE ? "" : " up to " + most;
      problems.put(
          FieldProblem.of(
              "policies." + field,
              "OUT_OF_RANGE",
              "“%s” is not a whole number%s. Correct it, or leave it empty."
                  .formatted(text, upTo)));
      return whenEmpty;
    }
    return Long.parseLong(text);
  }

  public RefreshKind getKind() {
    return kind;
  }

  public void setKind(RefreshKind kind) {
    this.kind = kind;
  }

  public DeletePolicy getDeletes() {
    return deletes;
  }

  public void setDeletes(DeletePolicy deletes) {
    this.deletes = deletes;
  }

  public DriftPolicy getDrift() {
    return drift;
  }

  public void setDrift(DriftPolicy drift) {
    this.drift = drift;
  }

  public String getGuardPercent() {
    return guardPercent;
  }

  public void setGuardPercent(String guardPercent) {
    this.guardPercent = guardPercent;
  }

  public String getRejectPercent() {
    return rejectPercent;
  }

  public void setRejectPercent(String rejectPercent) {
    this.rejectPercent = rejectPercent;
  }

  public String getRejectRows() {
    return rejectRows;
  }

  public void setRejectRows(String rejectRows) {
    this.rejectRows = rejectRows;
  }

  public String getLookBackMinutes() {
    return lookBackMinutes;
  }

  public void setLookBackMinutes(String lookBackMinutes) {
    this.lookBackMinutes = lookBackMinutes;
  }

  public PublishPolicy getPublish() {
    return publish;
  }

  public void setPublish(PublishPolicy publish) {
    this.publish = publish;
  }
}
