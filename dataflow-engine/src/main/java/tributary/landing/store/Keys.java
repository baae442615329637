package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tributary.landing.EntityColumns;
import tributary.landing.StageOrder;
import tributary.problem.Refusal;

/** The columns that identify a row: finds them, and sees to it that they do. */
final class Keys {
  private static final String UNIQUE_VIOLATION = "23505";

  /** A value is longer than an index can hold. */
  private static final String TOO_LONG = "54000";

  private Keys() {}

  /** Returns the names in PostgreSQL of the columns that the source's key names. */
  static List<String> named(StageOrder order, List<EntityColumns.Known> columns) {
    List<String> names = new ArrayList<>();
    for (String source : order.refreshing().key()) {
      names.add(
          columns.stream()
              .filter(c -> c.present() && c.occurrence() == 1 && c.sourceName().equals(source))
              .findFirst()
              .orElseThrow(() -> gone(order, source))
              .name());
    }
    return names;
  }

  private static Refusal gone(StageOrder order, String source) {
    String known =
        order.layout().columns().stream()
            .limit(20)
            .map(c -> "“" + c.name() + "”")
            .collect(Collectors.joining(", "));
    return Refusal.conflict(
        "KEY_COLUMN_GONE",
        "The key column “%s” is not among the columns of %s, which are %s. Choose the key again."
            .formatted(source, order.fileName(), known));
  }

  /**
   * Makes the table's unique index. Where the key was not chosen by a person, the last of several
   * rows with one key stays.
   *
   * @return how many rows it took away
   * @throws Refusal when a chosen key comes twice, or a key is empty
   */
  static long index(Connection connection, Generation generation) throws SQLException {
    Savepoint before = connection.setSavepoint();
    long removed = 0;
    try {
      create(connection, generation);
    } catch (SQLException e) {
      connection.rollback(before);
      if (TOO_LONG.equals(e.getSQLState())) {
        throw Refusal.conflict(
            "KEY_TOO_LONG",
            "A value of the key (%s) is longer than the 2,700 bytes that an index holds. Choose other key columns."
                .formatted(words(generation)));
      }
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      if (generation.keyChosen()) {
        refuseTwice(connection, generation);
      }
      removed = keepLast(connection, generation, "ctid");
      create(connection, generation);
    }
    refuseEmpty(connection, generation);
    return removed;
  }

  private static void create(Connection connection, Generation generation) throws SQLException {
    Transactions.execute(
        connection,
        "create unique index on " + generation.relation() + " (" + list("", generation) + ")");
  }

  /** Keeps the last of several staged rows with one key; refuses them when they are a mistake. */
  static void settle(Connection connection, Generation staged, boolean mistake)
      throws SQLException {
    refuseEmpty(connection, staged);
    if (mistake) {
      refuseTwice(connection, staged);
    } else if (twice(connection, staged).isPresent()) {
      keepLastStaged(connection, staged);
    }
  }

  private static void keepLastStaged(Connection connection, Generation staged) throws SQLException {
    // that a row is there says less than the row itself
    String named = staged.takesAway() ? "\"_deleted_at\" is distinct from '-infinity' desc, " : "";
    keepLast(connection, staged, named + "\"_seq\"");
  }

  private static long keepLast(Connection connection, Generation generation, String order)
      throws SQLException {
    return Transactions.update(
        connection,
        """
        delete from %1$s t using (
          select ctid as place, row_number() over (partition by %2$s order by %3$s desc) as nth
          from %1$s) as ranked
        where t.ctid = ranked.place and ranked.nth > 1
        """
            .formatted(generation.relation(), list("", generation), order));
  }

  private static void refuseTwice(Connection connection, Generation generation)
      throws SQLException {
    Optional<String> places = twice(connection, generation);
    if (places.isPresent()) {
      throw notUnique(places.get(), generation);
    }
  }

  /** Returns where rows stand that have the same key; empty where each has its own. */
  private static Optional<String> twice(Connection connection, Generation generation)
      throws SQLException {
    return Transactions.first(
        connection,
        """
        select coalesce(min("_source"), ''), coalesce(max("_source"), '') from %s
        group by %s having count(*) > 1 limit 1
        """
            .formatted(generation.relation(), list("", generation)),
        row -> row.getString(1) + " and " + row.getString(2));
  }

  /** Refuses staged rows whose key another row of the table has. */
  static void refuseTwiceWith(Connection connection, Generation staged, String target)
      throws SQLException {
    Optional<String> places =
        Transactions.first(
            connection,
            """
            select coalesce(t."_source", ''), coalesce(s."_source", '') from %s t join %s s on %s
            limit 1
            """
                .formatted(target, staged.relation(), same("t", "s", staged.key())),
            row -> row.getString(1) + " and " + row.getString(2));
    if (places.isPresent()) {
      throw notUnique(places.get(), staged);
    }
  }

  private static Refusal notUnique(String places, Generation generation) {
    return Refusal.conflict(
        "KEY_NOT_UNIQUE",
        "The rows %s have the same key (%s). Choose key columns that tell all rows apart, or correct the source."
            .formatted(places, words(generation)));
  }

  private static void refuseEmpty(Connection connection, Generation generation)
      throws SQLException {
    for (String column : generation.key()) {
      Optional<String> place =
          Transactions.first(
              connection,
              "select coalesce(\"_source\", '') from %s where %s is null limit 1"
                  .formatted(generation.relation(), Identifiers.quote(column)),
              row -> row.getString(1));
      if (place.isPresent()) {
        throw Refusal.conflict(
            "KEY_EMPTY",
            "The row %s has no value in the key column %s. Choose other key columns, or correct the source."
                .formatted(place.get(), column));
      }
    }
  }

  private static String words(Generation generation) {
    return String.join(", ", generation.key());
  }

  /** Returns the key's columns with a prefix, for SQL. */
  static String list(String prefix, Generation generation) {
    return generation.key().stream()
        .map(name -> prefix + Identifiers.quote(name))
        .collect(Collectors.joining(", "));
  }

  /** Returns the condition that two rows have the same key. */
  static String same(String one, String other, List<String> key) {
    return key.stream()
        .map(Identifiers::quote)
        .map(name -> one + "." + name + " = " + other + "." + name)
        .collect(Collectors.joining(" and "));
  }
}
