package tributary.run.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.run.EndedRuns.EndedRun;

/** Finds and forgets runs by their age. Every method needs a transaction. */
@ApplicationScoped
public class OldRuns {
  private static final UUID FIRST = new UUID(0, 0);

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected OldRuns() {}

  /** Makes it without a container. */
  public OldRuns(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns runs that ended before a moment, but for the last ones of their dataflows. */
  public List<EndedRun> older(
      Instant endedBefore, boolean onlyWebhooks, int lastKept, Optional<EndedRun> after, int most) {
    List<?> rows =
        bound(
                """
                select r.id, r.ended_at from tributary.run r
                where r.ended_at < ? and (r.ended_at, r.id) > (?, ?) and r.number <=
                  (select max(l.number) from tributary.run l where l.dataflow_id = r.dataflow_id) - ?
                  and (not ? or r.trigger_kind = 'WEBHOOK' and r.status = 'SUCCEEDED')
                order by r.ended_at, r.id limit ?
                """,
                Timestamp.from(endedBefore),
                Timestamp.from(after.map(EndedRun::endedAt).orElse(Instant.EPOCH)),
                after.map(EndedRun::id).orElse(FIRST),
                lastKept,
                onlyWebhooks,
                most)
            .getResultList();
    Map<UUID, List<UUID>> tables =
        tables(rows.stream().map(row -> (UUID) ((Object[]) row)[0]).toList());
    return rows.stream().map(row -> ended((Object[]) row, tables)).toList();
  }

  private static EndedRun ended(Object[] row, Map<UUID, List<UUID>> tables) {
    UUID id = (UUID) row[0];
    return new EndedRun(id, ((Timestamp) row[1]).toInstant(), tables.getOrDefault(id, List.of()));
  }

  private Map<UUID, List<UUID>> tables(List<UUID> runs) {
    if (runs.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery("select t from TableRunRecord t where t.runId in :runs", TableRunRecord.class)
        .setParameter("runs", runs)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                TableRunRecord::runId,
                Collectors.mapping(TableRunRecord::id, Collectors.toList())));
  }

  /** Forgets runs with their tables. */
  public void forget(Collection<UUID> runs) {
    if (!runs.isEmpty()) {
      entities
          .createQuery("delete from TableRunRecord t where t.runId in :runs")
          .setParameter("runs", runs)
          .executeUpdate();
      entities
          .createQuery("delete from RunRecord r where r.id in :runs")
          .setParameter("runs", runs)
          .executeUpdate();
    }
  }

  /** Notes that rejects of table runs that ended before a moment are being dropped. */
  public List<UUID> giveUpRejects(Instant endedBefore, int most) {
    List<?> rows =
        bound(
                """
                select id from tributary.table_run
                where rows_rejected > 0 and rejects_state <> 'DROPPED' and ended_at < ?
                order by ended_at limit ?
                """,
                Timestamp.from(endedBefore),
                most)
            .getResultList();
    List<UUID> found = rows.stream().map(id -> (UUID) id).toList();
    state(found, "DROPPING");
    return found;
  }

  /** Notes that the rejects of these table runs are gone. */
  public void rejectsDropped(Collection<UUID> tableRuns) {
    state(tableRuns, "DROPPED");
  }

  private void state(Collection<UUID> tableRuns, String state) {
    if (!tableRuns.isEmpty()) {
      entities
          .createQuery("update TableRunRecord t set t.rejectsState = :state where t.id in :tables")
          .setParameter("state", state)
          .setParameter("tables", tableRuns)
          .executeUpdate();
    }
  }

  private Query bound(String sql, Object... values) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query;
  }
}
