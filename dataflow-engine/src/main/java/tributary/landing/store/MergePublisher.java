package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tributary.landing.EntityColumns;
import tributary.landing.Landing.RowChanges;
import tributary.tenant.TenantId;

/** Publishes what changed: merges it into the entity's generation and keeps the before-images. */
final class MergePublisher {
  private final Connection connection;
  private final TenantId tenant;
  private final OffsetDateTime now;

  MergePublisher(Connection connection, TenantId tenant, OffsetDateTime now) {
    this.connection = connection;
    this.tenant = tenant;
    this.now = now;
  }

  /**
   * A merge that happened.
   *
   * @param base the generation that it changed, as it was before
   * @param undo the table of the before-images
   * @param changes how many rows
   * @param columnsBefore the generation's columns as JSON
   * @param publishedBefore when the generation was last published
   */
  record Done(
      Generation base,
      String undo,
      RowChanges changes,
      String columnsBefore,
      OffsetDateTime publishedBefore) {
    /** Returns how many rows the entity has now. */
    long rows() {
      return base.rows() + changes.added() - changes.gone() + changes.marked();
    }

    void keep(Connection connection, UUID run, UUID entity) throws SQLException {
      Transactions.update(
          connection,
          """
          update tributary_landing.publication_entity set rows_new = ?, rows_changed = ?,
            rows_gone = ?, undo_schema = ?, undo_table = ?, undo_state = 'UNDO_KEPT',
            columns_before = ?::jsonb, published_before = ?, deletes_before = ?
          where run_id = ? and entity_id = ?
          """,
          changes.added(),
          changes.changed(),
          changes.gone(),
          base.schema(),
          undo,
          columnsBefore,
          publishedBefore,
          base.policies().deletes().name(),
          run,
          entity);
    }
  }

  Done publish(Entity entity, Generation staged, Optional<Generation> present, ViewSwitch views)
      throws SQLException {
    Generation base =
        present
            .filter(p -> staged.base().equals(Optional.of(p.id())))
            .orElseThrow(() -> new IllegalStateException("The entity has another generation now"));
    // few rows of a large table: an index finds them sooner than the whole table is read
    Transactions.execute(connection, "set local random_page_cost = 1.1");
    List<EntityColumns.Known> given = Generation.columns(connection, staged.id());
    List<EntityColumns.Known> before = Generation.columns(connection, base.id());
    List<EntityColumns.Known> after = joined(before, given);
    String undo = Stager.tableName(entity, "u");
    String relation = quote(base.schema(), undo);
    Transactions.execute(
        connection,
        "create table " + relation + " (like " + base.relation() + ", \"_op\" \"char\")");
    List<EntityColumns.Known> stored = after.stream().filter(EntityColumns.Known::stored).toList();
    RowChanges changes =
        new Merge(connection, staged, given, base.relation(), stored, relation).apply(now);
    Done done = new Done(base, undo, changes, columnsJson(base), publishedAt(base));
    keep(staged, base, done);
    if (!after.equals(before) || base.policies().deletes() != staged.policies().deletes()) {
      Generation.keepColumns(connection, base.id(), after);
      Generation shown = Generation.byId(connection, base.id()).orElseThrow();
      views.add(
          new ViewMaker(connection, tenant)
              .show(
                  entity,
                  entity.schema(),
                  entity.view().orElseThrow(),
                  Optional.of(shown),
                  after,
                  ViewMaker.WhenRead.REFUSE));
    }
    return done;
  }

  /** Returns the columns as the source has them now, stored where either of the two has them. */
  private static List<EntityColumns.Known> joined(
      List<EntityColumns.Known> before, List<EntityColumns.Known> given) {
    Map<String, EntityColumns.Known> known =
        before.stream().collect(Collectors.toMap(EntityColumns.Known::name, Function.identity()));
    return given.stream()
        .map(
            c ->
                c.with(
                    c.readIndex(),
                    c.type(),
                    c.present() || known.containsKey(c.name()) && known.get(c.name()).stored()))
        .toList();
  }

  private String columnsJson(Generation base) throws SQLException {
    return Transactions.first(
            connection,
            """
            select coalesce(jsonb_agg(to_jsonb(c) order by ordinal), '[]')::text
            from tributary_landing.generation_column c where generation_id = ?
            """,
            row -> row.getString(1),
            base.id())
        .orElseThrow();
  }

  private OffsetDateTime publishedAt(Generation base) throws SQLException {
    return Transactions.first(
            connection,
            "select published_at from tributary_landing.generation where id = ?",
            row -> row.getObject(1, OffsetDateTime.class),
            base.id())
        .orElseThrow();
  }

  private void keep(Generation staged, Generation base, Done done) throws SQLException {
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set rows = ?, published_at = ?, deletes = ?
        where id = ?
        """,
        done.rows(),
        now,
        staged.policies().deletes().name(),
        base.id());
    // its rows are part of the other now; its table is dropped when the run is tidied up
    Transactions.update(
        connection,
        "update tributary_landing.generation set state = 'DROPPING' where id = ?",
        staged.id());
  }
}
