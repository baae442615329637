package tributary.notification.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import tributary.flow.Page;
import tributary.notification.Message;
import tributary.notification.NotificationEvent;
import tributary.notification.SentNotification;
import tributary.notification.SentNotification.Channel;
import tributary.notification.SentNotification.State;
import tributary.tenant.TenantId;

/** What there is to deliver. Every method needs a transaction. */
@ApplicationScoped
public class Outbox {
  private static final int LONGEST_PROBLEM = 1000;

  @PersistenceContext(unitName = "tributary")
  private EntityManager entities;

  protected Outbox() {}

  /** Makes the outbox without a container. */
  public Outbox(EntityManager entities) {
    this.entities = entities;
  }

  /** Puts one in, unless this recipient is told of this already. */
  public void put(NewNotification one) {
    bound(
            """
            insert into tributary.notification (id, tenant_id, rule_id, dataflow, run_id, event,
              channel, recipient, subject, body, created_at, state, attempts, next_at, problem)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, '')
            on conflict (run_id, event, channel, recipient) do nothing
            """,
            one.id(),
            one.tenant().value(),
            one.rule(),
            one.dataflow(),
            one.run(),
            one.event().name(),
            one.channel().name(),
            one.recipient(),
            one.subject(),
            one.body(),
            Timestamp.from(one.at()),
            Timestamp.from(one.at()))
        .executeUpdate();
  }

  /**
   * Takes what is due: nobody else does until the pause after this attempt is over.
   *
   * @param pause how long after the attempt of this number the next one may come
   */
  public List<Message> take(Instant now, int most, IntFunction<Duration> pause) {
    List<?> rows =
        bound(
                """
                select id, tenant_id, rule_id, channel, recipient, subject, body, attempts
                from tributary.notification where state = 'WAITING' and next_at <= ?
                order by next_at limit ? for update skip locked
                """,
                Timestamp.from(now),
                most)
            .getResultList();
    List<Message> taken = rows.stream().map(row -> message((Object[]) row)).toList();
    for (Message message : taken) {
      bound(
              "update tributary.notification set attempts = ?, next_at = ? where id = ?",
              message.attempts(),
              Timestamp.from(now.plus(pause.apply(message.attempts()))),
              message.id())
          .executeUpdate();
    }
    return taken;
  }

  private static Message message(Object[] row) {
    return new Message(
        (UUID) row[0],
        new TenantId((String) row[1]),
        (UUID) row[2],
        Channel.valueOf((String) row[3]),
        (String) row[4],
        (String) row[5],
        (String) row[6],
        ((Number) row[7]).intValue() + 1);
  }

  /** Notes that one has arrived. */
  public void delivered(UUID id, Instant now) {
    bound(
            "update tributary.notification set state = 'DELIVERED', delivered_at = ?,"
                + " next_at = null, problem = '' where id = ?",
            Timestamp.from(now),
            id)
        .executeUpdate();
  }

  /** Notes why one has not arrived yet. */
  public void failed(UUID id, String problem) {
    bound(
            "update tributary.notification set problem = ? where id = ?",
            problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)),
            id)
        .executeUpdate();
  }

  /** Notes why one is not tried any more. */
  public void givenUp(UUID id, String problem) {
    failed(id, problem);
    bound("update tributary.notification set state = 'GIVEN_UP', next_at = null where id = ?", id)
        .executeUpdate();
  }

  /** Returns a part of the tenant's, the latest first. */
  public Page<SentNotification> page(TenantId tenant, int first, int size) {
    List<?> rows =
        bound(
                """
                select id, dataflow, event, channel, recipient, subject, created_at, state,
                  attempts, next_at, delivered_at, problem
                from tributary.notification where tenant_id = ?
                order by created_at desc, id limit ? offset ?
                """,
                tenant.value(),
                size,
                first)
            .getResultList();
    Object total =
        bound("select count(*) from tributary.notification where tenant_id = ?", tenant.value())
            .getSingleResult();
    return new Page<>(
        rows.stream().map(row -> sent((Object[]) row)).toList(), ((Number) total).longValue());
  }

  private static SentNotification sent(Object[] row) {
    return new SentNotification(
        (UUID) row[0],
        (String) row[1],
        NotificationEvent.valueOf((String) row[2]),
        Channel.valueOf((String) row[3]),
        (String) row[4],
        (String) row[5],
        instant(row[6]),
        State.valueOf((String) row[7]),
        ((Number) row[8]).intValue(),
        instant(row[9]),
        instant(row[10]),
        (String) row[11]);
  }

  /** Forgets some of what was put in before this moment and waits no longer. */
  public int forget(Instant before, int most) {
    return bound(
            "delete from tributary.notification where id in (select id from tributary.notification"
                + " where created_at < ? and state <> 'WAITING' order by created_at limit ?)",
            Timestamp.from(before),
            most)
        .executeUpdate();
  }

  private Query bound(String sql, Object... values) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query;
  }

  private static Instant instant(Object value) {
    return value == null ? null : ((Timestamp) value).toInstant();
  }
}
