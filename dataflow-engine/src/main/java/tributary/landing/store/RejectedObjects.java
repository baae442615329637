package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.Landing.Rejected;
import tributary.landing.StageOrder;
import tributary.problem.Refusal;
import tributary.tenant.TenantId;

/**
 * The objects of which an entity has rows while others of theirs were rejected. Kept as the ledger
 * is: a run adds and removes, so that taking it back is to forget the ones and to have the others
 * again. All in the caller's transaction.
 */
final class RejectedObjects {
  private static final int NAMED = 3;

  private RejectedObjects() {}

  /** Returns how many objects of each entity have rejected rows, by the run that found them. */
  static List<Rejected> of(Connection connection, TenantId tenant, UUID dataflow)
      throws SQLException {
    return Transactions.list(
        connection,
        """
        select r.entity_id, r.added_by, count(*)
        from tributary_landing.rejected_object r
          join tributary_landing.entity e on e.id = r.entity_id
        where e.tenant_id = ? and e.dataflow_id = ? and r.removed_by is null group by 1, 2
        """,
        row ->
            new Rejected(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getInt(3)),
        tenant.value(),
        dataflow);
  }

  /** Returns the generation that corrected objects are merged into. */
  static UUID base(StageOrder order, List<String> key, Optional<Generation> present) {
    Generation base = present.orElseThrow(() -> refused("It has no rows yet."));
    if (base.next() != Generation.Next.LEDGER) {
      throw refused("Its source does not tell which file a row came from.");
    }
    if (!base.key().equals(key) || !base.readAs().equals(order.refreshing().readAs())) {
      throw refused("Its options, column types or key have changed since.");
    }
    return base.id();
  }

  private static Refusal refused(String why) {
    return Refusal.conflict(
        "NOT_ONLY_REJECTED",
        "Its rejected files cannot be run again by themselves: " + why + " Run all of it instead.");
  }

  /** Objects that are gone cannot be read again. */
  static void refuseGone(Connection connection, Generation staged) throws SQLException {
    List<String> gone =
        Transactions.list(
            connection,
            """
            select r.object_name from tributary_landing.rejected_object r
            where r.entity_id = ? and r.removed_by is null and not exists (
              select from tributary_landing.split s
              where s.generation_id = ? and s.object_name = r.object_name)
            order by 1
            """,
            row -> row.getString(1),
            staged.entity(),
            staged.id());
    if (!gone.isEmpty()) {
      int more = gone.size() - NAMED;
      throw Refusal.conflict(
          "OBJECT_GONE",
          "%s%s, of which rows were rejected, %s not at the source any more. Put %s back, or run all of it instead."
              .formatted(
                  String.join(", ", gone.subList(0, Math.min(NAMED, gone.size()))),
                  more > 0 ? " and " + more + " more" : "",
                  gone.size() == 1 ? "is" : "are",
                  gone.size() == 1 ? "it" : "them"));
    }
  }

  /** Makes a temporary table {@code gone_label} of what rows of rejected objects are called. */
  static void findLabels(Connection connection, Generation staged) throws SQLException {
    Transactions.execute(connection, "drop table if exists pg_temp.gone_label");
    Transactions.execute(
        connection,
        "create temp table gone_label on commit drop as select distinct unnest(labels) as label"
            + " from tributary_landing.rejected_object where removed_by is null and entity_id = '"
            + staged.entity()
            + "'");
    Transactions.execute(connection, "analyze gone_label");
  }

  /** Notes what this generation's run changes, after the ledger has. */
  static void apply(Connection connection, Generation staged) throws SQLException {
    String readAgain =
        staged.incremental() && !staged.onlyRejected()
            ? (" and exists (select from tributary_landing.object_ledger l"
                    + " where l.removed_by = '%s' and l.number = any (r.numbers))")
                .formatted(staged.run())
            : "";
    Transactions.update(
        connection,
        "update tributary_landing.rejected_object r set removed_by = ?"
            + " where r.entity_id = ? and r.removed_by is null"
            + readAgain,
        staged.run(),
        staged.entity());
    Transactions.update(
        connection,
        """
        insert into tributary_landing.rejected_object
          (entity_id, object_name, added_by, rejects, labels, numbers)
        select ?, object_name, ?, sum(rows_rejected), array_agg(label), array_agg(number)
        from tributary_landing.split
        where generation_id = ? and not passed_over and mark is not null
        group by object_name having sum(rows_rejected) > 0
        """,
        staged.entity(),
        staged.run(),
        staged.id());
  }

  /** Takes back what a run changed. */
  static void revert(Connection connection, UUID entity, UUID run) throws SQLException {
    Transactions.update(
        connection,
        "delete from tributary_landing.rejected_object where entity_id = ? and added_by = ?",
        entity,
        run);
    Transactions.update(
        connection,
        """
        update tributary_landing.rejected_object set removed_by = null
        where entity_id = ? and removed_by = ?
        """,
        entity,
        run);
  }
}
