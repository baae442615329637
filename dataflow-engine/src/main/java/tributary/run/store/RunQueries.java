package tributary.run.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.run.RunDetail;
import tributary.run.RunRow;
import tributary.run.RunStatus;
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

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected RunQueries() {}

  /** Makes the queries without a container. */
  public RunQueries(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns a page of a dataflow's runs, newest first. */
  public List<RunRow> page(TenantId tenant, UUID dataflow, int first, int size) {
    List<RunRecord> runs =
        entities
            .createQuery(
                "select r from RunRecord r where r.tenantId = :tenant and r.dataflowId = :dataflow"
                    + " order by r.number desc",
                RunRecord.class)
            .setParameter("tenant", tenant.value())
            .setParameter("dataflow", dataflow)
            .setFirstResult(first)
            .setMaxResults(size)
            .getResultList();
    Map<UUID, Sums> sums = sums(runs.stream().map(RunRecord::id).toList());
    return runs.stream().map(r -> row(r, sums.getOrDefault(r.id(), Sums.NONE))).toList();
  }

  /** Returns how many runs a dataflow has. */
  public long count(TenantId tenant, UUID dataflow) {
    return entities
        .createQuery(
            "select count(r) from RunRecord r where r.tenantId = :tenant"
                + " and r.dataflowId = :dataflow",
            Long.class)
        .setParameter("tenant", tenant.value())
        .setParameter("dataflow", dataflow)
        .getSingleResult();
  }

  /** Returns a run with its tables. */
  public Optional<RunDetail> run(TenantId tenant, UUID dataflow, UUID run) {
    RunRecord record = entities.find(RunRecord.class, run);
    if (record == null
        || !record.tenant().equals(tenant)
        || !record.dataflowId().equals(dataflow)) {
      return Optional.empty();
    }
    return Optional.of(detail(record));
  }

  /** Returns the dataflow's run that has not ended. */
  public Optional<RunDetail> active(TenantId tenant, UUID dataflow) {
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
        .map(this::detail);
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

  private RunDetail detail(RunRecord record) {
    List<TableRunRow> tables =
        entities
            .createQuery(
                "select t from TableRunRecord t where t.runId = :run order by t.position",
                TableRunRecord.class)
            .setParameter("run", record.id())
            .getResultStream()
            .map(TableRunRecord::row)
            .toList();
    Sums sums = sums(List.of(record.id())).getOrDefault(record.id(), Sums.NONE);
    return new RunDetail(row(record, sums), tables, Map.of());
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
      long tables) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0);
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
                  sum(case when t.status in ('QUEUED', 'RUNNING') then 0 else 1 end), count(t)
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
              number(row[9])));
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
        sums.noted(),
        sums.bytes(),
        sums.unknown() > 0 ? 0 : sums.bytesTotal(),
        (int) sums.done(),
        (int) sums.tables(),
        run.cancelRequested(),
        run.takenBackBy() != null);
  }
}
