package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.TestPostgres;
import tributary.landing.Landing;
import tributary.landing.Landing.RowChanges;
import tributary.pipeline.ChangingSource;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** Runs that read again only the objects of which rows were rejected. */
class OnlyRejectedTest {
  private static final List<String> TOO_LONG = List.of("9", "Zoe", "too", "many");

  private static TestPostgres database;

  private ChangingSource source;
  private RefreshFixture flow;

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void twoObjectsOneOfThemWithARejectedRow() {
    source =
        ChangingSource.ofObjects(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    source.put("a.csv", "1", List.of(List.of("1", "Ada"), TOO_LONG));
    source.put("b.csv", "1", List.of(List.of("2", "Ben")));
    flow = new RefreshFixture(database, source, 5);
  }

  @AfterEach
  void close() {
    flow.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsOfCorrectedObjectsTakeThePlaceOfTheirEarlierOnesAndARollbackTakesThatBack(
      boolean tracked) throws Exception {
    flow.tracked = tracked;
    flow.full();
    assertThat(files()).isEqualTo(1);
    String before = flow.state();
    source.put("a.csv", "2", List.of(List.of("1", "Ada"), List.of("9", "Zoe")));
    source.put("b.csv", "2", List.of(List.of("3", "Cleo")));
    source.put("c.csv", "1", List.of(List.of("4", "Dan")));
    source.opened.set(0);

    assertThat(flow.onlyRejected().changes()).contains(new RowChanges(2, 0, 1, 0));
    assertThat(source.opened).hasValue(1);
    assertThat(flow.rows()).containsExactly("1|Ada", "2|Ben", "9|Zoe");
    assertThat(files()).isZero();

    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
    assertThat(files()).isEqualTo(1);
    flow.onlyRejected();
    assertThat(flow.rows()).containsExactly("1|Ada", "2|Ben", "9|Zoe");
    flow.refresh(tracked);
    assertThat(flow.rows()).containsExactly("1|Ada", "3|Cleo", "4|Dan", "9|Zoe");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectThatIsStillNotRightStaysAmongThemAndAnIncrementalRunFindsWhatChanged(boolean tracked)
      throws Exception {
    flow.tracked = tracked;
    flow.full();
    source.put("a.csv", "2", List.of(List.of("1", "Ada B"), TOO_LONG));
    flow.onlyRejected();
    assertThat(flow.rows()).containsExactly("1|Ada B", "2|Ben");
    assertThat(files()).isEqualTo(1);
    source.put("a.csv", "3", List.of(List.of("1", "Ada C")));
    flow.refresh(tracked);
    assertThat(flow.rows()).containsExactly("1|Ada C", "2|Ben");
    assertThat(files()).isZero();
    flow.rollBack();
    flow.rollBack();
    assertThat(flow.rows()).containsExactly("1|Ada", "2|Ben");
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void aCorrectedObjectWithAKeyThatAnotherObjectHasIsNotPublished() throws Exception {
    flow.tracked = false;
    flow.chosenKey = List.of("id");
    flow.full();
    source.put("a.csv", "2", List.of(List.of("1", "Ada"), List.of("2", "Bo")));
    RefreshFixture.Read read = flow.readOnlyRejected();
    assertThat(flow.publish(read, false).refused().values())
        .containsExactly(
            "The rows b.csv:1 and a.csv:2 have the same key (id). Choose key columns that tell all"
                + " rows apart, or correct the source.");
    assertThat(flow.rows()).containsExactly("1|Ada", "2|Ben");
  }

  @Test
  void anObjectThatIsGoneIsNamed() throws Exception {
    flow.full();
    source.remove("a.csv");
    assertThatThrownBy(flow::onlyRejected)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "a.csv, of which rows were rejected, is not at the source any more. Put it back, or run"
                + " all of it instead.");
  }

  @Test
  void optionsThatChangedNeedAllOfIt() throws Exception {
    flow.full();
    flow.readAs = "other options";
    assertThatThrownBy(flow::onlyRejected)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Its rejected files cannot be run again by themselves: Its options, column types or key"
                + " have changed since. Run all of it instead.");
  }

  @Test
  void aTableWithoutRowsHasNoneToTakeThePlaceOf() {
    assertThatThrownBy(flow::onlyRejected)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Its rejected files cannot be run again by themselves: It has no rows yet. Run all of it"
                + " instead.");
  }

  @Test
  void aSourceWithoutObjectsCannotTellThemApart() throws Exception {
    ChangingSource rows =
        ChangingSource.ofRows(
            new Column("id", ColumnType.WHOLE, true), new Column("name", ColumnType.TEXT, true));
    rows.upsert("1", "Ada");
    rows.upsert("2", "Ben", "too", "many");
    try (RefreshFixture other = new RefreshFixture(database, rows, 5)) {
      other.full();
      assertThat(other.landing.rejected(other.tenant, other.dataflow)).isEmpty();
      assertThatThrownBy(other::onlyRejected)
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "Its rejected files cannot be run again by themselves: Its source does not tell which"
                  + " file a row came from. Run all of it instead.");
    }
  }

  private int files() {
    return flow.landing.rejected(flow.tenant, flow.dataflow).stream()
        .mapToInt(Landing.Rejected::objects)
        .sum();
  }
}
