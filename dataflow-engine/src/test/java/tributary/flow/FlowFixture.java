package tributary.flow;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.audit.Audit;
import tributary.connection.ConnectionFixture;
import tributary.connection.Settings;
import tributary.connection.StoredConnections;
import tributary.control.ControlDatabase;
import tributary.control.FilesConnector;
import tributary.control.SettableClock;
import tributary.flow.store.DataflowList;
import tributary.flow.store.DataflowStore;
import tributary.landing.EntityPlace;
import tributary.landing.LandedEntities;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The dataflow feature over a real database, a source that tests arrange, and a noting landing. */
final class FlowFixture {
  static final TenantId NORTH = new TenantId("north");
  static final TenantId SOUTH = new TenantId("south");
  static final Actor ANN = new Actor(Actor.Kind.PERSON, "ann");

  final ControlDatabase database = ControlDatabase.empty();
  final SettableClock clock = new SettableClock();
  final FilesConnector files = new FilesConnector();
  final NotingLanding landed = new NotingLanding();
  final List<String> audited = new ArrayList<>();
  final Dataflows dataflows;
  final DataflowRuns runs;
  final ConnectionFixture connections;

  FlowFixture() throws SQLException {
    database.execute(
        "insert into tributary.tenant values ('north', 'North', now()), ('south', 'South', now())");
    DataflowStore store = new DataflowStore(database.entities());
    connections =
        new ConnectionFixture(
            files, database.transactional(StoredConnections.class, new DataflowConnections(store)));
    Audit audit = (tenant, actor, action, subject) -> audited.add(action + " " + subject);
    dataflows =
        database.transactional(
            Dataflows.class,
            new DataflowUseCases(
                store,
                new DataflowList(database.entities()),
                new DataflowWrites(store, landed, audit),
                new SourceTables(connections.connections()),
                connections.seal(),
                files,
                new DataflowRemovals(List.of()),
                clock));
    runs = database.transactional(DataflowRuns.class, new RunNotes(store));
  }

  static Settings settings() {
    return new Settings(
        Map.of("accessKey", "AKIA", "secretKey", "very-secret", "bucket", "records"));
  }

  static NewDataflow wish(String name) {
    return new NewDataflow(
        name, "", "", FilesConnector.ID, settings(), RefreshKind.FULL, Optional.empty());
  }

  static NewDataflow wish(String name, TableChoice... tables) {
    return new NewDataflow(
        name,
        "",
        "",
        FilesConnector.ID,
        settings(),
        RefreshKind.FULL,
        Optional.of(List.of(tables)));
  }

  static TableChoice choice(String file, String entity) {
    return new TableChoice(
        new TableName("", file),
        true,
        Purpose.DATA,
        entity,
        TableOptions.NONE,
        Map.of(),
        MisfitPolicy.KEEP_ROW);
  }

  static TableChoice cleared(String file) {
    return new TableChoice(
        new TableName("", file),
        false,
        Purpose.DATA,
        "",
        TableOptions.NONE,
        Map.of(),
        MisfitPolicy.KEEP_ROW);
  }

  static DataflowChange change(DataflowView view, TableChoice... tables) {
    return new DataflowChange(
        view.displayName(),
        view.description(),
        new Settings(view.settings()),
        view.refresh(),
        Optional.of(List.of(tables)),
        Optional.of(view.version()));
  }

  DataflowView create(String name, TableChoice... tables) {
    return dataflows.create(NORTH, ANN, tables.length == 0 ? wish(name) : wish(name, tables));
  }

  /** Notes what it is told. */
  static final class NotingLanding implements LandedEntities {
    final List<List<EntityPlace>> aligned = new ArrayList<>();
    final List<UUID> removed = new ArrayList<>();
    List<String> dependents = List.of();

    @Override
    public void align(TenantId tenant, UUID dataflow, List<EntityPlace> places) {
      aligned.add(places);
    }

    @Override
    public void remove(TenantId tenant, UUID dataflow) {
      removed.add(dataflow);
    }

    @Override
    public List<String> dependents(TenantId tenant, UUID dataflow) {
      return dependents;
    }
  }
}
