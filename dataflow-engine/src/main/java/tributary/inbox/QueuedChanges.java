package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.inbox.store.ChangeStore;
import tributary.inbox.store.EndpointStore;
import tributary.landing.Landing;
import tributary.landing.LandingException;
import tributary.run.ChangeRuns;
import tributary.run.RunListener;
import tributary.run.RunOutcome;
import tributary.run.RunTrigger;
import tributary.telemetry.Telemetry;
import tributary.tenant.TenantId;

/**
 * Brings pending changes into runs: all that wait when a run is queued, up to a number. What comes
 * meanwhile is for the next, which is queued in the transaction that ends the one before.
 */
@ApplicationScoped
class QueuedChanges implements PendingChanges, RunListener {
  /** So many keys are read soon, and taken back by one rollback. */
  static final int MOST = 2_000;

  private static final System.Logger LOG = System.getLogger(QueuedChanges.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int LONGEST_PAUSE = 7;

  private ChangeStore changes;
  private EndpointStore endpoints;
  private DataflowRuns dataflows;
  private ChangeRuns runs;
  private Landing landing;
  private Telemetry telemetry;
  private Clock clock;

  protected QueuedChanges() {}

  @Inject
  QueuedChanges(
      ChangeStore changes,
      EndpointStore endpoints,
      DataflowRuns dataflows,
      ChangeRuns runs,
      Landing landing,
      Telemetry telemetry,
      Clock clock) {
    this.changes = changes;
    this.endpoints = endpoints;
    this.dataflows = dataflows;
    this.runs = runs;
    this.landing = landing;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  @Override
  @Transactional
  public List<ChangeStore.Waiting> waiting(int most) {
    return changes.waiting(most);
  }

  @Override
  @Transactional
  public void begin(TenantId tenant, UUID dataflow) {
    DataflowView locked = dataflows.lock(tenant, dataflow);
    if (runs.active(tenant, dataflow) || !endpoints.mayRead(dataflow, clock.instant())) {
      return;
    }
    List<String> waiting = changes.tables(dataflow);
    if (waiting.isEmpty()) {
      return;
    }
    passOver(tenant, locked, waiting);
    UUID run = UUID.randomUUID();
    changes.give(dataflow, run, MOST);
    Set<String> given = Set.copyOf(changes.given(run));
    if (!given.isEmpty()) {
      runs.queue(
          tenant,
          locked,
          run,
          locked.tables().stream()
              .filter(table -> given.contains(table.table().toString()))
              .map(ImportTableView::id)
              .collect(Collectors.toSet()));
    }
    settle(dataflow);
  }

  private void passOver(TenantId tenant, DataflowView dataflow, List<String> waiting) {
    Set<UUID> landed = landing.mergeable(tenant, dataflow.id());
    for (String name : waiting) {
      Optional<ImportTableView> table =
          dataflow.tables().stream()
              .filter(one -> one.selected() && one.table().toString().equals(name))
              .findFirst();
      if (table.isEmpty()) {
        changes.passOver(dataflow.id(), name);
      } else if (!landed.contains(table.get().id())) {
        changes.passOver(
            dataflow.id(),
            name,
            "%s has not been read in full since its webhooks began: the next full run brings it."
                .formatted(table.get().fileName()));
      }
    }
  }

  private void settle(UUID dataflow) {
    Instant now = clock.instant();
    changes
        .settle(dataflow, now, "It is about no selected table.")
        .forEach(received -> telemetry.eventRead(Duration.between(received, now)));
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void changed(RunOutcome outcome) {
    if (!outcome.status().ended()) {
      return;
    }
    if (outcome.trigger() == RunTrigger.WEBHOOK) {
      ended(outcome);
    }
    try {
      begin(outcome.tenant(), outcome.dataflow());
    } catch (LandingException e) {
      // a chore looks for what waits, too
      LOG.log(
          System.Logger.Level.INFO, "Rows that events named are read later: {0}", e.getMessage());
    }
  }

  private void ended(RunOutcome outcome) {
    Map<String, String> failures = changes.failures(outcome.run());
    failures.forEach((table, why) -> changes.failed(outcome.run(), table, why, outcome.at()));
    changes.read(outcome.run());
    settle(outcome.dataflow());
    if (failures.isEmpty()) {
      endpoints.succeeded(outcome.dataflow());
    } else {
      int before = Math.min(LONGEST_PAUSE, endpoints.failures(outcome.dataflow()));
      endpoints.failed(outcome.dataflow(), outcome.at().plus(PAUSE.multipliedBy(1L << before)));
    }
  }
}
