package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Landing;
import tributary.landing.Landing.RowChanges;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.pipeline.ChangingSource;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.ColumnType;

class IncrementalTest {
  private static final Column ID = new Column("id", ColumnType.WHOLE, true);
  private static final Column NAME = new Column("name", ColumnType.TEXT, true);

  private static final Column AGE = new Column("age", ColumnType.WHOLE, true);

  private static TestPostgres database;

  private RefreshFixture flow;

  @BeforeAll
  static void open() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void end() {
    flow.close();
  }

  private ChangingSource rows() {
    flow = new RefreshFixture(database, ChangingSource.ofRows(ID, NAME), 30);
    return flow.source;
  }

  private ChangingSource objects() {
    flow = new RefreshFixture(database, ChangingSource.ofObjects(ID, NAME), 30);
    return flow.source;
  }

  private static List<List<String>> content(String... rows) {
    return Arrays.stream(rows).map(r -> List.of(r.split(","))).toList();
  }

  private static Policies deletes(DeletePolicy deletes) {
    return new Policies(deletes, DriftPolicy.APPLY, 100, 100, -1, 0);
  }

  private static Landing.Landed landed(long rows, long added, long changed, long gone) {
    return new Landing.Landed(
        rows, Optional.of(new RowChanges(added, changed, gone, 0)), Optional.empty(), false);
  }

  @Test
  void mergesWhatChangedByKey() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben").upsert("3", "Cleo");
    assertThat(flow.incremental().changes()).isEmpty();
    source.tick().upsert("2", "Benjamin").upsert("4", "Dora").delete("1");
    assertThat(flow.incremental()).isEqualTo(landed(3, 1, 1, 1));
    assertThat(flow.rows()).containsExactly("2|Benjamin", "3|Cleo", "4|Dora");
    assertThat(flow.incremental()).isEqualTo(landed(3, 0, 0, 0));
  }

  /**
   * Many rows share the cursor's value at the boundary: {@code AB#14732}, {@code AB#80152}. They
   * are read again, and the merge absorbs the repeats.
   */
  @Test
  void neitherSkipsNorDoublesRowsThatShareTheCursorsValue() throws Exception {
    ChangingSource source = rows().tick();
    for (int i = 0; i < 100; i++) {
      source.upsert(String.valueOf(i), "first");
    }
    flow.incremental();
    for (int i = 50; i < 150; i++) {
      source.upsert(String.valueOf(i), "later in the same instant");
    }
    assertThat(flow.incremental()).isEqualTo(landed(150, 50, 50, 0));
    assertThat(flow.rows()).hasSize(150);
  }

  /**
   * A change that was committed late carries an earlier time: {@code KCJ#172}, {@code KCJ#1015}.
   */
  @Test
  void findsAChangeThatTheSourceRecordedLateWithinTheLookBack() throws Exception {
    ChangingSource source = rows();
    IntStream.range(0, 20).forEach(i -> source.tick());
    source.upsert("1", "Ada");
    flow.incremental();
    source.tick().upsertAt(12, "2", "late");
    assertThat(flow.incremental()).isEqualTo(landed(1, 0, 0, 0));
    flow.lookBack = 10;
    assertThat(flow.incremental()).isEqualTo(landed(2, 1, 0, 0));
  }

  /** Deletes of the source reach the entity: {@code AB#10140}, {@code AB#8830}. */
  @Test
  void marksDeletedRowsWhenThePolicySaysSo() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben");
    flow.policies = deletes(DeletePolicy.MARK);
    flow.incremental();
    String before = flow.state();
    source.tick().delete("1");
    assertThat(flow.incremental().rows()).isEqualTo(2);
    assertThat(flow.rows("select id from $.residents where _deleted_at is not null"))
        .containsExactly("1");
    source.tick().upsert("1", "Ada is back");
    flow.incremental();
    assertThat(flow.rows("select id from $.residents where _deleted_at is null order by 1"))
        .containsExactly("1", "2");
    flow.rollBack();
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void keepsDeletedRowsWhenThePolicySaysSo() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben");
    flow.policies = deletes(DeletePolicy.KEEP);
    flow.incremental();
    source.tick().delete("1");
    assertThat(flow.incremental()).isEqualTo(landed(2, 0, 0, 0));
  }

  /** Deletes that leave no trace: {@code AB#10140}. */
  @Test
  void takesAwayWhatASweepNeitherBringsNorNames() throws Exception {
    ChangingSource source = rows();
    IntStream.range(0, 100).forEach(i -> source.upsert(String.valueOf(i), "first"));
    flow.batchBytes = 500;
    flow.incremental();
    String before = flow.state();

    source.tick().tick().forget("7").forget("8").upsert("9", "changed").upsert("100", "new");
    assertThat(flow.incremental()).isEqualTo(landed(101, 1, 1, 0));
    source.sweeps = true;
    assertThat(flow.incremental()).isEqualTo(landed(99, 0, 0, 2));
    assertThat(flow.rows("select name from $.residents where id in ('6', '7', '8', '9', '100')"))
        .containsExactlyInAnyOrder("first", "changed", "new");
    assertThat(flow.incremental()).isEqualTo(landed(99, 0, 0, 0));

    source.tick().forget("100").upsert("9", "once more").delete("10");
    assertThat(flow.incremental()).isEqualTo(landed(97, 0, 1, 2));
    source.sweeps = false;
    flow.rollBack();
    flow.rollBack();
    flow.rollBack();
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void keepsRowsThatCouldNotBeTakenWhereWhatDoesNotComeIsGone() throws Exception {
    for (List<Column> columns : List.of(List.of(ID, AGE, NAME), List.of(NAME, AGE, ID))) {
      ChangingSource source = ageing(columns);
      boolean keyFirst = columns.get(0).equals(ID);
      String[] large = {"3", "30", "Cleo" + "o".repeat(2 << 20)};
      String[] reversed = {large[2], large[1], large[0]};
      for (int id = 1; id < 6; id++) {
        source.upsert(keyFirst ? id + "" : "N" + id, "1" + id, keyFirst ? "N" + id : id + "");
      }
      flow.incremental();
      String before = flow.state();
      source
          .tick()
          .forget(keyFirst ? "2" : "N2")
          .forget(keyFirst ? "3" : "N3")
          .forget(keyFirst ? "4" : "N4");
      source.upsert(keyFirst ? "2" : "N2", "old", keyFirst ? "N2" : "2");
      source.upsert(keyFirst ? large : reversed);
      assertThat(flow.incremental()).isEqualTo(landed(4, 0, 0, 1));
      assertThat(flow.rows("select id, age, name from $.residents order by id"))
          .containsExactly("1|11|N1", "2|12|N2", "3|13|N3", "5|15|N5");
      flow.rollBack();
      assertThat(flow.state()).isEqualTo(before);
      flow.close();
    }
  }

  @Test
  void takesNothingAwayWhileARejectedRowIsOfUnknownKey() throws Exception {
    ChangingSource source = ageing(List.of(ID, AGE, NAME));
    source.upsert("1", "11", "Ada").upsert("2", "12", "Ben").upsert("3", "13", "Cleo");
    flow.incremental();
    source.tick().upsert("1", "14", "Ada").upsert("2", "12", "Ben", "surplus").forget("3");
    assertThat(flow.incremental())
        .isEqualTo(
            new Landing.Landed(3, Optional.of(new RowChanges(0, 1, 0, 0)), Optional.empty(), true));
    source.tick().upsert("2", "15", "Ben");
    assertThat(flow.incremental()).isEqualTo(landed(2, 0, 1, 1));
  }

  private ChangingSource ageing(List<Column> columns) {
    flow = new RefreshFixture(database, ChangingSource.ofRows(columns.toArray(Column[]::new)), 30);
    flow.misfits = MisfitPolicy.REJECT_ROW;
    flow.source.key = List.of("id");
    flow.source.bringsAll = true;
    return flow.source;
  }

  @Test
  void marksOrKeepsWhatASweepDoesNotNameAsThePolicySays() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben");
    source.sweeps = true;
    flow.policies = deletes(DeletePolicy.MARK);
    flow.incremental();
    source.tick().forget("1");
    flow.incremental();
    assertThat(flow.rows("select id from $.residents where _deleted_at is not null"))
        .containsExactly("1");
    assertThat(flow.incremental().changes().orElseThrow().marked()).isZero();
    flow.policies = deletes(DeletePolicy.KEEP);
    source.tick().forget("2");
    assertThat(flow.incremental().rows()).isEqualTo(2);
  }

  @Test
  void takesTheCursorFromTheEndOfTheStream() throws Exception {
    ChangingSource source = rows().tick().upsert("1", "Ada");
    source.cursorAtEnd = true;
    flow.incremental();
    source.tick().upsert("2", "Ben");
    assertThat(flow.incremental()).isEqualTo(landed(2, 1, 0, 0));
    assertThat(
            database.rows(
                "select cursor_value from tributary_landing.entity where id = '%s'"
                    .formatted(flow.entity)))
        .containsExactly("2");
  }

  @Test
  void theCursorGoesBackWithTheRowsSoThatTheNextRunReadsThemAgain() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada");
    flow.incremental();
    source.tick().upsert("2", "Ben");
    flow.incremental();
    flow.rollBack();
    assertThat(flow.rows()).containsExactly("1|Ada");
    assertThat(flow.incremental()).isEqualTo(landed(2, 1, 0, 0));
  }

  /**
   * An object that is listed late with an earlier time is found, because no time is compared:
   * {@code AB#5365}.
   */
  @Test
  void readsOnlyObjectsThatAreNewOrChangedAndTakesAwayThoseThatAreGone() throws Exception {
    ChangingSource source =
        objects()
            .put("b", "1", content("1,Ada", "2,Ben"))
            .put("c", "1", content("3,Cleo"))
            .put("d", "1", content("4,Dora", "5,Emil"));
    flow.incremental();
    source.opened.set(0);
    source.put("a", "0", content("9,late")).put("b", "2", content("2,Ben", "6,Fay")).remove("d");
    assertThat(flow.incremental()).isEqualTo(landed(4, 3, 0, 4));
    assertThat(source.opened).hasValue(2);
    assertThat(flow.rows()).containsExactly("2|Ben", "3|Cleo", "6|Fay", "9|late");
  }

  /** An object is not landed again: {@code AB#13692}. */
  @Test
  void readsNothingWhenNoObjectChanged() throws Exception {
    ChangingSource source = objects().put("a", "1", content("1,Ada"));
    flow.incremental();
    String before = flow.state();
    source.opened.set(0);
    assertThat(flow.incremental()).isEqualTo(landed(1, 0, 0, 0));
    assertThat(source.opened).hasValue(0);
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void rowsOfARemovedObjectStayWhenThePolicySaysSoAndAreReplacedWhenItReturns() throws Exception {
    ChangingSource source =
        objects().put("a", "1", content("1,Ada")).put("b", "1", content("2,Ben"));
    flow.policies = deletes(DeletePolicy.KEEP);
    flow.incremental();
    source.remove("b");
    assertThat(flow.incremental().rows()).isEqualTo(2);
    source.put("b", "2", content("2,Benjamin"));
    flow.incremental();
    assertThat(flow.rows()).containsExactly("1|Ada", "2|Benjamin");
  }

  @Test
  void marksTheRowsOfARemovedObject() throws Exception {
    ChangingSource source =
        objects().put("a", "1", content("1,Ada")).put("b", "1", content("2,Ben"));
    flow.policies = deletes(DeletePolicy.MARK);
    flow.incremental();
    String before = flow.state();
    source.remove("b");
    flow.incremental();
    assertThat(flow.rows("select name from $.residents where _deleted_at is not null"))
        .containsExactly("Ben");
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void mergesObjectsByKeyWhereOneIsChosen() throws Exception {
    ChangingSource source =
        objects().put("a", "1", content("1,Ada", "2,Ben")).put("b", "1", content("3,Cleo"));
    flow.chosenKey = List.of("id");
    flow.incremental();
    String before = flow.state();
    source.put("a", "2", content("1,Ada", "4,Dora")).put("c", "1", content("3,Cleopatra"));
    assertThat(flow.incremental()).isEqualTo(landed(3, 1, 1, 1));
    assertThat(flow.rows()).containsExactly("1|Ada", "3|Cleopatra", "4|Dora");
    String after = flow.state();
    source.remove("b");
    assertThat(flow.incremental()).isEqualTo(landed(3, 0, 0, 0));
    source.remove("c");
    assertThat(flow.incremental()).isEqualTo(landed(2, 0, 0, 1));
    flow.rollBack();
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(after);
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void saysWhichRowsHaveTheSameChosenKey() throws Exception {
    objects().put("a.csv", "1", content("1,Ada", "2,Ben")).put("b.csv", "1", content("2,Bea"));
    flow.chosenKey = List.of("id");
    assertThatThrownBy(flow::full)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The rows a.csv:2 and b.csv:1 have the same key (id). Choose key columns that tell all"
                + " rows apart, or correct the source.");
  }

  @Test
  void saysWhichRowHasNoKey() throws Exception {
    objects().put("a.csv", "1", content("1,Ada", ",Ben"));
    flow.chosenKey = List.of("id");
    assertThatThrownBy(flow::full)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "The row a.csv:2 has no value in the key column id. Choose other key columns, or"
                + " correct the source.");
  }

  @Test
  void aChosenKeyThatComesTwiceInChangedObjectsLeavesTheEntityAsItWas() throws Exception {
    ChangingSource source = objects().put("a.csv", "1", content("1,Ada"));
    flow.chosenKey = List.of("id");
    flow.incremental();
    String before = flow.state();
    source.put("b.csv", "1", content("2,Ben", "2,Bea"));
    assertThatThrownBy(flow::incremental)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("The rows b.csv:1 and b.csv:2 have the same key (id).");
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void readsEverythingWhenTheKeyIsAnother() throws Exception {
    ChangingSource source = objects().put("a", "1", content("1,Ada")).put("b", "1", content("2,B"));
    flow.incremental();
    flow.chosenKey = List.of("id");
    assertThat(flow.incremental().changes()).isEmpty();
    source.put("a", "2", content("1,Adele"));
    assertThat(flow.incremental()).isEqualTo(landed(2, 0, 1, 0));
  }

  /** Schema changes neither go unnoticed nor force a reset: {@code AB#1401}, {@code AB#3520}. */
  @Test
  void addsAColumnWhileMergingAndTakesItBackWithTheRun() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben");
    flow.incremental();
    String before = flow.state();
    Column wing = new Column("wing", ColumnType.TEXT, true);
    source.columns.add(wing);
    source.tick().upsert("2", "Ben", "North");
    RefreshFixture.Read read = flow.read(true);
    assertThat(flow.landing.columnChanges(List.of(read.tableRun())).get(read.tableRun()))
        .extracting(change -> change.words())
        .containsExactly("new column wing (text)");
    flow.publish(read, false);
    assertThat(flow.rows()).containsExactly("1|Ada|∅", "2|Ben|North");
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
    assertThat(flow.incremental()).isEqualTo(landed(2, 0, 1, 0));
    assertThat(flow.rows()).containsExactly("1|Ada|∅", "2|Ben|North");
  }

  @Test
  void aColumnThatVanishesReadsNullInRowsThatChangeAndMayReturn() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben");
    flow.incremental();
    source.columns.remove(NAME);
    source.tick().upsert("2");
    flow.incremental();
    assertThat(flow.rows("select id, name from $.residents order by 1"))
        .containsExactly("1|Ada", "2|∅");
    source.columns.add(NAME);
    source.tick().upsert("2", "Bea");
    assertThat(flow.incremental()).isEqualTo(landed(2, 0, 1, 0));
    assertThat(flow.rows()).containsExactly("1|Ada", "2|Bea");
  }

  @Test
  void widensAColumnByMergingIntoACopyThatARollbackSwitchesBack() throws Exception {
    ChangingSource source = rows();
    source.columns.add(new Column("room", ColumnType.WHOLE, true));
    source.upsert("1", "Ada", "12").upsert("2", "Ben", "14");
    flow.misfits = MisfitPolicy.WIDEN;
    flow.incremental();
    String before = flow.state();
    source.tick().upsert("2", "Ben", "14b").delete("1").upsert("3", "Cleo", "7");
    assertThat(flow.incremental().rows()).isEqualTo(2);
    assertThat(flow.rows()).containsExactly("2|Ben|14b", "3|Cleo|7");
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
    flow.incremental();
    source.tick().upsert("4", "Dora", "1");
    assertThat(flow.incremental()).isEqualTo(landed(3, 1, 0, 0));
  }

  @Test
  void widensAColumnOfWhichTheTablesSourceDeclaresAnotherType() throws Exception {
    ChangingSource source = rows();
    source.columns.add(new Column("room", ColumnType.WHOLE, true));
    source.upsert("1", "Ada", "12").upsert("2", "Ben", "14");
    flow.misfits = MisfitPolicy.KEEP_ROW;
    flow.incremental();
    String before = flow.state();
    source.columns.set(2, new Column("room", ColumnType.TEXT, true));
    source.tick().upsert("1", "Ada", "12b").upsert("2", "Ben", "14");
    assertThat(flow.full().rows()).isEqualTo(2);
    assertThat(flow.rows("select id, room, _issues from $.residents order by 1"))
        .containsExactly("1|12b|∅", "2|14|∅");
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
    assertThat(flow.incremental().rows()).as("rows that are merged into a copy").isEqualTo(2);
    assertThat(flow.rows("select id, room, _issues from $.residents order by 1"))
        .containsExactly("1|12b|∅", "2|14|∅");
  }

  @Test
  void keepsAColumnsTypeWhereALaterFileOnlyLooksOtherwise() throws Exception {
    ChangingSource source =
        ChangingSource.ofObjects(
            new Column("id", ColumnType.TEXT, true), new Column("room", ColumnType.WHOLE, true));
    flow = new RefreshFixture(database, source, 3);
    source.put("a.csv", "1", List.of(List.of("1", "12")));
    flow.misfits = MisfitPolicy.KEEP_ROW;
    flow.full();
    source.columns.set(1, new Column("room", ColumnType.TEXT, true));
    source.put("a.csv", "2", List.of(List.of("1", "n/a"), List.of("2", "14")));
    flow.full();
    assertThat(flow.rows("select id, room, _issues is not null from $.residents order by 1"))
        .containsExactly("1|∅|t", "2|14|f");
  }

  /** A view of the tenant survives or is named: {@code AB#35386}, {@code AB#2800}. */
  @Test
  void namesTheViewsThatKeepAColumnFromWidening() throws Exception {
    ChangingSource source = rows().upsert("1", "12");
    source.columns.set(1, new Column("name", ColumnType.WHOLE, true));
    flow.misfits = MisfitPolicy.WIDEN;
    flow.incremental();
    database.execute(
        "create view %1$s.report as select name from %1$s.residents".formatted(flow.tenant));
    source.tick().upsert("1", "12b");
    RefreshFixture.Read read = flow.read(true);
    assertThat(flow.publish(read, false).refused().values())
        .singleElement()
        .asString()
        .contains("name from bigint to text")
        .contains(flow.tenant + ".report");
    assertThat(flow.rows("select name from $.report")).containsExactly("12");
  }

  @Test
  void dependentViewsSurviveAMergeThatAddsAColumn() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada");
    flow.incremental();
    database.execute(
        "create view %1$s.report as select name from %1$s.residents".formatted(flow.tenant));
    source.columns.add(new Column("wing", ColumnType.TEXT, true));
    source.tick().upsert("1", "Adele", "N");
    flow.incremental();
    assertThat(flow.rows("select name from $.report")).containsExactly("Adele");
    flow.rollBack();
    assertThat(flow.rows("select name from $.report")).containsExactly("Ada");
  }

  @Test
  void blocksChangedColumnsWhenThePolicySaysSo() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada");
    flow.policies = new Policies(DeletePolicy.REMOVE, DriftPolicy.BLOCK, 50, 100, -1, 0);
    flow.incremental();
    source.columns.add(new Column("wing", ColumnType.TEXT, true));
    assertThatThrownBy(flow::incremental)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("The columns have changed: new column wing (text).");
    assertThatThrownBy(flow::full).isInstanceOf(Refusal.class);
    assertThat(flow.rows("select id, name from $.residents")).containsExactly("1|Ada");
  }

  @Test
  void holdsChangedColumnsUntilAPersonConfirmsWhenThePolicySaysSo() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada");
    flow.policies = new Policies(DeletePolicy.REMOVE, DriftPolicy.ASK, 50, 100, -1, 0);
    flow.incremental();
    String before = flow.state();
    source.columns.add(new Column("wing", ColumnType.TEXT, true));
    source.tick().upsert("2", "Ben", "N");
    RefreshFixture.Read read = flow.read(true);
    Landing.Publication held = flow.publish(read, false);
    assertThat(held.landed()).isEmpty();
    assertThat(held.held())
        .containsEntry(read.tableRun(), "Its columns would change: new column wing (text).");
    assertThat(flow.rows("select id, name from $.residents")).containsExactly("1|Ada");
    assertThat(flow.publish(read, true).landed()).hasSize(1);
    assertThat(flow.rows()).containsExactly("1|Ada|∅", "2|Ben|N");
    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
  }

  /** A source that is suddenly almost empty does not empty the entity: {@code AB#13312}. */
  @Test
  void holdsASuddenFallInRows() throws Exception {
    List<List<String>> many = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> many.add(List.of(String.valueOf(i), "x")));
    ChangingSource source = objects().put("a", "1", many).put("b", "1", content("100,y"));
    flow.full();
    source.remove("a");
    for (boolean incremental : new boolean[] {false, true}) {
      RefreshFixture.Read read = flow.read(incremental);
      assertThat(flow.publish(read, false).held().values())
          .containsExactly(
              "It would fall from 101 to 1 rows: 99 % fewer, and more than 50 % waits for a"
                  + " person.");
      assertThat(flow.rows("select count(*) from $.residents")).containsExactly("101");
      flow.landing.discard(read.lease().run());
    }
    RefreshFixture.Read read = flow.read(true);
    flow.publish(read, true);
    assertThat(flow.rows()).containsExactly("100|y");
  }

  @Test
  void failsATableWithTooManyRejects() throws Exception {
    ChangingSource source =
        objects().put("a", "1", content("1,Ada", "2,Ben,too,many", "3,Cleo", "4,D,x,y"));
    flow.policies = new Policies(DeletePolicy.REMOVE, DriftPolicy.APPLY, 50, 100, 1, 0);
    assertThatThrownBy(flow::full)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "2 of 4 rows were rejected; at most 1 may be. See Rejects for the reasons, correct the"
                + " source or the column types, then run it again.");
    flow.policies = new Policies(DeletePolicy.REMOVE, DriftPolicy.APPLY, 50, 40, -1, 0);
    assertThatThrownBy(flow::full)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("at most 40 % may be");
    source.put("a", "2", content("1,Ada", "2,Ben,too,many", "3,Cleo"));
    flow.full();
    assertThat(flow.rows()).containsExactly("1|Ada", "3|Cleo");
  }

  @Test
  void saysWhatARollbackOfAMergeWouldDo() throws Exception {
    ChangingSource source = rows().upsert("1", "Ada").upsert("2", "Ben");
    flow.incremental();
    source.tick().upsert("2", "Bea").upsert("3", "Cleo").upsert("4", "Dora").delete("1");
    flow.incremental();
    Landing.UndoneEntity undone =
        flow.landing.undo(flow.tenant, flow.dataflow).orElseThrow().entities().get(0);
    assertThat(undone.rowsNow()).isEqualTo(3);
    assertThat(undone.rowsAfter()).isEqualTo(2);
    assertThat(undone.changes()).contains(new RowChanges(2, 1, 1, 0));
  }

  /** State does not grow with every run: {@code DLT#4030}, {@code DLT#2580}. */
  @Test
  void forgetsVersionsOfObjectsThatNoRollbackCanBringBack() throws Exception {
    flow = new RefreshFixture(database, ChangingSource.ofObjects(ID, NAME), 2);
    for (int i = 0; i < 6; i++) {
      flow.source.put("a", "v" + i, content("1,Ada " + i));
      flow.incremental();
    }
    assertThat(
            database.rows(
                "select mark from tributary_landing.object_ledger where entity_id = '%s' order by 1"
                    .formatted(flow.entity)))
        .containsExactly("v3", "v4", "v5");
    flow.rollBack();
    flow.rollBack();
    assertThat(flow.rows()).containsExactly("1|Ada 3");
    flow.source.put("a", "v3", content("1,Ada 3"));
    assertThat(flow.incremental()).isEqualTo(landed(1, 0, 0, 0));
  }

  @Test
  void refusesARollbackWhoseBeforeImagesWereDropped() throws Exception {
    flow = new RefreshFixture(database, ChangingSource.ofRows(ID, NAME), 2);
    ChangingSource source = flow.source.upsert("0", "x");
    flow.incremental();
    for (int i = 1; i <= 4; i++) {
      source.tick().upsert(String.valueOf(i), "x");
      flow.incremental();
    }
    assertThat(flow.tables()).filteredOn(t -> t.contains("_u")).hasSize(2);
    flow.rollBack();
    flow.rollBack();
    assertThat(flow.landing.undo(flow.tenant, flow.dataflow).orElseThrow().possible()).isFalse();
    assertThatThrownBy(flow::rollBack).isInstanceOf(Refusal.class);
    assertThat(flow.rows("select count(*) from $.residents")).containsExactly("3");
  }
}
