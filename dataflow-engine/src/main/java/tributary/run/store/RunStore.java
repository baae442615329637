package tributary.run.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.Landing.Progress;
import tributary.landing.LandingException;
import tributary.landing.RunLease;
import tributary.run.RunKind;
import tributary.run.RunOutcome;
import tributary.run.RunStatus;
import tributary.run.internal.Places;
import tributary.run.internal.RunEnd;
import tributary.run.internal.RunLimits;
import tributary.run.internal.RunOrder;
import tributary.run.internal.Turns;
import tributary.run.internal.WaitText;

/** Writes runs. Every method needs a transaction. */
@ApplicationScoped
public class RunStore {
  /** The name under which db-scheduler knows runs. */
  public static final String TASK = "run";

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected RunStore() {}

  /** Makes the store without a container. */
  public RunStore(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Inserts a run, and lets it into the queue where that is allowed.
   *
   * @param closed why no import may begin at all
   * @return why it waits; empty when it may begin
   */
  public String queue(NewRun run, RunLimits limits, Optional<String> closed) {
    Long last =
        entities
            .createQuery(
                "select max(r.number) from RunRecord r where r.dataflowId = :dataflow", Long.class)
            .setParameter("dataflow", run.dataflow())
            .getSingleResult();
    RunRecord queued = new RunRecord(run, last == null ? 1 : last + 1);
    entities.persist(queued);
    int position = 0;
    for (NewRun.Table table : run.tables()) {
      entities.persist(new TableRunRecord(run.id(), position++, table));
    }
    entities.flush();
    if (run.kind() == RunKind.ROLLBACK) {
      enqueue(run.id(), Turns.AT_ONCE);
      return "";
    }
    entities.createNativeQuery(Places.LOCK).getSingleResult();
    Object[] others = others(run);
    int ofTenant = number(others[0]);
    Optional<String> waits = closed.or(() -> WaitText.of(limits, ofTenant, number(others[1])));
    if (waits.isEmpty() && number(others[2]) == 0) {
      enqueue(run.id(), Turns.NEW);
    }
    queued.waits(waits.orElse(""));
    return queued.description();
  }

  /** Returns how many runs of the tenant read, how many of the connection, how many wait. */
  private Object[] others(NewRun run) {
    return (Object[])
        entities
            .createNativeQuery(
                """
                select count(*) filter (where o.standing or o.status <> 'QUEUED'),
                  count(*) filter (where (o.standing or o.status <> 'QUEUED')
                    and o.connection = own.connection),
                  count(*) filter (where not o.standing and o.status = 'QUEUED')
                from tributary.run_place own left join tributary.run_place o
                  on o.tenant_id = own.tenant_id and o.reads and o.run_id <> own.run_id
                    and %s
                where own.run_id = ?1
                """
                    .formatted(Places.PRESENT.formatted("o", "o", "o")))
            .setParameter(1, run.id())
            .getSingleResult();
  }

  private static int number(Object count) {
    return ((Number) count).intValue();
  }

  /**
   * Due by the clock of the database, as workers see it. A place that is still there is as good:
   * whoever clears it away looks for forgotten runs.
   */
  private void enqueue(UUID run, int priority) {
    entities
        .createNativeQuery(
            "insert into tributary.scheduled_tasks"
                + " (task_name, task_instance, execution_time, picked, version, priority)"
                + " values (?1, ?2, now(), false, 1, ?3) on conflict do nothing")
        .setParameter(1, TASK)
        .setParameter(2, run.toString())
        .setParameter(3, priority)
        .executeUpdate();
  }

  /** Takes a run; empty when it has ended or is gone. */
  public Optional<RunOrder> take(UUID run, Instant now) {
    RunRecord record = entities.find(RunRecord.class, run, LockModeType.PESSIMISTIC_WRITE);
    if (record == null || !record.status().underWay()) {
      return Optional.empty();
    }
    RunLease lease = record.take(now);
    Optional<RunOrder.TakenBack> takesBack =
        Optional.ofNullable(record.takesBack())
            .map(id -> entities.find(RunRecord.class, id))
            .map(taken -> new RunOrder.TakenBack(taken.id(), taken.number()));
    return Optional.of(
        new RunOrder(
            lease,
            record.tenant(),
            record.dataflowId(),
            record.number(),
            record.kind(),
            record.refresh(),
            record.status(),
            takesBack,
            record.confirmed(),
            tables(run).stream().map(TableRunRecord::order).toList()));
  }

  /** Returns whether the run is to stop. */
  public boolean cancelRequested(RunLease lease) {
    RunRecord record = entities.find(RunRecord.class, lease.run());
    if (record == null) {
      throw lost();
    }
    return held(record, lease).cancelRequested();
  }

  /** Asks a run to stop; returns its status before. */
  public RunStatus requestCancel(UUID run) {
    RunRecord record = entities.find(RunRecord.class, run, LockModeType.PESSIMISTIC_WRITE);
    record.requestCancel();
    return record.status();
  }

  /** Notes that a table is being read. */
  public void reading(RunLease lease, UUID tableRun, Instant now) {
    locked(lease);
    entities.find(TableRunRecord.class, tableRun).start(now);
  }

  /** Notes counters. */
  public void progress(RunLease lease, Map<UUID, Progress> progress) {
    locked(lease);
    progress.forEach(
        (table, counted) -> {
          TableRunRecord record = entities.find(TableRunRecord.class, table);
          if (record.status() == RunStatus.RUNNING) {
            record.count(counted);
          }
        });
  }

  /** Notes that a table is read, or has failed. */
  public void tableRead(
      RunLease lease, UUID tableRun, Progress progress, Optional<String> failure, Instant now) {
    locked(lease);
    TableRunRecord record = entities.find(TableRunRecord.class, tableRun);
    record.count(progress);
    if (failure.isPresent()) {
      record.end(RunStatus.FAILED, failure.get(), now);
    } else {
      record.read();
    }
  }

  /** Notes that the run publishes; false when it is to stop. */
  public boolean publishing(RunLease lease) {
    RunRecord record = locked(lease);
    if (record.cancelRequested()) {
      return false;
    }
    record.publishing();
    return true;
  }

  /** Notes that the run waits for a person. */
  public void waiting(RunLease lease, String description, Map<UUID, String> tables) {
    locked(lease).await(description);
    tables(lease.run()).forEach(table -> table.await(tables.getOrDefault(table.id(), "")));
  }

  /** Notes that the run goes on later; false when it is to stop. */
  public boolean postponed(RunLease lease, String description) {
    RunRecord record = locked(lease);
    if (record.cancelRequested()) {
      return false;
    }
    record.postpone(description);
    return true;
  }

  /** Lets a run that goes on later go on now. */
  public void hurry(UUID run) {
    entities
        .createNativeQuery(
            "update tributary.scheduled_tasks set execution_time = now()"
                + " where task_name = ?1 and task_instance = ?2 and not picked")
        .setParameter(1, TASK)
        .setParameter(2, run.toString())
        .executeUpdate();
  }

  /** Lets a run that waits go on to publish. */
  public void confirm(UUID run) {
    entities.find(RunRecord.class, run, LockModeType.PESSIMISTIC_WRITE).confirm();
    tables(run).forEach(TableRunRecord::goOn);
    entities.flush();
    enqueue(run, Turns.AT_ONCE);
  }

  /** Ends a run and its tables; false when it had ended before. */
  public boolean end(RunLease lease, RunEnd end, Instant now) {
    return end(locked(lease), end, now);
  }

  /** Ends a run that no worker has; false when it had ended before. */
  public boolean endUntaken(UUID run, RunEnd end, Instant now) {
    return end(entities.find(RunRecord.class, run, LockModeType.PESSIMISTIC_WRITE), end, now);
  }

  private boolean end(RunRecord record, RunEnd end, Instant now) {
    if (record.status().ended()) {
      return false;
    }
    for (TableRunRecord table : tables(record.id())) {
      RunEnd.TableEnd how = end.tables().get(table.id());
      if (how != null) {
        how.rows().ifPresent(table::wrote);
        table.end(how.status(), how.description(), now);
      } else if (!table.status().ended()) {
        table.end(end.status(), "", now);
      }
    }
    record.end(end.status(), end.description(), now);
    if (end.status() == RunStatus.SUCCEEDED && record.takesBack() != null) {
      entities
          .find(RunRecord.class, record.takesBack(), LockModeType.PESSIMISTIC_WRITE)
          .takenBackBy(record.id());
    }
    return true;
  }

  /** Returns where a run belongs; empty when there is none. */
  public Optional<RunPlace> place(UUID run) {
    return Optional.ofNullable(entities.find(RunRecord.class, run))
        .map(
            record ->
                new RunPlace(
                    record.id(),
                    record.tenant(),
                    record.dataflowId(),
                    record.number(),
                    record.kind(),
                    record.status(),
                    record.refresh(),
                    record.startedAt() != null));
  }

  /** Returns what became of a run. */
  public RunOutcome outcome(UUID run, Instant now) {
    RunRecord record = entities.find(RunRecord.class, run);
    return new RunOutcome(
        record.tenant(),
        record.dataflowId(),
        run,
        record.number(),
        record.kind(),
        record.trigger(),
        record.status(),
        record.description(),
        record.queuedAt(),
        now,
        before(record));
  }

  private Optional<RunStatus> before(RunRecord record) {
    return entities
        .createQuery(
            "select r.status from RunRecord r where r.dataflowId = :dataflow"
                + " and r.number < :number and r.kind = 'IMPORT'"
                + " and r.status in ('SUCCEEDED', 'PARTLY_SUCCEEDED', 'FAILED')"
                + " order by r.number desc",
            String.class)
        .setParameter("dataflow", record.dataflowId())
        .setParameter("number", record.number())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(RunStatus::valueOf);
  }

  private List<TableRunRecord> tables(UUID run) {
    return entities
        .createQuery(
            "select t from TableRunRecord t where t.runId = :run order by t.position",
            TableRunRecord.class)
        .setParameter("run", run)
        .getResultList();
  }

  private RunRecord locked(RunLease lease) {
    RunRecord record = entities.find(RunRecord.class, lease.run(), LockModeType.PESSIMISTIC_WRITE);
    if (record == null) {
      throw lost();
    }
    return held(record, lease);
  }

  private static RunRecord held(RunRecord record, RunLease lease) {
    if (record.leaseToken() != lease.token()) {
      throw lost();
    }
    return record;
  }

  private static LandingException lost() {
    return new LandingException(
        LandingException.Kind.LEASE_LOST, "", "Another worker has this run, or it has ended.");
  }
}
