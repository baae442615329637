package tributary.landing.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import tributary.audit.Audit;
import tributary.landing.Entities;
import tributary.landing.EntityColumns;
import tributary.landing.EntityDetail;
import tributary.landing.EntityDetail.ColumnEvent;
import tributary.landing.EntityDetail.EntityColumn;
import tributary.landing.EntityDetail.GenerationRow;
import tributary.landing.EntityName;
import tributary.landing.EntityPreview;
import tributary.landing.EntityRow;
import tributary.landing.LandingPool;
import tributary.landing.Purpose;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Looks at entities. */
@ApplicationScoped
class PostgresEntities implements Entities {
  private static final int MOST_ROWS = 1_000;
  private static final int LONGEST_VALUE = 2_000;
  private static final String TOTAL_SIZE =
      "coalesce(pg_total_relation_size(to_regclass(format('%I.%I', g.schema_name, g.table_name))),"
          + " 0)";
  private static final String SELECT =
      """
      select e.id, e.name, e.purpose, e.dataflow_name, e.file_name, e.schema_name, e.view_name,
        e.generation_id, coalesce(p.rows, 0) as rows, p.published_at,
        (select coalesce(sum(%s), 0) from tributary_landing.generation g
         where g.entity_id = e.id and g.state = 'KEPT') as bytes,
        (select count(*) from tributary_landing.generation_column c
         where c.generation_id = e.generation_id) as columns
      from tributary_landing.entity e
        left join tributary_landing.generation p on p.id = e.generation_id
      where e.tenant_id = ?
      """
          .formatted(TOTAL_SIZE);

  private Transactions transactions;
  private Audit audit;

  protected PostgresEntities() {}

  @Inject
  PostgresEntities(@LandingPool DataSource pool, Audit audit) {
    this.transactions = new Transactions(pool);
    this.audit = audit;
  }

  /** An entity with what its list row does not tell. */
  private record Found(
      UUID id, EntityRow row, String schema, Optional<String> view, Optional<UUID> generation) {}

  @Override
  public List<EntityRow> all(TenantId tenant) {
    return transactions
        .in(
            connection ->
                Transactions.list(
                    connection,
                    SELECT + " order by lower(e.name)",
                    PostgresEntities::found,
                    tenant.value()))
        .stream()
        .map(Found::row)
        .toList();
  }

  @Override
  public EntityDetail entity(TenantId tenant, String name) {
    return transactions.in(
        connection -> {
          Found found = find(connection, tenant, name);
          return new EntityDetail(
              found.row(),
              columns(connection, found),
              generations(connection, found),
              columnHistory(connection, found));
        });
  }

  @Override
  public EntityPreview preview(TenantId tenant, Actor actor, String name, int limit) {
    EntityPreview preview =
        transactions.in(
            connection -> {
              Transactions.execute(connection, "set local lock_timeout = '5s'");
              return preview(connection, find(connection, tenant, name), limit);
            });
    audit.note(tenant, actor, "entity.preview", name);
    return preview;
  }

  private static Found find(Connection connection, TenantId tenant, String name)
      throws SQLException {
    return Transactions.first(
            connection,
            SELECT + " and lower(e.name) = lower(?)",
            PostgresEntities::found,
            tenant.value(),
            name.replace("\0", ""))
        .orElseThrow(
            () -> Refusal.notFound("NO_SUCH_ENTITY", "There is no entity named " + name + "."));
  }

  private static Found found(ResultSet row) throws SQLException {
    String view = row.getString("view_name");
    String schema = row.getString("schema_name");
    EntityName name = new EntityName(row.getString("name"));
    OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
    return new Found(
        row.getObject("id", UUID.class),
        new EntityRow(
            name.value(),
            schema + "." + (view == null ? name.relation() : view),
            Purpose.valueOf(row.getString("purpose")),
            row.getString("dataflow_name"),
            row.getString("file_name"),
            row.getLong("rows"),
            row.getLong("bytes"),
            row.getInt("columns"),
            Optional.ofNullable(publishedAt).map(OffsetDateTime::toInstant)),
        schema,
        Optional.ofNullable(view),
        Optional.ofNullable(row.getObject("generation_id", UUID.class)));
  }

  private static List<EntityColumn> columns(Connection connection, Found found)
      throws SQLException {
    List<EntityColumn> columns = new ArrayList<>();
    if (found.generation().isPresent()) {
      for (EntityColumns.Known known : Generation.columns(connection, found.generation().get())) {
        columns.add(
            new EntityColumn(
                known.name(),
                known.sourceName(),
                PostgresTypes.name(known.type()),
                false,
                known.label()));
      }
      for (SystemColumn system : SystemColumn.values()) {
        columns.add(new EntityColumn(system.column(), "", system.type(), true, ""));
      }
    }
    return columns;
  }

  private static List<ColumnEvent> columnHistory(Connection connection, Found found)
      throws SQLException {
    return Transactions.list(
        connection,
        """
        select published_at, run_id, kind, column_name, source_name, from_type, to_type
        from tributary_landing.column_event
        where entity_id = ? and published_at is not null order by id desc limit %d
        """
            .formatted(MOST_ROWS),
        row ->
            new ColumnEvent(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getObject(2, UUID.class),
                Drift.change(row)),
        found.id());
  }

  private static List<GenerationRow> generations(Connection connection, Found found)
      throws SQLException {
    return Transactions.list(
        connection,
        """
        select g.number, g.run_id, g.rows, %s, g.published_at, g.id
        from tributary_landing.generation g
        where g.entity_id = ? and g.state = 'KEPT' order by g.number desc
        """
            .formatted(TOTAL_SIZE),
        row ->
            new GenerationRow(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                Optional.of(row.getObject(6, UUID.class)).equals(found.generation())),
        found.id());
  }

  private static EntityPreview preview(Connection connection, Found found, int limit)
      throws SQLException {
    List<EntityColumn> columns = columns(connection, found);
    List<String> names = columns.stream().map(EntityColumn::name).toList();
    List<String> types = columns.stream().map(EntityColumn::type).toList();
    List<String> labels = columns.stream().map(EntityColumn::label).toList();
    if (found.view().isEmpty() || columns.isEmpty()) {
      return new EntityPreview(names, types, labels, List.of());
    }
    String values =
        columns.stream()
            .map(c -> "left(" + text(c) + ", " + (LONGEST_VALUE + 1) + ")")
            .collect(Collectors.joining(", "));
    List<List<String>> rows =
        Transactions.list(
            connection,
            "select "
                + values
                + " from "
                + Identifiers.quote(found.schema(), found.view().get())
                + " limit "
                + Math.max(0, Math.min(limit, MOST_ROWS)),
            row -> values(row, names.size()));
    return new EntityPreview(names, types, labels, rows);
  }

  private static String text(EntityColumn column) {
    String name = Identifiers.quote(column.name());
    return column.type().equals("bytea")
        ? "encode(substring(" + name + " for " + LONGEST_VALUE + "), 'hex')"
        : name + "::text";
  }

  private static List<String> values(ResultSet row, int count) throws SQLException {
    List<String> values = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      String value = row.getString(i);
      values.add(
          value != null && value.length() > LONGEST_VALUE
              ? value.substring(0, LONGEST_VALUE) + "…"
              : value);
    }
    return values;
  }
}
