package tributary.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static tributary.flow.FlowFixture.ANN;
import static tributary.flow.FlowFixture.NORTH;
import static tributary.flow.FlowFixture.SOUTH;
import static tributary.flow.FlowFixture.choice;
import static tributary.flow.FlowFixture.wish;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tributary.connection.Settings;
import tributary.control.FilesConnector;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.ConnectorId;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.ReadKind;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

class CreateDataflowTest {
  private final FlowFixture fixture = new FlowFixture();
  private final Dataflows dataflows = fixture.dataflows;

  CreateDataflowTest() throws SQLException {}

  private Refusal refused(NewDataflow wish) {
    return catchThrowableOfType(Refusal.class, () -> dataflows.create(NORTH, ANN, wish));
  }

  @Test
  void takesEveryReadableTableWhenNoneIsChosen() {
    fixture.files.withFile("residents.csv").withCodeList("levels.csv").withLockedFile("hr.csv");
    DataflowView made = fixture.create("Census");
    assertThat(made.tables())
        .extracting(
            table -> table.table().name(),
            ImportTableView::selected,
            ImportTableView::purpose,
            table -> table.entityName().value())
        .containsExactly(
            tuple("residents.csv", true, Purpose.DATA, "residents"),
            tuple("levels.csv", true, Purpose.METADATA, "levels"),
            tuple("hr.csv", false, Purpose.DATA, "hr"));
    assertThat(made.status()).isEqualTo(DataflowStatus.NEW);
    assertThat(made.displayName()).isEqualTo("Census");
    assertThat(made.version()).isEqualTo(1);
    assertThat(fixture.audited).containsExactly("dataflow.create Census");
  }

  @Test
  void keepsEverythingThatWasChosen() {
    fixture.files.withFile("residents.csv").withFile("visits.csv");
    TableChoice chosen =
        new TableChoice(
            new TableName("", "residents.csv"),
            true,
            Purpose.METADATA,
            "People",
            new TableOptions(Map.of("delimiter", "tab")),
            Map.of("id", ColumnType.TEXT),
            MisfitPolicy.REJECT_ROW);
    dataflows.create(
        NORTH,
        ANN,
        new NewDataflow(
            "Census",
            "  The census ",
            "Nightly",
            FilesConnector.ID,
            FlowFixture.settings(),
            RefreshKind.FULL,
            Optional.of(List.of(chosen))));
    DataflowView found = dataflows.dataflow(NORTH, "cENSUS");
    assertThat(found.displayName()).isEqualTo("The census");
    assertThat(found.description()).isEqualTo("Nightly");
    assertThat(found.settings())
        .isEqualTo(
            Map.of(
                "accessKey", "AKIA", "bucket", "records", "mode", "plain", "pathStyle", "false"));
    assertThat(found.secretsSet()).containsExactly("secretKey");
    ImportTableView people = found.tables().get(0);
    assertThat(people.entityName().value()).isEqualTo("People");
    assertThat(people.purpose()).isEqualTo(Purpose.METADATA);
    assertThat(people.options().values()).isEqualTo(Map.of("delimiter", "tab"));
    assertThat(people.columnTypes()).isEqualTo(Map.of("id", ColumnType.TEXT));
    assertThat(people.misfits()).isEqualTo(MisfitPolicy.REJECT_ROW);
    assertThat(found.tables().get(1).selected()).isFalse();
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    Refusal refusal =
        refused(
            new NewDataflow(
                "2024 census!",
                "x".repeat(201),
                "y".repeat(2001),
                FilesConnector.ID,
                new Settings(Map.of("bucket", "b", "colour", "red")),
                RefreshKind.FULL,
                Optional.of(List.of(choice("a.csv", "1st"), choice("b.csv", "ok")))));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.fields())
        .extracting(FieldProblem::field)
        .containsExactly(
            "name",
            "displayName",
            "description",
            "settings.colour",
            "settings.accessKey",
            "settings.secretKey",
            "tables[0].entityName");
    assertThat(fixture.files.opened()).isZero();
  }

  @Test
  void refusesATypeForAColumnThatTheTableDoesNotHave() {
    fixture.files.withFile("people.csv");
    TableChoice chosen = typed("people.csv", Map.of("id", ColumnType.TEXT, "rom", ColumnType.TEXT));
    assertThat(refused(FlowFixture.wish("Census", chosen)).fields())
        .containsExactly(
            FieldProblem.of(
                "tables",
                "COLUMN_NOT_FOUND",
                "The table “people.csv” has no column “rom” to give a type to. It has: “id”, “raw”."
                    + " Correct the name or leave it out of columnTypes."));
  }

  private static TableChoice typed(String file, Map<String, ColumnType> types) {
    return new TableChoice(
        new TableName("", file),
        true,
        Purpose.DATA,
        "people",
        TableOptions.NONE,
        types,
        MisfitPolicy.KEEP_ROW,
        List.of());
  }

  @Test
  void suggestsAFreeNameForATakenOne() {
    fixture.files.withFile("a.csv");
    fixture.create("Sales");
    FieldProblem problem = dataflows.problemWithName(NORTH, "SALES").orElseThrow();
    assertThat(problem.code()).isEqualTo("NAME_TAKEN");
    assertThat(problem.message()).contains("“Sales”");
    assertThat(problem.suggestion()).isEqualTo("SALES2");
    assertThat(dataflows.problemWithName(SOUTH, "Sales")).isEmpty();
  }

  @Test
  void suggestsAFreeNameForAnInvalidOne() {
    fixture.files.withFile("a.csv");
    fixture.create("census2024");
    FieldProblem problem = dataflows.problemWithName(NORTH, "2024 census!").orElseThrow();
    assertThat(problem.code()).isEqualTo("NAME_INVALID");
    assertThat(problem.message()).contains("“2024 census!”").contains("starts with a letter");
    assertThat(problem.suggestion()).isEqualTo("census2024v2");
  }

  @Test
  void refusesATakenEntityNameWithASuggestionButNotAcrossTenants() {
    fixture.files.withFile("a.csv");
    fixture.create("First", choice("a.csv", "people"));
    Refusal refusal = refused(wish("Second", choice("a.csv", "PEOPLE")));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field, FieldProblem::code, FieldProblem::suggestion)
        .containsExactly(tuple("tables[0].entityName", "ENTITY_NAME_TAKEN", "PEOPLE2"));
    assertThat(dataflows.create(SOUTH, ANN, wish("Second", choice("a.csv", "PEOPLE"))).name())
        .isEqualTo(new DataflowName("Second"));
  }

  @Test
  void refusesTwoTablesWithOneEntityName() {
    fixture.files.withFile("a.csv").withFile("b.csv");
    Refusal refusal = refused(wish("Two", choice("a.csv", "people"), choice("b.csv", "People")));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field)
        .containsExactly("tables[1].entityName");
  }

  @Test
  void derivesFreeEntityNamesBesideOtherDataflows() {
    fixture.files.withFile("residents.csv");
    fixture.create("First");
    assertThat(fixture.create("Second").tables().get(0).entityName().value())
        .isEqualTo("residents2");
  }

  @Test
  void aTableThatWasNeverSelectedHoldsNoName() {
    fixture.files.withFile("a.csv").withFile("b.csv");
    fixture.create("First", choice("a.csv", "a"));
    assertThat(fixture.create("Second", choice("b.csv", "b")).tables().get(1).entityName().value())
        .isEqualTo("b");
  }

  @Test
  void refusesATableThatTheSourceDoesNotHave() {
    fixture.files.withFile("a.csv");
    Refusal refusal = refused(wish("Lost", choice("b.csv", "b")));
    assertThat(refusal.fields().get(0).field()).isEqualTo("tables[0].table");
    assertThat(refusal.getMessage()).contains("“b.csv”").contains("a.csv");
  }

  @Test
  void refusesATableThatCannotBeReadWithItsReason() {
    fixture.files.withLockedFile("hr.csv");
    Refusal refusal = refused(wish("Locked", choice("hr.csv", "hr")));
    assertThat(refusal.code()).isEqualTo("TABLE_UNREADABLE");
    assertThat(refusal.getMessage()).contains("Permission to read it is missing");
  }

  @Test
  void refusesAnOptionThatIsNotOne() {
    fixture.files.withFile("a.csv");
    TableChoice odd =
        new TableChoice(
            new TableName("", "a.csv"),
            true,
            Purpose.DATA,
            "a",
            new TableOptions(Map.of("delimiter", "smiley")),
            Map.of(),
            MisfitPolicy.KEEP_ROW);
    Refusal refusal = refused(wish("Odd", odd));
    assertThat(refusal.fields().get(0).field()).isEqualTo("tables[0].options.delimiter");
    assertThat(refusal.getMessage()).contains("“smiley”").contains("comma, tab");
  }

  /** An incremental run without a key only appends, and doubles rows: {@code ML#2459}. */
  @Test
  void refusesAnIncrementalRefreshWithTheReason() {
    fixture.files.withFile("a.csv");
    NewDataflow wish = incremental("Often", Optional.empty());
    Refusal refusal = refused(wish);
    assertThat(refusal.fields().get(0).field()).isEqualTo("refresh");
    assertThat(refusal.getMessage())
        .isEqualTo(
            "The table “a.csv” cannot be refreshed incrementally: the source can only be asked for"
                + " all of its rows. Choose Full.");
    fixture.files.offer(ReadKind.INCREMENTAL);
    assertThat(refused(wish).getMessage())
        .isEqualTo(
            "The table “a.csv” cannot be refreshed incrementally: it has no key to tell its rows"
                + " apart. Choose its key columns (Table details, Columns), choose Full, or clear"
                + " its selection.");
    fixture.files.offer(ReadKind.LEDGER);
    assertThat(dataflows.create(NORTH, ANN, wish).refresh()).isEqualTo(RefreshKind.INCREMENTAL);
  }

  @Test
  void namesAllTablesAtOnceThatCannotBeRefreshedIncrementally() {
    fixture.files.withFile("a.csv").withFile("b.csv").withFile("c.csv");
    NewDataflow wish =
        incremental(
            "Often",
            Optional.of(List.of(choice("a.csv", "a"), choice("b.csv", "b"), choice("c.csv", "c"))));
    assertThat(refused(wish).getMessage())
        .isEqualTo(
            "The tables “a.csv”, “b.csv” and “c.csv” cannot be refreshed incrementally: the source"
                + " can only be asked for all of their rows. Choose Full.");
    fixture.files.offer(ReadKind.INCREMENTAL);
    assertThat(refused(wish).getMessage())
        .isEqualTo(
            "The tables “a.csv”, “b.csv” and “c.csv” cannot be refreshed incrementally: they have"
                + " no key to tell their rows apart. Choose their key columns (Table details,"
                + " Columns), choose Full, or clear their selection.");
  }

  @Test
  void takesATableOfWhichOnlyAllRowsCanBeHadBesideOthers() {
    fixture.files.withFile("a.csv").withFile("b.csv");
    fixture.files.offer(ReadKind.LEDGER);
    fixture.files.offerOnlyFull("b.csv");
    NewDataflow wish =
        incremental("Often", Optional.of(List.of(choice("a.csv", "a"), choice("b.csv", "b"))));
    assertThat(dataflows.create(NORTH, ANN, wish).refresh()).isEqualTo(RefreshKind.INCREMENTAL);
  }

  @Test
  void takesAKeyThatAPersonChoseWhereItsColumnsAreThere() {
    fixture.files.withFile("a.csv");
    fixture.files.offer(ReadKind.INCREMENTAL);
    assertThat(refused(incremental("Often", Optional.of(List.of(keyed("number"))))).getMessage())
        .isEqualTo(
            "The key column “number” is not among the columns of “a.csv”, which are “id”, “raw”.");
    assertThat(refused(incremental("Often", Optional.of(List.of(keyed("raw"))))).getMessage())
        .contains("holds JSON and cannot be a key");
    DataflowView made =
        dataflows.create(NORTH, ANN, incremental("Often", Optional.of(List.of(keyed("id")))));
    assertThat(made.tables().get(0).key()).containsExactly("id");
  }

  private static TableChoice keyed(String... key) {
    return new TableChoice(
        new TableName("", "a.csv"),
        true,
        Purpose.DATA,
        "a",
        TableOptions.NONE,
        Map.of(),
        MisfitPolicy.KEEP_ROW,
        List.of(key));
  }

  private static NewDataflow incremental(String name, Optional<List<TableChoice>> tables) {
    return new NewDataflow(
        name, "", "", FilesConnector.ID, FlowFixture.settings(), RefreshKind.INCREMENTAL, tables);
  }

  @Test
  void refusesAnUnknownConnectorOnItsField() {
    Refusal refusal =
        refused(
            new NewDataflow(
                "Odd",
                "",
                "",
                new ConnectorId("floppy"),
                FlowFixture.settings(),
                RefreshKind.FULL,
                Optional.empty()));
    assertThat(refusal.fields()).extracting(FieldProblem::field).containsExactly("connector");
  }

  @Test
  void passesOnWhatTheSourceSays() {
    fixture.files.fail(
        ConnectorException.inField(
            "bucket",
            () -> new ErrorCode("BUCKET_NOT_FOUND", ErrorKind.CONFIGURATION),
            "There is no bucket “records”.",
            null));
    Refusal refusal = refused(wish("Lost"));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    assertThat(refusal.fields())
        .containsExactly(
            FieldProblem.of(
                "settings.bucket", "BUCKET_NOT_FOUND", "There is no bucket “records”."));
    assertThat(fixture.files.closed()).isEqualTo(fixture.files.opened());
  }

  @Test
  void tellsWhichDataflowItIsWithoutItsTables() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census");
    assertThat(dataflows.head(NORTH, "CENSUS")).isEqualTo(made.head());
    assertThat(catchThrowableOfType(Refusal.class, () -> dataflows.head(SOUTH, "Census")))
        .hasMessage("There is no dataflow “Census”.");
  }

  @Test
  void anotherTenantSeesNothing() {
    fixture.files.withFile("a.csv");
    DataflowView made = fixture.create("Census");
    assertThat(
            catchThrowableOfType(Refusal.class, () -> dataflows.dataflow(SOUTH, "Census")).kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(
            catchThrowableOfType(Refusal.class, () -> fixture.runs.byId(SOUTH, made.id())).kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(
            catchThrowableOfType(
                    Refusal.class, () -> fixture.connections.saved().open(SOUTH, made.id()))
                .kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(dataflows.page(SOUTH, DataflowQuery.all(0, 20)).total()).isZero();
    assertThat(dataflows.groups(SOUTH, DataflowQuery.all(0, 20), DataflowQuery.GroupBy.TYPE))
        .isEmpty();
  }
}
