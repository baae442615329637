package tributary.inbox.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.tenant.TenantId;

/** Where vendors send events. Every method needs a transaction. */
@ApplicationScoped
public class EndpointStore {
  private static final String SELECT =
      """
      select e.id, e.tenant_id, e.dataflow_id, coalesce(d.version, 0), e.state, e.login_user,
        e.login_password, e.event_groups, e.remote_id, e.note
      from tributary.webhook_endpoint e left join tributary.dataflow d on d.id = e.dataflow_id
      """;

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected EndpointStore() {}

  /** Makes the store without a container. */
  public EndpointStore(EntityManager entities) {
    this.entities = entities;
  }

  private Sql sql() {
    return new Sql(entities);
  }

  /** Returns the one of this id. */
  public Optional<Endpoint> byId(String id) {
    return sql().row(SELECT + " where e.id = ?", id).map(EndpointStore::endpoint);
  }

  /** Returns the dataflow's, unless it was removed. */
  public Optional<Endpoint> ofDataflow(UUID dataflow) {
    return sql()
        .row(SELECT + " where e.dataflow_id = ? and e.state <> 'REMOVED'", dataflow)
        .map(EndpointStore::endpoint);
  }

  private static Endpoint endpoint(Object[] row) {
    return new Endpoint(
        (String) row[0],
        new TenantId((String) row[1]),
        Optional.ofNullable((UUID) row[2]),
        ((Number) row[3]).longValue(),
        Endpoint.State.valueOf((String) row[4]),
        (String) row[5],
        (byte[]) row[6],
        Sql.texts(row[7]),
        (String) row[8],
        (String) row[9]);
  }

  /** Puts a new one in. */
  public void insert(Endpoint one, Instant now) {
    sql()
        .update(
            """
            insert into tributary.webhook_endpoint (id, tenant_id, dataflow_id, state, login_user,
              login_password, event_groups, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            one.id(),
            one.tenant().value(),
            one.dataflow().orElseThrow(),
            one.state().name(),
            one.user(),
            one.sealedPassword(),
            Sql.json(one.eventGroups()),
            now);
  }

  /** Notes which groups the vendor is asked for now. */
  public void asking(String id, List<String> eventGroups, Instant now) {
    sql()
        .update(
            """
            update tributary.webhook_endpoint set state = 'SUBSCRIBING', event_groups = ?,
              changed_at = ? where id = ?
            """,
            Sql.json(eventGroups),
            now,
            id);
  }

  /** Notes what the vendor answered. */
  public void subscribed(String id, String remoteId, String note, Instant now) {
    sql()
        .update(
            """
            update tributary.webhook_endpoint set state = 'ACTIVE', remote_id = ?, note = ?,
              failures = 0, not_before = null, changed_at = ? where id = ?
            """,
            remoteId,
            note,
            now,
            id);
  }

  /** Changes how it stands. */
  public void state(String id, Endpoint.State state, Instant now) {
    sql()
        .update(
            "update tributary.webhook_endpoint set state = ?, changed_at = ? where id = ?",
            state.name(),
            now,
            id);
  }

  /** Notes that a run failed: the next one begins later. */
  public void failed(UUID dataflow, Instant notBefore) {
    sql()
        .update(
            """
            update tributary.webhook_endpoint set failures = failures + 1, not_before = ?
            where dataflow_id = ? and state <> 'REMOVED'
            """,
            notBefore,
            dataflow);
  }

  /** Notes that a run did not fail. */
  public void succeeded(UUID dataflow) {
    sql()
        .update(
            """
            update tributary.webhook_endpoint set failures = 0, not_before = null
            where dataflow_id = ? and state <> 'REMOVED' and failures > 0
            """,
            dataflow);
  }

  /** Returns how many runs failed in a row. */
  public int failures(UUID dataflow) {
    return sql()
        .row(
            "select failures from tributary.webhook_endpoint where dataflow_id = ? and state <> 'REMOVED'",
            dataflow)
        .map(row -> ((Number) row[0]).intValue())
        .orElse(0);
  }

  /**
   * Returns whether nothing keeps a dataflow's changes from being read: no failure a moment ago,
   * and no scheduled run that is due.
   */
  public boolean mayRead(UUID dataflow, Instant now) {
    return sql()
        .row(
            """
            select 1 where not exists (select from tributary.webhook_endpoint
                where dataflow_id = ? and state <> 'REMOVED' and not_before > ?)
              and not exists (select from tributary.schedule
                where dataflow_id = ? and next_at <= ?)
            """,
            dataflow,
            now,
            dataflow,
            now)
        .isPresent();
  }

  /** Forgets some endpoints that were removed before this moment, with their deliveries. */
  public int forget(Instant before, int most) {
    return sql()
        .update(
            """
            delete from tributary.webhook_endpoint where id in (
              select id from tributary.webhook_endpoint
              where state = 'REMOVED' and changed_at < ? limit ?)
            """,
            before,
            most);
  }
}
