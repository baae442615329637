package tributary.inbox.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tributary.tenant.TenantId;

/** The rows that events name, until they are read. Every method needs a transaction. */
@ApplicationScoped
public class ChangeStore {
  private static final String PENDING = " run_id is null and not failed ";

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected ChangeStore() {}

  /** Makes the store without a container. */
  public ChangeStore(EntityManager entities) {
    this.entities = entities;
  }

  private Sql sql() {
    return new Sql(entities);
  }

  /** A dataflow with rows to read. */
  public record Waiting(TenantId tenant, UUID dataflow) {}

  /** Returns dataflows with rows to read that no run is active for. */
  public List<Waiting> waiting(int most) {
    return sql()
        .rows(
            """
            select distinct d.tenant_id, d.id from tributary.webhook_endpoint e
              join tributary.dataflow d on d.id = e.dataflow_id
            where d.status not in ('QUEUED', 'PROCESSING', 'WAITING')
              and exists (select from tributary.webhook_change c
                where c.dataflow_id = d.id and c.run_id is null and not c.failed)
            limit ?
            """,
            most)
        .stream()
        .map(row -> new Waiting(new TenantId((String) row[0]), (UUID) row[1]))
        .toList();
  }

  /** Returns the tables of which rows wait. */
  public List<String> tables(UUID dataflow) {
    return sql()
        .rows(
            "select distinct table_name from tributary.webhook_change where dataflow_id = ? and"
                + PENDING,
            dataflow)
        .stream()
        .map(row -> (String) row[0])
        .toList();
  }

  /** Passes over what waits of a table; the events say why. */
  public void passOver(UUID dataflow, String table, String why) {
    sql()
        .update(
            """
            update tributary.webhook_delivery d set detail = ? where state = 'RECEIVED' and id in (
              select delivery_id from tributary.webhook_change
              where dataflow_id = ? and table_name = ? and run_id is null and not failed)
            """,
            why,
            dataflow,
            table);
    passOver(dataflow, table);
  }

  /** Passes over what waits of a table that nobody imports. */
  public void passOver(UUID dataflow, String table) {
    sql()
        .update(
            "delete from tributary.webhook_change where dataflow_id = ? and table_name = ? and"
                + PENDING,
            dataflow,
            table);
  }

  /** Gives the oldest of what waits to a run. */
  public void give(UUID dataflow, UUID run, int most) {
    sql()
        .update(
            """
            update tributary.webhook_change set run_id = ? where id in (
              select id from tributary.webhook_change
              where dataflow_id = ? and run_id is null and not failed order by id limit ?)
            """,
            run,
            dataflow,
            most);
    sql()
        .update(
            """
            update tributary.webhook_delivery set attempts = attempts + 1, run_id = ? where id in (
              select delivery_id from tributary.webhook_change where run_id = ?)
            """,
            run,
            run);
  }

  /** Returns the tables of which a run reads rows. */
  public List<String> given(UUID run) {
    return sql()
        .rows("select distinct table_name from tributary.webhook_change where run_id = ?", run)
        .stream()
        .map(row -> (String) row[0])
        .toList();
  }

  /** Returns the keys that a run reads of a table. */
  public List<List<String>> keys(UUID run, String table) {
    return sql()
        .rows(
            """
            select distinct row_key from tributary.webhook_change
            where run_id = ? and table_name = ? order by 1
            """,
            run,
            table)
        .stream()
        .map(row -> Sql.texts(row[0]))
        .toList();
  }

  /** Returns the table's name at the source; a run's tables keep it. */
  public List<String> tableOf(UUID run, UUID importTable) {
    return sql()
        .rows(
            "select table_name from tributary.table_run where run_id = ? and import_table_id = ?",
            run,
            importTable)
        .stream()
        .map(row -> (String) row[0])
        .toList();
  }

  /** Returns why tables of a run that has ended were not published, by their name at the source. */
  public Map<String, String> failures(UUID run) {
    entities.flush();
    Map<String, String> failures = new HashMap<>();
    sql()
        .rows(
            """
            select t.table_name, coalesce(nullif(t.description, ''), r.description)
            from tributary.table_run t join tributary.run r on r.id = t.run_id
            where t.run_id = ? and t.status <> 'SUCCEEDED'
            """,
            run)
        .forEach(row -> failures.put((String) row[0], (String) row[1]));
    return failures;
  }

  /** Notes that a table's rows could not be read. */
  public void failed(UUID run, String table, String why, Instant now) {
    sql()
        .update(
            """
            update tributary.webhook_delivery set state = 'FAILED', detail = ?, ended_at = ?
            where id in (select delivery_id from tributary.webhook_change
              where run_id = ? and table_name = ?)
            """,
            why,
            now,
            run,
            table);
    sql()
        .update(
            """
            update tributary.webhook_change set failed = true, run_id = null
            where run_id = ? and table_name = ?
            """,
            run,
            table);
  }

  /** Forgets the keys that a run has read. */
  public void read(UUID run) {
    sql().update("delete from tributary.webhook_change where run_id = ?", run);
  }

  /**
   * Notes that events of which no row waits any more are done; returns when those came.
   *
   * @param unread what to say of one of which no run has read a row
   */
  public List<Instant> settle(UUID dataflow, Instant now, String unread) {
    String done =
        """
        d.dataflow_id = ? and d.state = 'RECEIVED' and not exists (
          select from tributary.webhook_change c where c.delivery_id = d.id)
        """;
    List<Instant> received =
        sql()
            .rows("select d.received_at from tributary.webhook_delivery d where " + done, dataflow)
            .stream()
            .flatMap(row -> Sql.instant(row[0]).stream())
            .toList();
    if (!received.isEmpty()) {
      sql()
          .update(
              """
              update tributary.webhook_delivery d set state = 'PROCESSED', ended_at = ?,
                detail = case when detail = '' and run_id is null then ? else detail end where
              """
                  + done,
              now,
              unread,
              dataflow);
    }
    return received;
  }

  /** Returns whether events name rows of a dataflow's tables. */
  public boolean expected(UUID dataflow) {
    return sql()
        .row(
            """
            select 1 where exists (select from tributary.webhook_endpoint
                where dataflow_id = ? and state <> 'REMOVED')
              or exists (select from tributary.webhook_change where dataflow_id = ?)
            """,
            dataflow,
            dataflow)
        .isPresent();
  }
}
