package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static tributary.plugin.dynamics.LocalDataverse.with;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.ReadKind;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.RowKey;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.RecordingBatchBuilder;

/** What is found, and what comes of it. */
class DynamicsReadTest {
  private static final int ACCOUNTS = 60;
  private static final int CONTACTS = ACCOUNTS * 800 / 1000;
  private static final TableName ACCOUNT = new TableName("", "account");
  private static final TableName CONTACT = new TableName("", "contact");

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(ACCOUNTS);

  private static Controls controls() {
    return DATAVERSE.controls();
  }

  private static Source source(Connector connector) {
    return connector.source().orElseThrow();
  }

  private static Map<String, Integer> places(Source source, TableName table)
      throws InterruptedException {
    List<Column> columns = source.layout(table, TableOptions.NONE).columns();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i).name(), i);
    }
    return places;
  }

  @Test
  void signsInAsTheApplicationAndAsAUser() throws InterruptedException {
    try (Connector application = DATAVERSE.connector()) {
      assertThat(application.check().failure()).isEmpty();
    }
    try (Connector user = DATAVERSE.connector(DATAVERSE.userSettings())) {
      assertThat(user.check().steps())
          .extracting(step -> step.name() + ": " + step.detail())
          .contains("Sign in: The user “importer@larkmere.onmicrosoft.com” is signed in.");
    }
  }

  @Test
  void listsEveryTableByItsMetadata() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      List<TableDescriptor> tables = source(connector).tables();
      assertThat(tables).hasSizeGreaterThanOrEqualTo(27);
      assertThat(tables)
          .extracting(table -> table.name().name())
          .contains("account", "contact", "incident", "appointment", "systemuser", "tr_resident");
      assertThat(tables).extracting(TableDescriptor::fileName).doesNotHaveDuplicates();
      assertThat(tables)
          .filteredOn(
              table -> table.suggestedPurpose() == TableDescriptor.SuggestedPurpose.METADATA)
          .extracting(TableDescriptor::fileName)
          .containsExactly("Relationships", "String Map");
    }
  }

  @Test
  void callsColumnsAsPeopleDo() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Map<String, String> labels =
          source(connector).layout(ACCOUNT, TableOptions.NONE).columns().stream()
              .collect(Collectors.toMap(Column::name, column -> column.label().orElse("(none)")));
      assertThat(labels)
          .containsEntry("statuscode", "Status Reason")
          .containsEntry("statuscode_label", "Status Reason (label)")
          .containsEntry("ownerid", "Owner")
          .containsEntry("ownerid_table", "Owner (table)")
          .containsEntry("createdon", "Created On")
          .doesNotContainValue("(none)");
    }
  }

  @Test
  void mapsEveryTypeExactly() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      TableLayout layout = source(connector).layout(ACCOUNT, TableOptions.NONE);
      Map<String, ColumnType> types =
          layout.columns().stream().collect(Collectors.toMap(Column::name, Column::type));
      assertThat(layout.key()).containsExactly("accountid");
      assertThat(layout.reads()).containsExactlyInAnyOrder(ReadKind.FULL, ReadKind.INCREMENTAL);
      assertThat(layout.reportsDeletes()).isTrue();
      assertThat(layout.columns()).hasSizeGreaterThanOrEqualTo(40);
      assertThat(types)
          .containsEntry("accountid", ColumnType.UUID)
          .containsEntry("revenue", ColumnType.DECIMAL)
          .containsEntry("exchangerate", ColumnType.DECIMAL)
          .containsEntry("numberofemployees", ColumnType.WHOLE)
          .containsEntry("versionnumber", ColumnType.WHOLE)
          .containsEntry("address1_latitude", ColumnType.DOUBLE)
          .containsEntry("creditonhold", ColumnType.BOOLEAN)
          .containsEntry("createdon", ColumnType.TIMESTAMP)
          .containsEntry("tr_foundedon", ColumnType.DATE)
          .containsEntry("tr_inspectionat", ColumnType.LOCAL_TIMESTAMP)
          .containsEntry("primarycontactid", ColumnType.UUID)
          .containsEntry("ownerid_table", ColumnType.TEXT)
          .containsEntry("industrycode", ColumnType.WHOLE)
          .containsEntry("industrycode_label", ColumnType.TEXT)
          .containsEntry("tr_services_label", ColumnType.TEXT)
          .containsEntry("statecode_label", ColumnType.TEXT)
          .doesNotContainKeys(
              "entityimage", "industrycodename", "primarycontactidname", "primarycontactid_table");
    }
  }

  private static Split only(Source source, ReadRequest request) throws InterruptedException {
    List<Split> splits = source.plan(request).splits().next(2);
    assertThat(splits).hasSize(1);
    return splits.get(0);
  }

  @Test
  void asksForTheWantedColumnsAloneOncePerPageAndFollowsLinksAsGiven() throws InterruptedException {
    List<Column> wanted =
        List.of(
            new Column("fullname", ColumnType.TEXT, true),
            new Column("gendercode_label", ColumnType.TEXT, true),
            new Column("parentcustomerid", ColumnType.UUID, true));
    ReadRequest request = new ReadRequest.Full(CONTACT, TableOptions.NONE, wanted);
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      Split split = only(source, request);
      assertThat(split.payload())
          .endsWith("/contacts?$select=contactid,fullname,gendercode,_parentcustomerid_value");
      try (BatchReader reader = source.open(request, split, Optional.empty())) {
        RecordingBatchBuilder first = new RecordingBatchBuilder(wanted, 1);
        ReadStep step = reader.readInto(first);
        assertThat(first.rows()).as("page size").hasSize(7);
        assertThat(((ReadStep.More) step).resumeAt().value())
            .contains("&$skiptoken=%3Ccookie%20pagenumber%3D%222%22%20after%3D%227%22");
        RecordingBatchBuilder rest = new RecordingBatchBuilder(wanted, Integer.MAX_VALUE);
        long asked = DATAVERSE.sandbox().calls();
        assertThat(reader.readInto(rest)).isInstanceOf(ReadStep.Done.class);
        assertThat(rest.rows()).hasSize(CONTACTS - 7);
        assertThat(DATAVERSE.sandbox().calls() - asked).as("pages").isBetween(5L, 6L);
      }
    }
  }

  @Test
  void readsImagesAndFilesWhereThatIsAskedFor() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      TableLayout layout =
          source(connector).layout(ACCOUNT, new TableOptions(Map.of(DynamicsSource.FILES, "true")));
      assertThat(layout.columns())
          .filteredOn(column -> column.name().equals("entityimage"))
          .extracting(Column::type)
          .containsExactly(ColumnType.BYTES);
    }
  }

  @Test
  void readsEveryRowWithLabelsAndTheTablesThatLookupsPointTo() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      FullRead read = FullRead.of(source, CONTACT);
      Map<String, Integer> at = places(source, CONTACT);
      assertThat(read.rows()).hasSize(CONTACTS);
      assertThat(read.rejects()).isEmpty();
      assertThat(read.rows())
          .extracting(row -> row.values().get(at.get("gendercode_label")))
          .contains("Male", "Female");
      assertThat(read.rows())
          .extracting(row -> row.values().get(at.get("parentcustomerid_table")))
          .contains("account", "contact");
    }
  }

  @Test
  void keepsWhatIsOddInMemosAndDates() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      FullRead read = FullRead.of(source, ACCOUNT);
      Map<String, Integer> at = places(source, ACCOUNT);
      assertThat(read.rows().get(3).values().get(at.get("description")).toString())
          .hasSize(4_000)
          .contains("\r\n\tbell \u0007");
      assertThat(read.rows())
          .extracting(row -> String.valueOf(row.values().get(at.get("tr_foundedon"))))
          .contains("1752-09-02");
    }
  }

  @Test
  void tellsChangesAndDeletionsByTheDeltaLink() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      Cursor cursor = FullRead.of(source, ACCOUNT).cursor().orElseThrow();
      assertThat(FullRead.since(source, ACCOUNT, cursor).rows()).isEmpty();

      controls().change("account", 10, 12);
      controls().delete("account", 30, 2);
      controls().create("account", 1);
      FullRead changes = FullRead.since(source, ACCOUNT, cursor);

      assertThat(changes.rows()).hasSize(13);
      assertThat(changes.deletes())
          .extracting(key -> key.values().get(0))
          .containsExactly(key(30), key(31));
      assertThat(FullRead.since(source, ACCOUNT, cursor))
          .as("the same link again, as after a rollback")
          .extracting(FullRead::rows, FullRead::deletes)
          .containsExactly(changes.rows(), changes.deletes());
      assertThat(FullRead.since(source, ACCOUNT, changes.cursor().orElseThrow()).rows()).isEmpty();
    }
  }

  private static String key(int index) {
    return "b9d38a2d-0000-4001-8000-%012x".formatted(index);
  }

  @Test
  void readsByTheTimeOfChangeWhereChangesAreNotTracked() throws InterruptedException {
    TableName users = new TableName("", "systemuser");
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      TableLayout layout = source.layout(users, TableOptions.NONE);
      assertThat(layout.reads()).contains(ReadKind.INCREMENTAL);
      assertThat(layout.reportsDeletes()).isTrue();
      Cursor cursor = FullRead.of(source, users).cursor().orElseThrow();
      controls().change("systemuser", 1, 1);
      assertThat(FullRead.since(source, users, cursor).rows()).hasSize(1);
    }
  }

  @Test
  void looksBackAsFarAsTheHostWants() throws InterruptedException {
    TableName users = new TableName("", "systemuser");
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      Cursor cursor = FullRead.of(source, users).cursor().orElseThrow();
      ReadRequest request =
          new ReadRequest.Incremental(
              users,
              TableOptions.NONE,
              source.layout(users, TableOptions.NONE).columns(),
              cursor,
              Duration.ofMinutes(15));
      assertThat(only(source, request).payload())
          .endsWith(
              "&$filter=modifiedon%20ge%20"
                  + MomentCursor.of(cursor)
                      .at()
                      .minus(Duration.ofMinutes(15))
                      .toString()
                      .replace(":", "%3A"));
    }
  }

  @Test
  void losesNoChangeWhereThisMachinesClockGoesAhead() throws InterruptedException {
    TableName users = new TableName("", "systemuser");
    DATAVERSE.context().settableClock().set(Instant.now().plus(Duration.ofHours(1)));
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      Cursor cursor = FullRead.of(source, users).cursor().orElseThrow();
      controls().change("systemuser", 1, 1);
      assertThat(FullRead.since(source, users, cursor).rows()).hasSize(1);
    }
  }

  @Test
  void namesEveryRowThatIsThereOnceADayWhereChangesAreNotTracked() throws InterruptedException {
    TableName users = new TableName("", "systemuser");
    DATAVERSE.context().settableClock().set(Instant.now());
    try (Connector connector = DATAVERSE.connector(with(DATAVERSE.settings(), "pageSize", "2"))) {
      Source source = source(connector);
      FullRead all = FullRead.of(source, users);
      controls().delete("systemuser", 1, 1);
      FullRead soon = FullRead.since(source, users, all.cursor().orElseThrow());
      assertThat(soon.present()).as("not yet").isEmpty();

      DATAVERSE.context().settableClock().advance(Duration.ofHours(24));
      FullRead later = FullRead.since(source, users, soon.cursor().orElseThrow());
      assertThat(later.present())
          .hasSize(all.rows().size() - 1)
          .doesNotContain(new RowKey(List.of(all.rows().get(1).values().get(0).toString())));
      assertThat(FullRead.since(source, users, later.cursor().orElseThrow()).present()).isEmpty();
    }
  }

  @Test
  void bringsEveryRowAgainWhereNothingTellsWhatChanged() throws InterruptedException {
    TableName users = new TableName("", "systemuser");
    controls().dropColumn("systemuser", "modifiedon");
    controls().dropColumn("systemuser", "versionnumber");
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      TableLayout layout = source.layout(users, TableOptions.NONE);
      assertThat(layout.reads()).contains(ReadKind.INCREMENTAL);
      assertThat(layout.reportsDeletes()).isTrue();
      FullRead all = FullRead.of(source, users);
      controls().delete("systemuser", 1, 1);
      FullRead again = FullRead.since(source, users, all.cursor().orElseThrow());
      assertThat(again.rows()).hasSize(all.rows().size() - 1);
      assertThat(again.cursor()).isPresent();
      assertThat(next(source, users, again.cursor().orElseThrow()))
          .as("what does not come is gone")
          .isInstanceOf(NextCursor.Swept.class);
    }
  }

  private static NextCursor next(Source source, TableName table, Cursor since)
      throws InterruptedException {
    return source
        .plan(
            new ReadRequest.Incremental(
                table,
                TableOptions.NONE,
                source.layout(table, TableOptions.NONE).columns(),
                since,
                Duration.ZERO))
        .next();
  }

  @Test
  void saysOfWhichTablesOnlySomeRowsCanBeRead() throws InterruptedException {
    controls().limitReading("account", false);
    controls().limitReading("contact", true);
    try (Connector connector = DATAVERSE.connector()) {
      assertThat(connector.check().steps().get(3).detail())
          .endsWith(
              "Of these only some rows can be read, because the Read privilege on them is not of"
                  + " the whole organization: Account.");
      assertThat(source(connector).tables()).allMatch(table -> table.unreadable().isEmpty());
    }
  }

  @Test
  void saysInATablesDetailsThatItsChangesAreNotTracked() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Map<String, List<String>> options =
          source(connector).tables().stream()
              .collect(
                  Collectors.toMap(
                      table -> table.name().name(),
                      table -> table.options().stream().map(one -> one.head().key()).toList()));
      assertThat(source(connector).tables())
          .extracting(table -> table.name().name() + " " + table.changes().orElseThrow())
          .contains(
              "account TOLD",
              "systemuser SOUGHT",
              "stringmap READ_AGAIN",
              "relationships READ_AGAIN");
      assertThat(options.get("account")).doesNotContain(DynamicsSource.SWEEP);
      assertThat(options.get("systemuser")).contains(DynamicsSource.SWEEP);
    }
  }

  @Test
  void readsNullWhereAColumnWentAfterItWasChosen() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      TableLayout layout = source.layout(ACCOUNT, TableOptions.NONE);
      controls().dropColumn("account", "fax");
      DATAVERSE.context().settableClock().advance(Duration.ofMinutes(2));
      ReadRequest request = new ReadRequest.Full(ACCOUNT, TableOptions.NONE, layout.columns());
      RecordingBatchBuilder out = new RecordingBatchBuilder(layout.columns(), Integer.MAX_VALUE);
      try (BatchReader reader =
          source.open(request, source.plan(request).splits().next(1).get(0), Optional.empty())) {
        reader.readInto(out);
      }
      int fax = layout.columns().stream().map(Column::name).toList().indexOf("fax");
      assertThat(out.rows()).isNotEmpty().allMatch(row -> row.values().get(fax) == null);
    }
  }

  @Test
  void keepsWithinTheLimitsOfTheService() throws InterruptedException {
    controls().limit(20, Duration.ofMillis(400), 2);
    try (Connector connector =
        DATAVERSE.connector(with(DATAVERSE.settings(), "parallelRequests", "2"))) {
      assertThat(FullRead.of(source(connector), ACCOUNT).rows()).isNotEmpty();
    }
    assertThat(controls().mostAtOnce()).isLessThanOrEqualTo(2);
  }

  @Test
  void waitsWhereItsQuestionsTakeTooLongTogether() throws InterruptedException {
    controls().limit(1_000, Duration.ofMillis(500), 50);
    controls().limitExecution(Duration.ofMillis(25));
    controls().add(Fault.latency("account", 10));
    long refused = controls().refused();
    try (Connector connector = DATAVERSE.connector(with(DATAVERSE.settings(), "pageSize", "6"))) {
      assertThat(FullRead.of(source(connector), ACCOUNT).rows()).isNotEmpty();
    }
    assertThat(controls().refused()).isGreaterThan(refused);
  }

  @Test
  void asksForOneTokenForAllThatAConnectionReads() throws InterruptedException {
    long before = controls().tokensIssued();
    try (Connector connector = DATAVERSE.connector()) {
      for (TableDescriptor table : source(connector).tables().subList(0, 5)) {
        FullRead.of(source(connector), table.name());
      }
    }
    assertThat(controls().tokensIssued()).isEqualTo(before + 1);
  }

  @Test
  void goesOnWithANewTokenWhenOneExpiresDuringTheRun() throws InterruptedException {
    List<Column> wanted = List.of(new Column("fullname", ColumnType.TEXT, true));
    ReadRequest request = new ReadRequest.Full(CONTACT, TableOptions.NONE, wanted);
    try (Connector connector = DATAVERSE.connector()) {
      Source source = source(connector);
      Split split = only(source, request);
      long before = controls().tokensIssued();
      try (BatchReader reader = source.open(request, split, Optional.empty())) {
        RecordingBatchBuilder first = new RecordingBatchBuilder(wanted, 1);
        reader.readInto(first);
        controls().revokeTokens();
        RecordingBatchBuilder rest = new RecordingBatchBuilder(wanted, Integer.MAX_VALUE);
        assertThat(reader.readInto(rest)).isInstanceOf(ReadStep.Done.class);
        assertThat(first.rows().size() + rest.rows().size()).isEqualTo(CONTACTS);
      }
      assertThat(controls().tokensIssued()).isEqualTo(before + 1);
    }
  }

  @Test
  void asksOnceHowATableLooksForItsLayoutAndItsPlan() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector(with(DATAVERSE.settings(), "pageSize", "500"))) {
      Source source = source(connector);
      FullRead.of(source, CONTACT);
      long asked = DATAVERSE.sandbox().calls();
      FullRead.of(source, CONTACT);
      assertThat(DATAVERSE.sandbox().calls() - asked).as("one, and a page").isEqualTo(2);
    }
  }

  @Test
  void listsAThousandTablesAtOnce() throws IOException, InterruptedException {
    try (LocalDataverse wide = LocalDataverse.start(20, 1_000);
        Connector connector = wide.connector()) {
      long asked = wide.sandbox().calls();
      assertThat(source(connector).tables()).hasSizeGreaterThan(1_000);
      assertThat(wide.sandbox().calls() - asked).as("questions").isLessThanOrEqualTo(4);
    }
  }
}
