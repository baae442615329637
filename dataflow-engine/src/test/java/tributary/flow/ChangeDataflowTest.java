package tributary.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static tributary.flow.FlowFixture.ANN;
import static tributary.flow.FlowFixture.NORTH;
import static tributary.flow.FlowFixture.SOUTH;
import static tributary.flow.FlowFixture.change;
import static tributary.flow.FlowFixture.choice;
import static tributary.flow.FlowFixture.cleared;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tributary.connection.Settings;
import tributary.landing.EntityName;
import tributary.landing.EntityPlace;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConfigValues;

class ChangeDataflowTest {
  private final FlowFixture fixture = new FlowFixture();
  private final Dataflows dataflows = fixture.dataflows;

  ChangeDataflowTest() throws SQLException {}

  private DataflowView changed(DataflowView view, TableChoice... tables) {
    return dataflows.change(NORTH, ANN, view.name().value(), change(view, tables));
  }

  private Refusal refused(DataflowView view, TableChoice... tables) {
    return catchThrowableOfType(Refusal.class, () -> changed(view, tables));
  }

  private static DataflowChange settingsChange(DataflowView view, Map<String, String> settings) {
    return new DataflowChange(
        "Shown", "", new Settings(settings), view.refresh(), Optional.empty(), Optional.empty());
  }

  @Test
  void aRenamedEntityKeepsItsTableAndTheLandingIsTold() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "old"));
    fixture.clock.advance(Duration.ofHours(1));
    DataflowView after = changed(made, choice("a.csv", "fresh"));
    UUID table = made.tables().get(0).id();
    assertThat(after.tables().get(0).id()).isEqualTo(table);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.updatedAt()).isEqualTo(made.updatedAt().plus(Duration.ofHours(1)));
    assertThat(after.createdAt()).isEqualTo(made.createdAt());
    assertThat(fixture.landed.aligned)
        .containsExactly(List.of(new EntityPlace(table, new EntityName("fresh"), Purpose.DATA)));
    assertThat(fixture.audited).contains("dataflow.change Census");
  }

  @Test
  void twoEntitiesSwapTheirNames() {
    fixture.files.withFile("a.csv").withFile("b.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"), choice("b.csv", "two"));
    DataflowView after = changed(made, choice("a.csv", "two"), choice("b.csv", "one"));
    assertThat(after.tables())
        .extracting(table -> table.fileName(), table -> table.entityName().value())
        .containsExactly(tuple("a.csv", "two"), tuple("b.csv", "one"));
  }

  @Test
  void aClearedTableKeepsItsEntityName() {
    fixture.files.withFile("a.csv").withFile("b.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    DataflowView after = changed(made, cleared("a.csv"), choice("b.csv", "two"));
    assertThat(after.tables())
        .extracting(ImportTableView::selected, table -> table.entityName().value())
        .containsExactly(tuple(false, "one"), tuple(true, "two"));
    Refusal refusal = refused(after, choice("b.csv", "ONE"));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field, FieldProblem::code)
        .containsExactly(tuple("tables[0].entityName", "ENTITY_NAME_TAKEN"));
  }

  @Test
  void keepsASavedTableThatTheSourceNoLongerHas() {
    fixture.files.withFile("a.csv").withFile("b.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"), choice("b.csv", "two"));
    fixture.files.remove("a.csv");
    DataflowView after = changed(made, choice("a.csv", "one"), choice("b.csv", "two"));
    assertThat(after.tables())
        .extracting(ImportTableView::fileName, ImportTableView::selected)
        .containsExactly(tuple("b.csv", true), tuple("a.csv", true));
    assertThat(changed(after, choice("b.csv", "two")).tables())
        .as("what is not listed keeps its choice while the source does not have it")
        .extracting(ImportTableView::fileName, ImportTableView::selected)
        .containsExactly(tuple("b.csv", true), tuple("a.csv", true));
  }

  @Test
  void findsNewTablesOfTheSource() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    fixture.files.withFile("b.csv");
    assertThat(changed(made, choice("a.csv", "one")).tables())
        .extracting(ImportTableView::fileName, ImportTableView::selected)
        .containsExactly(tuple("a.csv", true), tuple("b.csv", false));
  }

  @Test
  void refusesAChangeMadeOnAnOlderVersion() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    changed(made, choice("a.csv", "two"));
    Refusal refusal = refused(made, choice("a.csv", "three"));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(refusal.code()).isEqualTo("CHANGED_MEANWHILE");
    assertThat(dataflows.dataflow(NORTH, "Census").tables().get(0).entityName().value())
        .isEqualTo("two");
  }

  @Test
  void asksNothingOfTheSourceWhenTheTablesStay() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    int before = fixture.files.opened();
    DataflowView after =
        dataflows.change(NORTH, ANN, "census", settingsChange(made, made.settings()));
    assertThat(fixture.files.opened()).isEqualTo(before);
    assertThat(after.displayName()).isEqualTo("Shown");
    assertThat(after.tables()).isEqualTo(made.tables());
  }

  @Test
  void aSecretThatIsLeftOutStays() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    Map<String, String> settings = new HashMap<>(made.settings());
    settings.put("bucket", "other");
    dataflows.change(NORTH, ANN, "Census", settingsChange(made, settings));
    fixture.connections.saved().open(NORTH, made.id()).close();
    ConfigValues opened = fixture.files.lastSettings();
    assertThat(opened.text("bucket")).isEqualTo("other");
    assertThat(new String(opened.secret("secretKey").reveal())).isEqualTo("very-secret");
  }

  @Test
  void aSavedSecretDoesNotFollowToAnotherEndpoint() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    Map<String, String> settings = new HashMap<>(made.settings());
    settings.put("endpoint", "https://elsewhere.example");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> dataflows.change(NORTH, ANN, "Census", settingsChange(made, settings)));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field, FieldProblem::code)
        .containsExactly(tuple("settings.secretKey", "SECRET_NEEDED_AGAIN"));
    settings.put("secretKey", "another-secret");
    assertThat(
            dataflows
                .change(NORTH, ANN, "Census", settingsChange(made, settings))
                .settings()
                .get("endpoint"))
        .isEqualTo("https://elsewhere.example");
  }

  @Test
  void neitherChangesNorGoesWhileARunIsActive() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    note(made, DataflowStatus.QUEUED);
    assertThat(refused(made, choice("a.csv", "two")).code()).isEqualTo("RUN_ACTIVE");
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> dataflows.remove(NORTH, ANN, "Census"));
    assertThat(refusal.code()).isEqualTo("RUN_ACTIVE");
    assertThat(fixture.landed.removed).isEmpty();
  }

  private void note(DataflowView view, DataflowStatus status) {
    fixture.runs.noteRun(
        NORTH,
        view.id(),
        UUID.randomUUID(),
        status,
        "Something happened",
        RefreshKind.FULL,
        Optional.of(fixture.clock.instant()));
  }

  @Test
  void aRunsStateDoesNotSpoilAnEdit() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    note(made, DataflowStatus.COMPLETED);
    DataflowView after = changed(made, choice("a.csv", "two"));
    assertThat(after.status()).isEqualTo(DataflowStatus.COMPLETED);
    assertThat(after.lastRefreshAt()).contains(fixture.clock.instant());
    assertThat(after.lastRefresh()).contains(RefreshKind.FULL);
  }

  @Test
  void removesDataThenRowsAndFreesTheNames() throws SQLException {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    dataflows.remove(NORTH, ANN, "census");
    assertThat(fixture.landed.removed).containsExactly(made.id());
    for (String table : Arrays.asList("dataflow", "dataflow_secret", "import_table")) {
      assertThat(fixture.database.value("select count(*) from tributary." + table)).isEqualTo("0");
    }
    assertThat(fixture.create("Census", choice("a.csv", "one")).version()).isEqualTo(1);
  }

  @Test
  void refusesToRemoveWhatViewsRead() {
    fixture.files.withFile("a.csv");
    fixture.create("Census", choice("a.csv", "one"));
    fixture.landed.dependents = List.of("north.report");
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> dataflows.remove(NORTH, ANN, "Census"));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
    assertThat(refusal.getMessage()).contains("north.report");
    assertThat(fixture.landed.removed).isEmpty();
    assertThat(dataflows.dataflow(NORTH, "Census").name().value()).isEqualTo("Census");
  }

  @Test
  void anotherTenantCanNeitherChangeNorRemove() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census", choice("a.csv", "one"));
    assertThat(
            catchThrowableOfType(
                    Refusal.class, () -> dataflows.change(SOUTH, ANN, "Census", change(made)))
                .kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(
            catchThrowableOfType(Refusal.class, () -> dataflows.remove(SOUTH, ANN, "Census"))
                .kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                fixture.runs.noteRun(
                    SOUTH,
                    made.id(),
                    UUID.randomUUID(),
                    DataflowStatus.FAILED,
                    "",
                    RefreshKind.FULL,
                    Optional.empty()));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(dataflows.dataflow(NORTH, "Census").status()).isEqualTo(DataflowStatus.NEW);
    assertThat(
            catchThrowableOfType(Refusal.class, () -> fixture.runs.lock(SOUTH, made.id())).kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
  }
}
