package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.DeletePolicy;
import tributary.landing.EntityColumns;
import tributary.landing.Landing.RowChanges;

/**
 * Merges staged rows into a table, all in the caller's transaction. First it works out what
 * changes, as before-images in the undo table; then it carries that out. What it costs goes with
 * the change, not with the table.
 *
 * <p>The undo table has the columns of the table and {@code _op}: I for a row that is new (its key
 * only), U for one that changes, M for one that only belongs to a newer version of its object, X
 * for one that is marked as gone, D for one that goes.
 */
final class Merge {
  private final Connection connection;
  private final Generation staged;
  private final String target;
  private final String undo;
  private final List<EntityColumns.Known> columns;
  private final Set<String> given;

  /**
   * @param target the table, in quotes
   * @param columns the columns that it has
   * @param undo an empty undo table, in quotes
   */
  Merge(
      Connection connection,
      Generation staged,
      List<EntityColumns.Known> given,
      String target,
      List<EntityColumns.Known> columns,
      String undo) {
    this.connection = connection;
    this.staged = staged;
    this.target = target;
    this.undo = undo;
    this.columns = columns;
    this.given =
        given.stream()
            .filter(EntityColumns.Known::present)
            .map(EntityColumns.Known::name)
            .collect(Collectors.toSet());
  }

  RowChanges apply(OffsetDateTime now) throws SQLException {
    if (staged.ledger()) {
      Ledger.findGone(connection, staged);
    } else if (staged.onlyRejected()) {
      return applyBySource();
    }
    return staged.key().isEmpty() ? applyByObject(now) : applyByKey(now);
  }

  private RowChanges applyByKey(OffsetDateTime now) throws SQLException {
    run(
        """
        insert into $undo ($all, "_op")
        select $named.all, case when t.ctid is null then 'I'
            when ($t.own) is distinct from ($s.own) or t."_deleted_at" is not null then 'U'
            else 'M' end
        from $staged s left join $target t on $same
        where s."_deleted_at" is null and (t.ctid is null
          or $ledger or t."_deleted_at" is not null or ($t.own) is distinct from ($s.own))
        """);
    if (staged.policies().deletes() != DeletePolicy.KEEP) {
      noteGone();
      noteUnasked();
      noteUnswept();
    }
    QuickAnalyze.of(connection, undo, sql("$key, \"_op\""));
    Map<String, Long> counts = counts();
    carryOut(counts.keySet(), now);
    long marked = counts.getOrDefault("X", 0L);
    return new RowChanges(
        counts.getOrDefault("I", 0L),
        counts.getOrDefault("U", 0L),
        counts.getOrDefault("D", 0L) + marked,
        marked);
  }

  private void carryOut(Set<String> operations, OffsetDateTime now) throws SQLException {
    if (operations.contains("D")) {
      run("delete from $target t using $undo u where u.\"_op\" = 'D' and $u.same");
    }
    if (operations.contains("X")) {
      mark(now, "from $undo u where u.\"_op\" = 'X' and $u.same");
    }
    if (operations.contains("U") || operations.contains("M")) {
      run(
          """
          update $target t set $set from $staged s, $undo u
          where u."_op" in ('U', 'M') and $u.same and $same
          """);
    }
    if (operations.contains("I")) {
      run(
          """
          insert into $target ($all) select $s.all from $staged s
            join $undo u on u."_op" = 'I' and $u.staged
          """);
    }
  }

  /** Rows that the source reports gone, and rows that their object has no more. */
  private void noteGone() throws SQLException {
    run(
        """
        insert into $undo ($all, "_op") select $t.all, $gone from $target t
          join $staged s on $same
        where s."_deleted_at" > '-infinity' and $live
        """);
    if (staged.ledger()) {
      run(
          """
          insert into $undo ($all, "_op") select $t.all, $gone from $target t
            join gone_object o on o.number = t."_object"
          where $live and not exists (select from $staged s where $same)
          """);
    }
  }

  /** Rows under the asked keys that the read did not bring. */
  private void noteUnasked() throws SQLException {
    if (!staged.byKeys() || staged.unnamed()) {
      return;
    }
    for (Map.Entry<String, String> keys : AskedRows.find(connection, staged, columns).entrySet()) {
      run(
          """
          insert into $undo ($all, "_op") select $t.all, $gone from $target t
            join %s k on %s
          where $live and not exists (select from $staged s where $same)
          """
              .formatted(keys.getKey(), keys.getValue()));
    }
  }

  /** Rows that the read neither brings nor names; one that it could not name may be any of them. */
  private void noteUnswept() throws SQLException {
    if (staged.sweeps() && !staged.unnamed()) {
      run(
          """
          insert into $undo ($all, "_op") select $t.all, $gone from $target t
          where $live and not exists (select from $staged s where $same)
          """);
    }
  }

  private RowChanges applyByObject(OffsetDateTime now) throws SQLException {
    boolean marks = staged.policies().deletes() == DeletePolicy.MARK;
    String which = marks ? "o.replaced" : "true";
    long gone =
        run(
            "insert into $undo ($all, \"_op\") select $t.all, 'D' from $target t"
                + " join gone_object o on o.number = t.\"_object\" where "
                + which);
    run("delete from $target t using gone_object o where o.number = t.\"_object\" and " + which);
    long marked = 0;
    if (marks) {
      marked =
          mark(
              now,
              "from gone_object o where o.number = t.\"_object\" and not o.replaced"
                  + " and t.\"_deleted_at\" is null");
    }
    long added = run("insert into $target ($all) select $s.all from $staged s");
    return new RowChanges(added, 0, gone + marked, marked);
  }

  /** Rows that carry nothing but their source: those of the objects that were read again go. */
  private RowChanges applyBySource() throws SQLException {
    RejectedObjects.findLabels(connection, staged);
    String ofObject = "o.label = regexp_replace(t.\"_source\", ':[0-9]+$', '')";
    long gone =
        run(
            "insert into $undo ($all, \"_op\") select $t.all, 'D' from $target t"
                + " join gone_label o on "
                + ofObject);
    run("delete from $target t using gone_label o where " + ofObject);
    if (!staged.key().isEmpty()) {
      Keys.refuseTwiceWith(connection, staged, target);
    }
    long added = run("insert into $target ($all) select $s.all from $staged s");
    return new RowChanges(added, 0, gone, 0);
  }

  private long mark(OffsetDateTime now, String where) throws SQLException {
    return Transactions.update(
        connection, sql("update $target t set \"_deleted_at\" = ? " + where), now);
  }

  private Map<String, Long> counts() throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    Transactions.list(
        connection,
        sql("select \"_op\", count(*) from $undo group by 1"),
        row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
  }

  private long run(String template) throws SQLException {
    return Transactions.update(connection, sql(template));
  }

  /**
   * Fills in names, which have no {@code $} in them; longer words first, so that none is taken for
   * the beginning of another.
   */
  private String sql(String template) {
    boolean marks = staged.policies().deletes() == DeletePolicy.MARK;
    return template
        .replace("$u.staged", Keys.same("s", "u", staged.key()))
        .replace("$u.same", Keys.same("t", "u", staged.key()))
        .replace("$same", Keys.same("t", "s", staged.key()))
        .replace("$set", set())
        .replace("$named.all", list(all().map(this::named)))
        .replace("$t.all", list(all().map(name -> "t." + Identifiers.quote(name))))
        .replace("$s.all", list(Stream.concat(values(), tail().map(n -> "s." + quote(n)))))
        .replace("$all", list(all().map(Identifiers::quote)))
        .replace("$t.own", "row(" + list(own().map(name -> "t." + quote(name))) + ")")
        .replace("$s.own", "row(" + list(values()) + ")")
        .replace("$key", Keys.list("", staged))
        .replace("$ledger", staged.ledger() ? "true" : "false")
        .replace("$gone", marks ? "'X'" : "'D'")
        .replace("$live", marks ? "t.\"_deleted_at\" is null" : "true")
        .replace("$target", target)
        .replace("$staged", staged.relation())
        .replace("$undo", undo);
  }

  private String set() {
    return list(
        Stream.concat(
            columns.stream().map(c -> quote(c.name()) + " = " + value(c)),
            tail().map(name -> quote(name) + " = s." + quote(name))));
  }

  /** Of a row that is new there is nothing but its key. */
  private String named(String name) {
    String present = "t." + quote(name);
    return staged.key().contains(name)
        ? "coalesce(" + present + ", s." + quote(name) + ")"
        : present;
  }

  private Stream<String> own() {
    return columns.stream().map(EntityColumns.Known::name);
  }

  /** A column that the source has no more reads null. */
  private Stream<String> values() {
    return columns.stream().map(this::value);
  }

  private String value(EntityColumns.Known column) {
    return given.contains(column.name())
        ? "s." + quote(column.name())
        : "null::" + PostgresTypes.name(column.type());
  }

  private Stream<String> all() {
    return Stream.concat(own(), tail());
  }

  /** Returns the columns that every table behind an entity has beside the entity's own. */
  static Stream<String> tail() {
    return Stream.concat(
        Stream.of(SystemColumn.values()).map(SystemColumn::column),
        Stream.of(TrackColumn.values()).map(TrackColumn::column));
  }

  private static String quote(String name) {
    return Identifiers.quote(name);
  }

  private static String list(Stream<String> items) {
    return items.collect(Collectors.joining(", "));
  }
}
