package tributary.run.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.run.RunDetail;
import tributary.run.RunQuery;
import tributary.run.RunRow;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.TableRunQuery;
import tributary.run.TableRunRow;
import tributary.tenant.TenantId;

/** Reads runs. Every method needs a transaction. */
@ApplicationScoped
public class RunQueries {
  private static final Set<String> ACTIVE =
      Set.of(
          RunStatus.QUEUED.name(),
          RunStatus.RUNNING.name(),
          RunStatus.PUBLISHING.name(),
          RunStatus.WAITING.name());

  private static final String OF_DATAFLOW =
      " where r.tenantId = :tenant and r.dataflowId = :dataflow and r.status in :statuses"
          + " and r.triggerKind in :triggers";

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected RunQueries() {}

  /** Makes the queries without a container. */
  public RunQueries(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns the runs that the query asks for. */
  public List<RunRow> page(TenantId tenant, UUID dataflow, RunQuery query) {
    return rows(records(tenant, dataflow, query));
  }

  private List<RunRow> rows(List<RunRecord> runs) {
    Map<UUID, Sums> sums = sums(runs.stream().map(RunRecord::id).toList());
    return runs.stream().map(r -> row(r, sums.getOrDefault(r.id(), Sums.NONE))).toList();
  }

  private RunRow row(RunRecord run) {
    return rows(List.of(run)).get(0);
  }

  private List<RunRecord> records(TenantId tenant, UUID dataflow, RunQuery query) {
    return entities
        .createQuery(
            "select r from RunRecord r"
                + OF_DATAFLOW
                + " order by "
                + order(query.sort(), query.ascending() ? " asc" : " desc")
                + ", r.number desc",
            RunRecord.class)
        .setParameter("tenant", tenant.value())
        .setParameter("dataflow", dataflow)
        .setParameter("statuses", names(query.statuses(), RunStatus.class))
        .setParameter("triggers", names(query.triggers(), RunTrigger.class))
        .setFirstResult(query.first())
        .setMaxResults(query.size())
        .getResultList();
  }

  private static String order(RunQuery.Sort sort, String direction) {
    return switch (sort) {
      case NUMBER -> "r.number" + direction;
      case START -> "r.startedAt" + direction + " nulls last";
      case DURATION -> "SQL('? - ?', r.endedAt, r.startedAt)" + direction + " nulls last";
      case ROWS_READ -> rows("rowsRead") + direction + " nulls last";
      case ROWS_WRITTEN -> rows("rowsWritten") + direction + " nulls last";
    };
  }

  /** Returns the sum over an import's tables; a rollback reads and writes no rows. */
  private static String rows(String figure) {
    return "(select sum(t.%s) from TableRunRecord t where t.runId = r.id and r.kind = 'IMPORT')"
        .formatted(figure);
  }

  /** Returns how many runs the query asks for, on all its pages. */
  public long count(TenantId tenant, UUID dataflow, RunQuery query) {
    return entities
        .createQuery("select count(r) from RunRecord r" + OF_DATAFLOW, Long.class)
        .setParameter("tenant", tenant.value())
        .setParameter("dataflow", dataflow)
        .setParameter("statuses", names(query.statuses(), RunStatus.class))
        .setParameter("triggers", names(query.triggers(), RunTrigger.class))
        .getSingleResult();
  }

  private static <E extends Enum<E>> List<String> names(Set<E> wanted, Class<E> type) {
    return (wanted.isEmpty() ? EnumSet.allOf(type) : wanted).stream().map(Enum::name).toList();
  }

  /** Returns a run without its tables. */
  public Optional<RunRow> run(TenantId tenant, UUID dataflow, UUID run) {
    RunRecord record = entities.find(RunRecord.class, run);
    if (record == null
        || !record.tenant().equals(tenant)
        || !record.dataflowId().equals(dataflow)) {
      return Optional.empty();
    }
    return Optional.of(row(record));
  }

  /** Returns the dataflow's run that has not ended. */
  public Optional<RunRow> active(TenantId tenant, UUID dataflow) {
    return entities
        .createQuery(
            "select r from RunRecord r where r.tenantId = :tenant and r.dataflowId = :dataflow"
                + " and r.status in :active",
            RunRecord.class)
        .setParameter("tenant", tenant.value())
        .setParameter("dataflow", dataflow)
        .setParameter("active", ACTIVE)
        .getResultStream()
        .findFirst()
        .map(this::row);
  }

  /** Returns a run's state. */
  public Optional<RunStatus> status(TenantId tenant, UUID run) {
    return entities
        .createQuery(
            "select r.status from RunRecord r where r.tenantId = :tenant and r.id = :run",
            String.class)
        .setParameter("tenant", tenant.value())
        .setParameter("run", run)
        .getResultStream()
        .findFirst()
        .map(RunStatus::valueOf);
  }

  /** Returns the runs with all their tables. */
  public List<RunDetail> withTables(List<RunRow> runs) {
    Map<UUID, List<TableRunRow>> tables = tableRuns().of(runs.stream().map(RunRow::id).toList());
    return runs.stream()
        .map(run -> new RunDetail(run, tables.getOrDefault(run.id(), List.of()), Map.of()))
        .toList();
  }

  /** Returns the part of a run's tables that the query asks for. */
  public List<TableRunRow> tables(UUID run, TableRunQuery query) {
    return tableRuns().page(run, query);
  }

  /** Returns how many of a run's tables the query asks for, on all its pages. */
  public long countTables(UUID run, TableRunQuery query) {
    return tableRuns().count(run, query);
  }

  /** Returns one of a run's tables. */
  public Optional<TableRunRow> table(UUID run, UUID tableRun) {
    return tableRuns().one(run, tableRun);
  }

  private TableRunQueries tableRuns() {
    return new TableRunQueries(entities);
  }

  private record Sums(
      long read,
      long written,
      long rejected,
      long noted,
      long bytes,
      long bytesTotal,
      long unknown,
      long done,
      long tables,
      long keptRejects) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private Map<UUID, Sums> sums(List<UUID> runs) {
    Map<UUID, Sums> sums = new HashMap<>();
    if (runs.isEmpty()) {
      return sums;
    }
    List<Object[]> rows =
        entities
            .createQuery(
                """
                select t.runId, sum(t.rowsRead), sum(t.rowsWritten), sum(t.rowsRejected),
                  sum(t.rowsNoted), sum(t.bytes), sum(t.bytesTotal),
                  sum(case when t.bytesTotal = 0 then 1 else 0 end),
                  sum(case when t.status in ('QUEUED', 'RUNNING') then 0 else 1 end), count(t),
                  sum(case when t.rejectsState = 'KEPT' then t.rowsRejected else 0 end)
                from TableRunRecord t where t.runId in :runs group by t.runId
                """,
                Object[].class)
            .setParameter("runs", new ArrayList<>(runs))
            .getResultList();
    for (Object[] row : rows) {
      sums.put(
          (UUID) row[0],
          new Sums(
              number(row[1]),
              number(row[2]),
              number(row[3]),
              number(row[4]),
              number(row[5]),
              number(row[6]),
              number(row[7]),
              number(row[8]),
              number(row[9]),
              number(row[10])));
    }
    return sums;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static RunRow row(RunRecord run, Sums sums) {
    return new RunRow(
        run.id(),
        run.number(),
        run.kind(),
        run.status(),
        run.refresh(),
        run.trigger(),
        run.requestedBy(),
        run.queuedAt(),
        run.startedAt(),
        run.endedAt(),
        run.description(),
        sums.read(),
        sums.written(),
        sums.rejected(),
        sums.keptRejects() > 0,
        sums.noted(),
        sums.bytes(),
        sums.unknown() > 0 ? 0 : sums.bytesTotal(),
        (int) sums.done(),
        (int) sums.tables(),
        run.cancelRequested(),
        run.takenBackBy() != null,
        run.again());
  }
}
