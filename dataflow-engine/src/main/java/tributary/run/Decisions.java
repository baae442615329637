package tributary.run;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import tributary.audit.Audit;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.landing.Landing;
import tributary.problem.Refusal;
import tributary.run.internal.RunEnd;
import tributary.run.store.RunPlace;
import tributary.run.store.RunStore;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** What a person decides about a run that waits. Each call is part of the caller's transaction. */
final class Decisions {
  private final RunStore store;
  private final DataflowRuns dataflows;
  private final Landing landing;
  private final Audit audit;
  private final Clock clock;

  Decisions(RunStore store, DataflowRuns dataflows, Landing landing, Audit audit, Clock clock) {
    this.store = store;
    this.dataflows = dataflows;
    this.landing = landing;
    this.audit = audit;
    this.clock = clock;
  }

  /** Lets it publish. */
  void confirm(TenantId tenant, Actor actor, DataflowView dataflow, RunPlace place) {
    requireWaiting(place);
    store.confirm(place.run());
    note(tenant, dataflow, place, DataflowStatus.PROCESSING, "");
    audit.note(tenant, actor, "run.confirm", dataflow.name() + " run " + place.number());
  }

  /** Gives up what it has read. */
  void discard(TenantId tenant, Actor actor, DataflowView dataflow, RunPlace place) {
    requireWaiting(place);
    String description = "Discarded by " + actor.name() + ". The entities are as they were.";
    store.endUntaken(place.run(), RunEnd.of(RunStatus.CANCELLED, description), clock.instant());
    note(tenant, dataflow, place, DataflowStatus.CANCELLED, description);
    audit.note(tenant, actor, "run.discard", dataflow.name() + " run " + place.number());
    landing.fence(place.run());
    landing.discard(place.run());
  }

  private static void requireWaiting(RunPlace place) {
    if (place.status() != RunStatus.WAITING) {
      throw Refusal.conflict(
          "RUN_NOT_WAITING",
          "Run %d does not wait for a decision: %s."
              .formatted(place.number(), place.status().label().toLowerCase(Locale.ROOT)));
    }
  }

  private void note(
      TenantId tenant,
      DataflowView dataflow,
      RunPlace place,
      DataflowStatus status,
      String detail) {
    dataflows.noteRun(
        tenant, dataflow.id(), place.run(), status, detail, place.refresh(), Optional.empty());
  }
}
