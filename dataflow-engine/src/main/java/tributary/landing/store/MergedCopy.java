package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.EntityColumns;
import tributary.problem.Refusal;
import tributary.spi.ColumnType;

/**
 * Merges into a copy, for a changed type needs all rows to be written anew: the copy becomes a
 * generation of its own, published by a switch. All in the caller's transaction.
 */
final class MergedCopy {
  private final Connection connection;
  private final Clock clock;

  MergedCopy(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Makes the copy the generation's table; returns how many rows it has. */
  long make(
      Generation read,
      List<EntityColumns.Known> columns,
      Generation base,
      List<EntityColumns.Known> known)
      throws SQLException {
    Map<String, ColumnType> before = Finisher.stored(known);
    List<EntityColumns.Known> stored =
        columns.stream()
            .map(c -> c.with(c.readIndex(), c.type(), c.present() || before.containsKey(c.name())))
            .toList();
    List<EntityColumns.Known> kept = stored.stream().filter(EntityColumns.Known::stored).toList();
    Entity entity = Entity.byId(connection, read.entity()).orElseThrow(Leases::lost);
    String table = Stager.tableName(entity, "c");
    String relation = quote(read.schema(), table);
    create(relation, kept);
    fill(relation, kept, base, before);
    index(relation, read);
    Transactions.execute(connection, "drop table if exists pg_temp.merge_undo");
    Transactions.execute(
        connection,
        "create temp table merge_undo (like " + relation + ", \"_op\" \"char\") on commit drop");
    new Merge(connection, read, columns, relation, kept, "merge_undo")
        .apply(OffsetDateTime.now(clock));
    Transactions.execute(connection, "drop table " + read.relation());
    Transactions.execute(connection, "analyze " + relation);
    Generation.keepColumns(connection, read.id(), stored);
    Transactions.update(
        connection,
        "update tributary_landing.generation set table_name = ?, base_id = null where id = ?",
        table,
        read.id());
    return Transactions.first(connection, "select count(*) from " + relation, row -> row.getLong(1))
        .orElseThrow();
  }

  private void create(String relation, List<EntityColumns.Known> columns) throws SQLException {
    Stream<String> own =
        columns.stream().map(c -> quote(c.name()) + " " + PostgresTypes.name(c.type()));
    Transactions.execute(
        connection,
        Stream.of(own, SystemColumn.definitions(), TrackColumn.definitions())
            .flatMap(definitions -> definitions)
            .collect(Collectors.joining(", ", "create table " + relation + " (", ")")));
  }

  private void fill(
      String relation,
      List<EntityColumns.Known> columns,
      Generation base,
      Map<String, ColumnType> before)
      throws SQLException {
    Stream<String> tail = Merge.tail().map(Identifiers::quote);
    String values =
        Stream.concat(columns.stream().map(c -> cast(c, before.get(c.name()))), tail)
            .collect(Collectors.joining(", "));
    try {
      Transactions.execute(
          connection, "insert into " + relation + " select " + values + " from " + base.relation());
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("22")) {
        throw Refusal.conflict(
            "TYPE_TOO_NARROW",
            "A column is to have a type that rows which are here already do not fit. Choose another type for it, or run a full refresh.");
      }
      throw e;
    }
  }

  private static String cast(EntityColumns.Known column, ColumnType before) {
    if (before == null) {
      return "null";
    }
    String name = quote(column.name());
    return before == column.type() ? name : name + "::text::" + PostgresTypes.name(column.type());
  }

  private void index(String relation, Generation read) throws SQLException {
    if (!read.key().isEmpty()) {
      Transactions.execute(
          connection, "create unique index on " + relation + " (" + Keys.list("", read) + ")");
    }
    if (read.ledger()) {
      Ledger.index(connection, relation);
    }
    Transactions.execute(connection, "analyze " + relation);
  }
}
