package tributary.landing.store;

import static tributary.landing.store.Identifiers.quote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import tributary.landing.EntityPlace;
import tributary.landing.LandedEntities;
import tributary.landing.LandingException;
import tributary.landing.LandingPool;
import tributary.problem.Refusal;
import tributary.tenant.TenantId;

/** Renames, moves and drops views and what is behind them. */
@ApplicationScoped
class PostgresLandedEntities implements LandedEntities {
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '10s'";

  private Transactions transactions;

  protected PostgresLandedEntities() {}

  @Inject
  PostgresLandedEntities(@LandingPool DataSource pool) {
    transactions = new Transactions(pool);
  }

  @Override
  public void align(TenantId tenant, UUID dataflow, List<EntityPlace> places) {
    Map<UUID, EntityPlace> wanted =
        places.stream().collect(Collectors.toMap(EntityPlace::tableId, Function.identity()));
    unlessBusy(
        connection -> {
          List<Entity> moving =
              Entity.lockedOf(connection, tenant, dataflow).stream()
                  .filter(e -> wanted.containsKey(e.id()))
                  .filter(e -> moves(tenant, e, wanted.get(e.id())))
                  .toList();
          // names may change places, so all step aside first
          for (Entity entity : moving) {
            stepAside(connection, entity);
          }
          for (Entity entity : moving) {
            settle(connection, tenant, entity, wanted.get(entity.id()));
          }
          return moving;
        });
  }

  private static boolean moves(TenantId tenant, Entity entity, EntityPlace place) {
    return !entity.name().equals(place.name())
        || entity.purpose() != place.purpose()
        || entity.view().isPresent()
            && (!entity.view().get().equals(place.name().relation())
                || !entity.schema().equals(Identifiers.schema(tenant, place.purpose())));
  }

  private static String aside(Entity entity) {
    return "moving_" + entity.id().toString().replace("-", "");
  }

  private static void stepAside(Connection connection, Entity entity) throws SQLException {
    Transactions.update(
        connection,
        "update tributary_landing.entity set name = ? where id = ?",
        aside(entity),
        entity.id());
    if (entity.view().isPresent()) {
      Transactions.execute(
          connection,
          "alter view "
              + quote(entity.schema(), entity.view().get())
              + " rename to "
              + quote(aside(entity)));
    }
  }

  private static void settle(
      Connection connection, TenantId tenant, Entity entity, EntityPlace place)
      throws SQLException {
    String schema = Identifiers.schema(tenant, place.purpose());
    String view = place.name().relation();
    if (entity.view().isPresent()) {
      if (!schema.equals(entity.schema())) {
        Transactions.execute(
            connection,
            "alter view " + quote(entity.schema(), aside(entity)) + " set schema " + quote(schema));
      }
      ViewMaker.refuseStranger(connection, schema, view);
      Transactions.execute(
          connection, "alter view " + quote(schema, aside(entity)) + " rename to " + quote(view));
    }
    Transactions.update(
        connection,
        """
        update tributary_landing.entity set name = ?, purpose = ?, schema_name = ?, view_name = ?
        where id = ?
        """,
        place.name().value(),
        place.purpose().name(),
        schema,
        entity.view().isPresent() ? view : null,
        entity.id());
  }

  @Override
  public void remove(TenantId tenant, UUID dataflow) {
    unlessBusy(
        connection -> {
          for (Entity entity : Entity.lockedOf(connection, tenant, dataflow)) {
            if (entity.view().isPresent()) {
              Transactions.execute(
                  connection, "drop view if exists " + quote(entity.schema(), entity.view().get()));
            }
            for (Generation generation : Generation.ofEntity(connection, entity.id())) {
              if (generation.state() != Generation.State.DROPPED) {
                Transactions.execute(connection, "drop table if exists " + generation.relation());
              }
            }
            for (String undo : undoTables(connection, entity.id())) {
              Transactions.execute(connection, "drop table if exists " + undo);
            }
          }
          Transactions.update(
              connection,
              """
              delete from tributary_landing.run_lease where run_id in (
                select g.run_id from tributary_landing.generation g
                  join tributary_landing.entity e on e.id = g.entity_id where e.dataflow_id = ?
                union select run_id from tributary_landing.publication where dataflow_id = ?)
              """,
              dataflow,
              dataflow);
          for (String table : List.of("entity", "publication", "reject")) {
            Transactions.update(
                connection,
                "delete from tributary_landing." + table + " where dataflow_id = ?",
                dataflow);
          }
          return dataflow;
        });
  }

  private static List<String> undoTables(Connection connection, UUID entity) throws SQLException {
    return Transactions.list(
        connection,
        """
        select undo_schema, undo_table from tributary_landing.publication_entity
        where entity_id = ? and undo_state <> 'UNDO_DROPPED'
        """,
        row -> quote(row.getString(1), row.getString(2)),
        entity);
  }

  @Override
  public List<String> dependents(TenantId tenant, UUID dataflow) {
    return transactions.in(
        connection -> {
          List<String> own = new ArrayList<>();
          List<String> readers = new ArrayList<>();
          for (Entity entity : Entity.of(connection, tenant, dataflow)) {
            if (entity.view().isPresent()) {
              own.add(entity.schema() + "." + entity.view().get());
              readers.addAll(Dependents.of(connection, entity.schema(), entity.view().get()));
            }
          }
          return readers.stream().distinct().filter(r -> !own.contains(r)).sorted().toList();
        });
  }

  private <T> T unlessBusy(Transactions.Work<T> work) {
    try {
      return transactions.in(
          connection -> {
            Transactions.execute(connection, LOCK_TIMEOUT);
            return work.in(connection);
          });
    } catch (LandingException e) {
      if (e.kind() == LandingException.Kind.BUSY) {
        throw Refusal.conflict(
            "ENTITY_IN_USE",
            "Someone reads an entity of this dataflow just now. Try again in a moment.");
      }
      if ("2BP01".equals(e.sqlState())) {
        throw Refusal.conflict(
            "VIEWS_READ_ENTITY",
            "A view reads an entity of this dataflow. Drop that view, then try again.");
      }
      throw e;
    }
  }
}
