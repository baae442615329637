package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.ColumnDiff;
import tributary.landing.EntityColumns;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.landing.Refreshing;
import tributary.landing.RunLease;
import tributary.landing.ShortHash;
import tributary.landing.StageOrder;
import tributary.spi.ReadKind;
import tributary.spi.TableLayout;

/** Makes generations. */
final class Stager {
  private static final int READABLE = 40;
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '20s'";

  /** In which order changes came: of several of one row the last counts. */
  private static final String ORDER = "_seq";

  private final Clock clock;

  Stager(Clock clock) {
    this.clock = clock;
  }

  /** Returns the table run's generation, made now unless it is there. */
  Generation stage(Connection connection, RunLease lease, StageOrder order) throws SQLException {
    Leases.check(connection, lease);
    Optional<Generation> begun = Generation.ofTableRun(connection, order.tableRun());
    if (begun.isPresent()) {
      return begun.get();
    }
    TenantSchemas.prepare(connection, order.tenant());
    Entity entity = register(connection, order);
    Optional<Generation> present =
        entity.generation().isPresent()
            ? Generation.byId(connection, entity.generation().get())
            : Optional.empty();
    List<EntityColumns.Known> known =
        present.isPresent() ? Generation.columns(connection, present.get().id()) : List.of();
    List<EntityColumns.Known> columns =
        EntityColumns.next(
            known,
            order.layout().columns(),
            order.columnTypes(),
            order.misfits() == MisfitPolicy.WIDEN || declaresTypes(order.layout()),
            order.fileName());
    Drift.refuseBlocked(
        order.refreshing().policies(), ColumnDiff.between(known, columns, PostgresTypes::name));
    List<String> key = Keys.named(order, columns);
    boolean only = order.refreshing().onlyRejected();
    Optional<UUID> base =
        only
            ? Optional.of(RejectedObjects.base(order, key, present))
            : order.refreshing().asked().isPresent()
                ? Optional.of(AskedRows.base(order, key, present))
                : present.filter(p -> mergeable(entity, p, key, order)).map(Generation::id);
    boolean tracked = only ? present.orElseThrow().tracked() : order.refreshing().tracked();
    UUID id = UUID.randomUUID();
    insert(connection, id, entity, lease, order);
    insertRefresh(connection, id, order.refreshing(), base, key, tracked);
    if (order.refreshing().incremental() && base.isEmpty() && present.isPresent()) {
      Transactions.update(
          connection,
          "update tributary_landing.generation set whole_because = '' where id = ?",
          id);
    }
    Generation.keepColumns(connection, id, columns);
    if (order.refreshing().asked().isPresent()) {
      AskedRows.keep(connection, id, order.refreshing().asked().get());
    }
    Generation made = Generation.byId(connection, id).orElseThrow();
    createTable(connection, made, columns);
    return made;
  }

  /** Returns the table run's generation, from now on one that takes everything. */
  Generation takingEverything(Connection connection, RunLease lease, UUID tableRun, String because)
      throws SQLException {
    Leases.check(connection, lease);
    Generation begun = Generation.ofTableRun(connection, tableRun).orElseThrow(Leases::lost);
    if (!begun.incremental() || begun.byKeys()) {
      return begun;
    }
    Transactions.execute(connection, LOCK_TIMEOUT);
    // who still writes what changed finds another version of the plan, and gives up
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set reads = 'FULL', base_id = null, planned = false,
          plan_version = plan_version + 1, whole_because = ?, unnamed = false where id = ?
        """,
        because,
        begun.id());
    if (begun.planned()) {
      Transactions.update(
          connection, "delete from tributary_landing.split where generation_id = ?", begun.id());
      Transactions.update(
          connection, "delete from tributary_landing.reject where table_run_id = ?", tableRun);
      Transactions.execute(connection, "truncate " + begun.relation());
    }
    Transactions.execute(
        connection, "alter table " + begun.relation() + " drop column \"" + ORDER + "\"");
    return Generation.byId(connection, begun.id()).orElseThrow();
  }

  /**
   * What a file's columns are is a guess by samples; what a table's columns are, its source knows.
   */
  private static boolean declaresTypes(TableLayout layout) {
    return !layout.reads().contains(ReadKind.LEDGER);
  }

  /** Returns whether what changed can be merged into the present generation. */
  private static boolean mergeable(
      Entity entity, Generation present, List<String> key, StageOrder order) {
    boolean state = entity.ledger() || entity.cursor().isPresent() && !key.isEmpty();
    return order.refreshing().incremental()
        && state
        && present.tracked()
        && present.key().equals(key)
        && present.readAs().equals(order.refreshing().readAs());
  }

  private Entity register(Connection connection, StageOrder order) throws SQLException {
    Transactions.update(
        connection,
        """
        insert into tributary_landing.entity (id, tenant_id, dataflow_id, dataflow_name, name,
          purpose, file_name, schema_name, last_generation)
        values (?, ?, ?, ?, ?, ?, ?, ?, 0)
        on conflict (id) do update set dataflow_name = excluded.dataflow_name,
          name = excluded.name, purpose = excluded.purpose, file_name = excluded.file_name
        """,
        order.place().tableId(),
        order.tenant().value(),
        order.dataflow(),
        order.dataflowName(),
        order.place().name().value(),
        order.place().purpose().name(),
        order.fileName(),
        Identifiers.schema(order.tenant(), order.place().purpose()));
    Transactions.update(
        connection,
        "update tributary_landing.entity set last_generation = last_generation + 1 where id = ?",
        order.place().tableId());
    return Entity.byId(connection, order.place().tableId()).orElseThrow();
  }

  /**
   * Names a table behind an entity, once and for all.
   *
   * @param kind tells apart tables of the same generation
   */
  static String tableName(Entity entity, String kind) {
    String relation = entity.name().relation();
    String readable = relation.substring(0, Math.min(READABLE, relation.length()));
    String hash = ShortHash.of(entity.id().toString());
    return readable + "_" + kind + entity.lastGeneration() + "_" + hash;
  }

  private void insert(
      Connection connection, UUID id, Entity entity, RunLease lease, StageOrder order)
      throws SQLException {
    String table = tableName(entity, "g");
    Transactions.update(
        connection,
        """
        insert into tributary_landing.generation (id, entity_id, number, run_id, table_run_id,
          schema_name, table_name, state, misfits, plan_version, planned, rows, created_at)
        values (?, ?, ?, ?, ?, ?, ?, 'LOADING', ?, 1, false, 0, ?)
        """,
        id,
        entity.id(),
        entity.lastGeneration(),
        lease.run(),
        order.tableRun(),
        Identifiers.generations(order.tenant()),
        table,
        order.misfits().name(),
        OffsetDateTime.now(clock));
  }

  private static void insertRefresh(
      Connection connection,
      UUID id,
      Refreshing how,
      Optional<UUID> base,
      List<String> key,
      boolean tracked)
      throws SQLException {
    Policies policies = how.policies();
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set reads = ?, base_id = ?::uuid, tracked = ?,
          key_columns = ?, key_chosen = ?, deletes = ?, drift = ?, guard_percent = ?,
          reject_percent = ?, reject_rows = ?, read_as = ?, only_rejected = ?
        where id = ?
        """,
        base.isPresent() ? "INCREMENTAL" : "FULL",
        base.map(UUID::toString).orElse(null),
        tracked,
        key.toArray(new String[0]),
        how.keyChosen(),
        policies.deletes().name(),
        policies.drift().name(),
        policies.guardPercent(),
        policies.rejectPercent(),
        policies.rejectRows(),
        how.readAs(),
        how.onlyRejected(),
        id);
  }

  private static void createTable(
      Connection connection, Generation made, List<EntityColumns.Known> columns)
      throws SQLException {
    Stream<String> own =
        columns.stream()
            .filter(EntityColumns.Known::present)
            .sorted(Comparator.comparingInt(EntityColumns.Known::readIndex))
            .map(c -> Identifiers.quote(c.name()) + " " + PostgresTypes.name(c.type()));
    Stream<String> order =
        made.incremental()
            ? Stream.of("\"" + ORDER + "\" bigint generated always as identity")
            : Stream.empty();
    Transactions.execute(
        connection,
        Stream.of(own, SystemColumn.definitions(), TrackColumn.definitions(), order)
                .flatMap(definitions -> definitions)
                .collect(Collectors.joining(", ", "create table " + made.relation() + " (", ")"))
            + room(made));
  }

  /** A changed row that finds room beside its former self needs no place in the index. */
  private static String room(Generation made) {
    boolean rowsChange = made.tracked() && !made.key().isEmpty() && !made.incremental();
    return rowsChange ? " with (fillfactor = 90)" : "";
  }
}
