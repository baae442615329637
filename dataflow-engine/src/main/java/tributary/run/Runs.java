package tributary.run;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.RefreshKind;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** What a person does with runs. Refusals are {@link tributary.problem.Refusal}. */
public interface Runs {
  /**
   * Queues a run.
   *
   * @param dataflow its name, in any case
   * @param refresh empty: as the dataflow says
   * @return the run's id
   * @throws tributary.problem.Refusal CONFLICT {@code RUN_ACTIVE} when one is active; INVALID
   *     {@code NO_TABLES} when no table is selected; INVALID when a table cannot be read
   *     incrementally
   */
  UUID start(
      TenantId tenant,
      Actor actor,
      String dataflow,
      Optional<RefreshKind> refresh,
      RunTrigger trigger);

  /**
   * Queues a run that reads again only what was not right: the objects of which rows were rejected,
   * whose rows take the place of their earlier ones, and the tables that failed in the last run.
   *
   * @return the run's id
   * @throws tributary.problem.Refusal CONFLICT {@code NOTHING_REJECTED} when there is none; {@code
   *     RUN_ACTIVE} when a run is active
   */
  UUID startRejected(TenantId tenant, Actor actor, String dataflow, RunTrigger trigger);

  /** Returns what such a run would read; empty when there is nothing. */
  Optional<RunAgain> rejected(TenantId tenant, String dataflow);

  /** Asks an active run to stop; it leaves everything as it was. Refused when it has ended. */
  void cancel(TenantId tenant, Actor actor, String dataflow, UUID run);

  /** Lets a run that waits for a person publish. Refused when it does not wait. */
  void confirm(TenantId tenant, Actor actor, String dataflow, UUID run);

  /** Gives up what a run that waits has read. Refused when it does not wait. */
  void discard(TenantId tenant, Actor actor, String dataflow, UUID run);

  /** Says what a rollback would do now. */
  RollbackPreview previewRollback(TenantId tenant, String dataflow);

  /**
   * Queues the run that takes back the dataflow's last published run.
   *
   * @throws tributary.problem.Refusal CONFLICT {@code NOTHING_TO_ROLL_BACK} or {@code RUN_ACTIVE},
   *     with the reason; {@code ROLLBACK_CHANGED} when another run than {@code shown} would be
   *     taken back
   * @param shown the run that a person was shown; empty: whichever is last
   */
  RollbackStarted rollBack(
      TenantId tenant, Actor actor, String dataflow, Optional<UUID> shown, RunTrigger trigger);

  /** Waits until the run has ended, at most this long; returns its state then. */
  RunStatus awaitEnd(TenantId tenant, UUID run, Duration atMost) throws InterruptedException;

  /**
   * A rollback that was queued.
   *
   * @param id the rollback's own run
   * @param rolledBackRun the run that it takes back
   */
  record RollbackStarted(UUID id, UUID rolledBackRun) {}
}
