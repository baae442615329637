package tributary.web.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import tributary.flow.DataflowRuns;
import tributary.run.RunListener;
import tributary.run.RunOutcome;

/** Counts runs once their end is durable. */
@ApplicationScoped
class EndedRuns implements RunListener {
  private Event<Ended> events;
  private DataflowRuns dataflows;
  private RunMetrics metrics;

  /** A run has ended. */
  record Ended(RunOutcome outcome, String connector) {}

  /** For the container's proxy. */
  protected EndedRuns() {}

  @Inject
  EndedRuns(Event<Ended> events, DataflowRuns dataflows, RunMetrics metrics) {
    this.events = events;
    this.dataflows = dataflows;
    this.metrics = metrics;
  }

  @Override
  public void changed(RunOutcome outcome) {
    if (outcome.status().ended()) {
      events.fire(
          new Ended(
              outcome, dataflows.byId(outcome.tenant(), outcome.dataflow()).connector().value()));
    }
  }

  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) Ended ended) {
    metrics.ended(ended.outcome(), ended.connector());
  }
}
