package tributary.inbox.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.flow.Page;
import tributary.inbox.DeliveryRow;
import tributary.inbox.DeliveryState;

/** Events that came. Every method needs a transaction. */
@ApplicationScoped
public class DeliveryStore {
  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected DeliveryStore() {}

  /** Makes the store without a container. */
  public DeliveryStore(EntityManager entities) {
    this.entities = entities;
  }

  private Sql sql() {
    return new Sql(entities);
  }

  /** Stores an event with the rows that it names; false when it is there already. */
  public boolean insert(String endpoint, UUID dataflow, NewEvent event, Instant now) {
    boolean nothing = event.changes().isEmpty();
    int stored =
        sql()
            .update(
                """
                insert into tributary.webhook_delivery (endpoint_id, dataflow_id, delivery_id,
                  event, occurred_at, received_at, state, detail, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                on conflict (endpoint_id, delivery_id) do nothing
                """,
                endpoint,
                dataflow,
                event.deliveryId(),
                event.event(),
                event.occurredAt(),
                now,
                nothing ? "PROCESSED" : "RECEIVED",
                nothing ? "It names no row." : "",
                nothing ? now.toString() : null);
    if (stored > 0 && !nothing) {
      sql()
          .row(
              "select id from tributary.webhook_delivery where endpoint_id = ? and delivery_id = ?",
              endpoint,
              event.deliveryId())
          .ifPresent(row -> changes((Number) row[0], dataflow, event.changes()));
    }
    return stored > 0;
  }

  private void changes(Number delivery, UUID dataflow, List<NewEvent.NamedRow> rows) {
    for (NewEvent.NamedRow row : rows) {
      sql()
          .update(
              """
              insert into tributary.webhook_change (delivery_id, dataflow_id, table_name, row_key)
              values (?, ?, ?, ?)
              """,
              delivery.longValue(),
              dataflow,
              row.table(),
              Sql.json(row.key()));
    }
  }

  /** Returns a part of a dataflow's, the latest first. */
  public Page<DeliveryRow> page(UUID dataflow, Optional<DeliveryState> state, int first, int size) {
    String where =
        " from tributary.webhook_delivery where dataflow_id = ?"
            + (state.isPresent() ? " and state = ?" : "");
    List<Object> values = new ArrayList<>(List.of(dataflow));
    state.ifPresent(one -> values.add(one.name()));
    long total =
        sql()
            .row("select count(*)" + where, values.toArray())
            .map(row -> ((Number) row[0]).longValue())
            .orElse(0L);
    values.add(size);
    values.add(first);
    return new Page<>(
        sql()
            .rows(
                "select id, event, occurred_at, received_at, state, attempts, detail, run_id, ended_at"
                    + where
                    + " order by id desc limit ? offset ?",
                values.toArray())
            .stream()
            .map(DeliveryStore::delivery)
            .toList(),
        total);
  }

  private static DeliveryRow delivery(Object[] row) {
    return new DeliveryRow(
        ((Number) row[0]).longValue(),
        (String) row[1],
        Sql.instant(row[2]).orElseThrow(),
        Sql.instant(row[3]).orElseThrow(),
        DeliveryState.valueOf((String) row[4]),
        ((Number) row[5]).intValue(),
        (String) row[6],
        Optional.ofNullable((UUID) row[7]),
        Sql.instant(row[8]));
  }

  /** Returns how many there are in each state. */
  public Map<DeliveryState, Long> counts(UUID dataflow) {
    return sql()
        .rows(
            "select state, count(*) from tributary.webhook_delivery where dataflow_id = ? group by 1",
            dataflow)
        .stream()
        .collect(
            Collectors.toMap(
                row -> DeliveryState.valueOf((String) row[0]),
                row -> ((Number) row[1]).longValue()));
  }

  /** Returns when the last one came. */
  public Optional<Instant> lastAt(UUID dataflow) {
    return sql()
        .row(
            "select received_at from tributary.webhook_delivery where dataflow_id = ? order by id desc limit 1",
            dataflow)
        .flatMap(row -> Sql.instant(row[0]));
  }

  /** Returns how far one is. */
  public Optional<DeliveryState> state(UUID dataflow, long id) {
    return sql()
        .row(
            "select state from tributary.webhook_delivery where dataflow_id = ? and id = ?",
            dataflow,
            id)
        .map(row -> DeliveryState.valueOf((String) row[0]));
  }

  /** Lets the rows of failed ones be read once more; returns how many they are. */
  public int again(UUID dataflow, Optional<Long> id) {
    String which =
        " where dataflow_id = ? and state = 'FAILED'" + (id.isPresent() ? " and id = ?" : "");
    Object[] values = id.isPresent() ? new Object[] {dataflow, id.get()} : new Object[] {dataflow};
    sql()
        .update(
            "update tributary.webhook_change set failed = false, run_id = null where delivery_id in"
                + " (select id from tributary.webhook_delivery"
                + which
                + ")",
            values);
    return sql()
        .update(
            "update tributary.webhook_delivery set state = 'RECEIVED', detail = '', ended_at = null"
                + which,
            values);
  }

  /** Forgets some that came before this moment and wait no longer. */
  public int forget(Instant before, int most) {
    return sql()
        .update(
            """
            delete from tributary.webhook_delivery where id in (
              select id from tributary.webhook_delivery
              where received_at < ? and state <> 'RECEIVED' order by received_at limit ?)
            """,
            before,
            most);
  }
}
