package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.landing.ColumnDiff;
import tributary.landing.EntityColumns;
import tributary.landing.LandingException;
import tributary.landing.RunLease;
import tributary.spi.ColumnType;

/**
 * Checks and indexes what a table run has read, before the short transaction that publishes it. All
 * in the caller's transaction.
 */
final class Finisher {
  private final Connection connection;
  private final Clock clock;

  Finisher(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  void finish(RunLease lease, UUID generation) throws SQLException {
    Leases.look(connection, lease);
    Generation read = Generation.byId(connection, generation).orElseThrow(Leases::lost);
    if (read.finished()) {
      return;
    }
    refuseUnread(read);
    RejectLimit.check(connection, read);
    List<EntityColumns.Known> columns = Generation.columns(connection, read.id());
    List<EntityColumns.Known> before = present(read);
    var changes = ColumnDiff.between(before, columns, PostgresTypes::name);
    Drift.refuseBlocked(read.policies(), changes);
    long rows = read.base().isPresent() ? merging(read, columns) : replacing(read);
    // not before: whoever cancels the run must not wait for an index
    Leases.check(connection, lease);
    Drift.note(connection, read, tableRun(read), changes);
    Transactions.update(
        connection,
        "update tributary_landing.generation set finished = true, rows = ? where id = ?",
        rows,
        read.id());
  }

  private List<EntityColumns.Known> present(Generation read) throws SQLException {
    Optional<UUID> present =
        Entity.byId(connection, read.entity()).orElseThrow(Leases::lost).generation();
    return present.isPresent() ? Generation.columns(connection, present.get()) : List.of();
  }

  private UUID tableRun(Generation read) throws SQLException {
    return Transactions.first(
            connection,
            "select table_run_id from tributary_landing.generation where id = ?",
            row -> row.getObject(1, UUID.class),
            read.id())
        .orElseThrow(Leases::lost);
  }

  /**
   * Publishing what is not read to its end would lose rows, so this is checked once more. Batches
   * do not wait for the disk: a crash of the database takes back the last ones, and with them the
   * end of splits that their readers saw end.
   */
  private void refuseUnread(Generation read) throws SQLException {
    if (!read.planned()) {
      throw new IllegalStateException("A table is not read to its end");
    }
    boolean unread =
        Transactions.first(
                connection,
                "select 1 from tributary_landing.split where generation_id = ? and not done limit 1",
                row -> true,
                read.id())
            .orElse(false);
    if (unread) {
      throw new LandingException(
          LandingException.Kind.CONNECTION_LOST,
          "",
          "PostgreSQL lost the last rows when it was restarted; they are read again.");
    }
  }

  private long replacing(Generation read) throws SQLException {
    long removed = 0;
    if (!read.key().isEmpty() && (read.tracked() || read.keyChosen())) {
      removed = Keys.index(connection, read);
    }
    if (read.ledger()) {
      Ledger.index(connection, read.relation());
    }
    if (read.tracked()) {
      QuickAnalyze.of(connection, read.relation(), joinedBy(read));
    }
    return written(read) - removed;
  }

  /** What the next run's changes are joined by; autovacuum looks at the other columns soon. */
  private static String joinedBy(Generation read) {
    String object = Identifiers.quote(TrackColumn.OBJECT.column());
    return read.key().isEmpty() ? object : Keys.list("", read) + ", " + object;
  }

  private long written(Generation read) throws SQLException {
    return Transactions.first(
            connection,
            "select coalesce(sum(rows_written), 0) from tributary_landing.split where generation_id = ?",
            row -> row.getLong(1),
            read.id())
        .orElse(0L);
  }

  private long merging(Generation read, List<EntityColumns.Known> columns) throws SQLException {
    if (!read.key().isEmpty()) {
      Keys.settle(connection, read, read.keyChosen() && (read.ledger() || read.onlyRejected()));
      QuickAnalyze.of(connection, read.relation(), Keys.list("", read));
    }
    Generation base = Generation.byId(connection, read.base().orElseThrow()).orElseThrow();
    List<EntityColumns.Known> known = Generation.columns(connection, base.id());
    if (otherTypes(known, columns)) {
      return new MergedCopy(connection, clock).make(read, columns, base, known);
    }
    addColumns(base, known, columns);
    return written(read);
  }

  private static boolean otherTypes(
      List<EntityColumns.Known> known, List<EntityColumns.Known> columns) {
    Map<String, ColumnType> types = stored(known);
    return columns.stream()
        .anyMatch(c -> types.containsKey(c.name()) && types.get(c.name()) != c.type());
  }

  /** Returns the types of the columns that a generation's table has. */
  static Map<String, ColumnType> stored(List<EntityColumns.Known> known) {
    Map<String, ColumnType> types = new HashMap<>();
    known.stream().filter(EntityColumns.Known::stored).forEach(c -> types.put(c.name(), c.type()));
    return types;
  }

  /**
   * Adds columns to the table that rows will be merged into; no view shows them yet. A column may
   * be there, all null, from a run that was taken back.
   */
  private void addColumns(
      Generation base, List<EntityColumns.Known> known, List<EntityColumns.Known> columns)
      throws SQLException {
    Map<String, ColumnType> types = stored(known);
    List<EntityColumns.Known> added =
        columns.stream().filter(c -> c.present() && !types.containsKey(c.name())).toList();
    if (added.isEmpty()) {
      return;
    }
    Map<String, String> there = physical(base);
    String changes =
        added.stream()
            .filter(c -> !PostgresTypes.name(c.type()).equals(there.get(c.name())))
            .map(c -> addition(c, there.containsKey(c.name())))
            .collect(Collectors.joining(", "));
    if (!changes.isEmpty()) {
      Transactions.execute(connection, "set local lock_timeout = '20s'");
      Transactions.execute(connection, "alter table " + base.relation() + " " + changes);
    }
  }

  private static String addition(EntityColumns.Known column, boolean there) {
    String name = quote(column.name());
    String type = PostgresTypes.name(column.type());
    return there
        ? "alter column " + name + " type " + type + " using null::" + type
        : "add column " + name + " " + type;
  }

  private Map<String, String> physical(Generation generation) throws SQLException {
    Map<String, String> types = new HashMap<>();
    Transactions.list(
        connection,
        """
        select attname, format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = ?::regclass and attnum > 0 and not attisdropped
        """,
        row -> types.put(row.getString(1), row.getString(2)),
        generation.relation());
    return types;
  }
}
