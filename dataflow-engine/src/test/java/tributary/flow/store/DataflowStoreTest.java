package tributary.flow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.connection.StoredConnection;
import tributary.control.ControlDatabase;
import tributary.flow.DataflowName;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.landing.PublishPolicy;
import tributary.landing.Purpose;
import tributary.problem.Refusal;
import tributary.spi.ConnectorId;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.TenantId;

class DataflowStoreTest {
  private static final TenantId NORTH = new TenantId("north");
  private static final TenantId SOUTH = new TenantId("south");
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456Z");

  private final ControlDatabase database = ControlDatabase.empty();
  private final DataflowStore store = new DataflowStore(database.entities());

  @BeforeEach
  void twoTenants() throws SQLException {
    database.execute(
        "insert into tributary.tenant values ('north', 'North', now()), ('south', 'South', now())");
  }

  private static StoredDataflow dataflow(String name, String entity) {
    UUID id = UUID.randomUUID();
    StoredConnection connection =
        new StoredConnection(
            id,
            name,
            new ConnectorId("files"),
            Map.of("quoted", "\"ä\\😀\""),
            Map.of("key", new byte[] {1, 0, 2}),
            Optional.of(Instant.parse("2030-01-02T03:04:05Z")));
    ImportTableView table =
        new ImportTableView(
            UUID.randomUUID(),
            new TableName("s", "t"),
            "t",
            true,
            Purpose.DATA,
            new EntityName(entity),
            TableOptions.NONE,
            Map.of(),
            MisfitPolicy.WIDEN,
            List.of("id"));
    return new StoredDataflow(
        id,
        new DataflowName(name),
        name,
        "",
        connection,
        RefreshKind.FULL,
        List.of(new StoredTable(table, true)),
        NOW,
        NOW,
        1,
        new Policies(
            DeletePolicy.MARK, DriftPolicy.ASK, 20, 5, 100, 60, PublishPolicy.ALL_OR_NOTHING),
        StoredDataflow.LastRun.NONE);
  }

  private void insert(TenantId tenant, StoredDataflow dataflow) {
    database.transact(
        () -> {
          store.insert(tenant, dataflow);
          return "";
        });
  }

  @Test
  void givesBackWhatItWasGiven() {
    StoredDataflow made = dataflow("Census", "people");
    insert(NORTH, made);
    StoredDataflow found = database.transact(() -> store.byId(NORTH, made.id())).orElseThrow();
    assertThat(found)
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .ignoringFieldsOfTypes(Map.class)
        .isEqualTo(made);
    assertThat(found.connection().settings()).isEqualTo(made.connection().settings());
    assertThat(found.connection().sealed().get("key")).containsExactly(1, 0, 2);
  }

  @Test
  void theSecondOfTwoWithOneNameLosesTheRace() {
    insert(NORTH, dataflow("Census", "people"));
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> insert(NORTH, dataflow("CENSUS", "others")));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(refusal.code()).isEqualTo("NAME_TAKEN");
    insert(SOUTH, dataflow("CENSUS", "others"));
  }

  @Test
  void theSecondOfTwoWithOneEntityNameLosesTheRaceWhole() {
    insert(NORTH, dataflow("Census", "people"));
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> insert(NORTH, dataflow("Other", "PEOPLE")));
    assertThat(refusal.code()).isEqualTo("ENTITY_NAME_TAKEN");
    assertThat(database.transact(() -> store.byName(NORTH, "Other"))).isEmpty();
  }

  @Test
  void findsTheNamesThatAreAskedForAndNoOthers() {
    StoredDataflow census = dataflow("Census", "People");
    insert(NORTH, census);
    insert(NORTH, dataflow("Visits", "visits"));
    database.transact(
        () -> {
          assertThat(store.names(NORTH, Set.of("census", "sales")))
              .isEqualTo(Map.of("census", "Census"));
          assertThat(store.entityNames(NORTH, Optional.empty(), Set.of("people", "no, name")))
              .isEqualTo(Map.of("people", "Census"));
          assertThat(store.entityNames(NORTH, Optional.of(census.id()), Set.of("people")))
              .isEmpty();
          assertThat(store.entityNames(NORTH, Optional.empty(), Set.of())).isEmpty();
          return "";
        });
  }

  @Test
  void noQueryCrossesTenants() {
    StoredDataflow made = dataflow("Census", "people");
    insert(NORTH, made);
    database.transact(
        () -> {
          assertThat(store.byName(SOUTH, "Census")).isEmpty();
          assertThat(store.byId(SOUTH, made.id())).isEmpty();
          assertThat(store.connection(SOUTH, "Census")).isEmpty();
          assertThat(store.connection(SOUTH, made.id())).isEmpty();
          assertThat(store.lock(SOUTH, made.id())).isEmpty();
          assertThat(store.names(SOUTH, Set.of("census"))).isEmpty();
          assertThat(store.entityNames(SOUTH, Optional.empty(), Set.of("people"))).isEmpty();
          store.delete(SOUTH, made.id());
          assertThat(store.byName(NORTH, "Census")).isPresent();
          assertThat(store.entityNames(NORTH, Optional.empty(), Set.of("people", "census")))
              .isEqualTo(Map.of("people", "Census"));
          return "";
        });
  }
}
