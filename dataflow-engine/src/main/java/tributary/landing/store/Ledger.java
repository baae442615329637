package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.DeletePolicy;

/**
 * The versions of objects whose rows an entity has. A run adds versions and removes versions, so
 * that taking it back is to forget the ones and to have the others again. All in the caller's
 * transaction, all by sets.
 */
final class Ledger {
  /** Live versions whose object has another mark now, or is gone. */
  private static final String LEFT =
      """
      from tributary_landing.object_ledger l
        left join tributary_landing.split s on s.generation_id = '%1$s' and s.split_id = l.object_id
      where l.entity_id = '%2$s' and l.removed_by is null
        and (s.split_id is null and %3$s or not s.passed_over)
      """;

  /** Live versions of objects with rejected rows. */
  private static final String REJECTED =
      """
      from tributary_landing.object_ledger l
        join tributary_landing.rejected_object r on r.entity_id = l.entity_id
          and r.removed_by is null and l.number = any (r.numbers)
      where l.entity_id = '%s' and l.removed_by is null
      """;

  private Ledger() {}

  /** Returns the entity's present generation if its rows are of the ledger's objects, read so. */
  static Optional<Generation> present(Connection connection, UUID entity, String readAs)
      throws SQLException {
    Optional<UUID> present =
        Entity.byId(connection, entity).filter(Entity::ledger).flatMap(Entity::generation);
    return present.isEmpty()
        ? Optional.empty()
        : Generation.byId(connection, present.get())
            .filter(g -> g.tracked() && g.readAs().equals(readAs));
  }

  /** Returns the marks of those splits whose rows the entity has. */
  static Map<String, String> marks(Connection connection, UUID entity, Collection<String> splits)
      throws SQLException {
    Map<String, String> marks = new HashMap<>();
    Transactions.list(
        connection,
        """
        select object_id, mark from tributary_landing.object_ledger
        where entity_id = ? and removed_by is null and object_id = any (?)
        """,
        row -> marks.put(row.getString(1), row.getString(2)),
        entity,
        splits.toArray(new String[0]));
    return marks;
  }

  /** Lets the rows of an object be found. */
  static void index(Connection connection, String relation) throws SQLException {
    Transactions.execute(connection, "create index on " + relation + " (\"_object\")");
  }

  /**
   * Makes a temporary table {@code gone_object} of the versions whose rows go: number, and whether
   * a newer version replaces it.
   */
  static void findGone(Connection connection, Generation staged) throws SQLException {
    Transactions.execute(connection, "drop table if exists pg_temp.gone_object");
    Transactions.execute(
        connection,
        "create temp table gone_object on commit drop as"
            + " select l.number, "
            + (staged.onlyRejected() ? "true" : "s.split_id is not null")
            + " as replaced "
            + left(staged));
    Transactions.execute(connection, "analyze gone_object");
  }

  private static String left(Generation staged) {
    if (staged.onlyRejected()) {
      return REJECTED.formatted(staged.entity());
    }
    boolean alsoRemoved = staged.policies().deletes() != DeletePolicy.KEEP;
    return LEFT.formatted(staged.id(), staged.entity(), alsoRemoved);
  }

  /** Notes what this generation's run changes. */
  static void apply(Connection connection, Generation staged) throws SQLException {
    String leaving =
        staged.incremental() && staged.ledger()
            ? "number in (select l.number " + left(staged) + ")"
            : "entity_id = '%s' and removed_by is null".formatted(staged.entity());
    Transactions.update(
        connection,
        "update tributary_landing.object_ledger set removed_by = ? where " + leaving,
        staged.run());
    if (staged.ledger()) {
      Transactions.update(
          connection,
          """
          insert into tributary_landing.object_ledger (number, entity_id, object_id, mark, added_by)
          select number, ?, split_id, mark, ? from tributary_landing.split
          where generation_id = ? and not passed_over
          """,
          staged.entity(),
          staged.run(),
          staged.id());
    }
  }

  /** Takes back what a run changed. */
  static void revert(Connection connection, UUID entity, UUID run) throws SQLException {
    Transactions.update(
        connection,
        "delete from tributary_landing.object_ledger where entity_id = ? and added_by = ?",
        entity,
        run);
    Transactions.update(
        connection,
        """
        update tributary_landing.object_ledger set removed_by = null
        where entity_id = ? and removed_by = ?
        """,
        entity,
        run);
  }
}
