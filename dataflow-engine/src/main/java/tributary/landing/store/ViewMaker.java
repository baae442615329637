package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.landing.DeletePolicy;
import tributary.landing.EntityColumns;
import tributary.problem.Refusal;
import tributary.tenant.TenantId;

/**
 * Works out how an entity's view comes to show a generation, and changes nothing: the statements
 * lock the view against readers, so they are done last, all together ({@link ViewSwitch}).
 */
final class ViewMaker {
  private final Connection connection;
  private final TenantId tenant;
  private final List<String> statements = new ArrayList<>();

  ViewMaker(Connection connection, TenantId tenant) {
    this.connection = connection;
    this.tenant = tenant;
  }

  /** A column of the view as it is. */
  private record Shown(String type, String comment) {}

  /** What to do when a column's type differs from the view's and other views read it. */
  enum WhenRead {
    /** The view stays as it is. */
    REFUSE,
    /** The view keeps its columns and types; the generation's values are turned into them. */
    CAST
  }

  /**
   * Returns what makes the view, or makes it anew in place so that grants and views that read it
   * survive.
   *
   * @param generation what it shows; empty: no rows
   * @param columns the entity's columns in order
   */
  List<String> show(
      Entity entity,
      String schema,
      String view,
      Optional<Generation> generation,
      List<EntityColumns.Known> columns,
      WhenRead whenRead)
      throws SQLException {
    String relation = quote(schema, view);
    Map<String, String> wanted = wanted(columns, generation);
    Map<String, String> types = types(columns, generation);
    Map<String, Shown> shown = entity.view().isPresent() ? present(schema, view) : Map.of();
    Map<String, String> present = new LinkedHashMap<>();
    shown.forEach((name, column) -> present.put(name, column.type()));
    boolean anew = present.isEmpty();
    if (anew) {
      refuseStranger(connection, schema, view);
      create(relation, wanted, generation);
      grant(relation);
    } else if (goesOn(present, types)) {
      create(relation, inOrder(present, wanted, types), generation);
    } else {
      List<String> readers = Dependents.of(connection, schema, view);
      if (readers.isEmpty()) {
        anew = true;
        statements.add("drop view " + relation);
        create(relation, wanted, generation);
        statements.addAll(grants(schema, view));
      } else if (whenRead == WhenRead.CAST) {
        create(relation, inOrder(present, wanted, types), generation);
      } else {
        throw Refusal.conflict("VIEWS_READ_ENTITY", refusal(entity, present, types, readers));
      }
    }
    comment(relation, columns, anew ? Map.of() : shown);
    return statements;
  }

  private static Map<String, String> wanted(
      List<EntityColumns.Known> columns, Optional<Generation> generation) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (EntityColumns.Known column : columns) {
      boolean there = generation.isPresent() && column.stored();
      wanted.put(
          column.name(),
          there ? quote(column.name()) : "null::" + PostgresTypes.name(column.type()));
    }
    for (SystemColumn column : SystemColumn.values()) {
      wanted.put(
          column.column(),
          generation.isPresent() ? quote(column.column()) : "null::" + column.type());
    }
    if (marks(generation)) {
      wanted.put(TrackColumn.DELETED_AT.column(), quote(TrackColumn.DELETED_AT.column()));
    }
    return wanted;
  }

  /** Returns whether rows that are gone stay and say so. */
  private static boolean marks(Optional<Generation> generation) {
    return generation.filter(g -> g.policies().deletes() == DeletePolicy.MARK).isPresent();
  }

  private static Map<String, String> types(
      List<EntityColumns.Known> columns, Optional<Generation> generation) {
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(c -> types.put(c.name(), PostgresTypes.name(c.type())));
    for (SystemColumn column : SystemColumn.values()) {
      types.put(column.column(), column.type());
    }
    if (marks(generation)) {
      types.put(TrackColumn.DELETED_AT.column(), TrackColumn.DELETED_AT.type());
    }
    return types;
  }

  /** Returns the view's columns in its order. */
  private Map<String, Shown> present(String schema, String view) throws SQLException {
    Map<String, Shown> present = new LinkedHashMap<>();
    Transactions.list(
        connection,
        """
        select a.attname, format_type(a.atttypid, a.atttypmod),
          coalesce(col_description(c.oid, a.attnum), '')
        from pg_attribute a join pg_class c on c.oid = a.attrelid
          join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ? and c.relname = ? and c.relkind = 'v' and a.attnum > 0
          and not a.attisdropped
        order by a.attnum
        """,
        row -> present.put(row.getString(1), new Shown(row.getString(2), row.getString(3))),
        schema,
        view);
    return present;
  }

  private static boolean goesOn(Map<String, String> present, Map<String, String> types) {
    return present.entrySet().stream().allMatch(c -> c.getValue().equals(types.get(c.getKey())));
  }

  /** Keeps the view's columns where they are, with their types, and appends the others. */
  private static Map<String, String> inOrder(
      Map<String, String> present, Map<String, String> wanted, Map<String, String> types) {
    Map<String, String> ordered = new LinkedHashMap<>();
    present.forEach(
        (name, type) -> {
          String value = wanted.get(name);
          if (value == null) {
            ordered.put(name, "null::" + type);
          } else {
            ordered.put(name, type.equals(types.get(name)) ? value : value + "::" + type);
          }
        });
    wanted.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private void create(
      String relation, Map<String, String> columns, Optional<Generation> generation) {
    List<String> items = new ArrayList<>();
    columns.forEach((name, value) -> items.add(value + " as " + quote(name)));
    statements.add(
        "create or replace view "
            + relation
            + " as select "
            + String.join(", ", items)
            + generation.map(g -> " from " + g.relation()).orElse(" where false"));
  }

  /** A relation that is not ours is never replaced. */
  static void refuseStranger(Connection connection, String schema, String view)
      throws SQLException {
    boolean there =
        Transactions.first(
                connection,
                """
                select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ?
                """,
                row -> true,
                schema,
                view)
            .orElse(false);
    if (there) {
      throw Refusal.conflict(
          "RELATION_TAKEN",
          "PostgreSQL has a relation "
              + schema
              + "."
              + view
              + " that is not an entity. Rename the entity, or move that relation away.");
    }
  }

  private void grant(String relation) throws SQLException {
    if (TenantSchemas.hasRole(connection, tenant)) {
      statements.add("grant select on " + relation + " to " + quote(Identifiers.role(tenant)));
    }
  }

  /** Returns the statements that give back what others may do with the view. */
  private List<String> grants(String schema, String view) throws SQLException {
    return Transactions.list(
        connection,
        """
        select format('grant %s on %I.%I to %s%s', a.privilege_type, n.nspname, c.relname,
          case when a.grantee = 0 then 'public' else quote_ident(r.rolname) end,
          case when a.is_grantable then ' with grant option' else '' end)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
          cross join aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where n.nspname = ? and c.relname = ? and a.grantee <> c.relowner
        """,
        row -> row.getString(1),
        schema,
        view);
  }

  private void comment(
      String relation, List<EntityColumns.Known> columns, Map<String, Shown> shown) {
    for (EntityColumns.Known column : columns) {
      Shown before = shown.get(column.name());
      String comment = comment(column);
      if (before == null || !before.comment().equals(comment)) {
        statements.add(
            "comment on column %s.%s is %s"
                .formatted(relation, quote(column.name()), Identifiers.text(comment)));
      }
    }
  }

  /** What people call it; and its name at the source where the name here does not tell it. */
  private static String comment(EntityColumns.Known column) {
    if (column.label().isEmpty()) {
      return column.sourceName();
    }
    return column.sourceName().equals(column.name())
        ? column.label()
        : column.label() + " (" + column.sourceName() + ")";
  }

  private static String refusal(
      Entity entity, Map<String, String> present, Map<String, String> types, List<String> readers) {
    StringBuilder changes = new StringBuilder();
    present.forEach(
        (name, type) -> {
          String now = types.get(name);
          if (now != null && !now.equals(type)) {
            changes.append(changes.isEmpty() ? "" : ", ");
            changes.append(name).append(" from ").append(type).append(" to ").append(now);
          }
        });
    return entity.name()
        + " changes its columns ("
        + (changes.isEmpty() ? "some are gone" : changes)
        + ") while these views read it: "
        + String.join(", ", readers)
        + ". Drop them, run the dataflow again, and make them anew.";
  }
}
