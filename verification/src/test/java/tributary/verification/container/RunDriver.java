package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;
import static tributary.verification.container.Member.ALDER;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tributary.run.RunDetail;
import tributary.run.RunHistory;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.run.TableRunRow;

/** Starts runs of one dataflow and waits for their end. */
final class RunDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Runs runs;
  private final RunHistory history;
  private final String dataflow;

  RunDriver(Runs runs, RunHistory history, String dataflow) {
    this.runs = runs;
    this.history = history;
    this.dataflow = dataflow;
  }

  UUID start() {
    return runs.start(
        ALDER.tenantId(), ALDER.actor(), dataflow, Optional.empty(), RunTrigger.PERSON);
  }

  /** Runs and expects this end. */
  RunDetail run(RunStatus expected) throws InterruptedException {
    return await(start(), expected);
  }

  /** Rolls back and expects success. */
  RunDetail rollBack() throws InterruptedException {
    return await(
        runs.rollBack(
                ALDER.tenantId(), ALDER.actor(), dataflow, Optional.empty(), RunTrigger.PERSON)
            .id(),
        RunStatus.SUCCEEDED);
  }

  RunDetail await(UUID run, RunStatus expected) throws InterruptedException {
    RunStatus status = runs.awaitEnd(ALDER.tenantId(), run, PATIENCE);
    RunDetail detail = history.run(ALDER.tenantId(), dataflow, run);
    assertThat(status).as("%s %s", detail.run().description(), detail.tables()).isEqualTo(expected);
    return detail;
  }

  static TableRunRow table(RunDetail run, String entityName) {
    return run.tables().stream()
        .filter(table -> table.entityName().equalsIgnoreCase(entityName))
        .findFirst()
        .orElseThrow();
  }
}
