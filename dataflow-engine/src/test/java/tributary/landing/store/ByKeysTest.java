package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Landing;
import tributary.landing.Landing.RowChanges;
import tributary.landing.Policies;
import tributary.pipeline.ChangingSource;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.RowKey;

class ByKeysTest {
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
  void allergiesOfThreeResidents() throws Exception {
    source =
        ChangingSource.ofRows(
            new Column("patient", ColumnType.WHOLE, false),
            new Column("allergy", ColumnType.TEXT, false),
            new Column("name", ColumnType.TEXT, true));
    source.key = List.of("patient", "allergy");
    source.upsert("1", "a", "Nuts").upsert("1", "b", "Milk");
    source.upsert("2", "a", "Eggs").upsert("3", "a", "Soy");
    flow = new RefreshFixture(database, source, 5);
    flow.full();
  }

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void rowsUnderAFirstColumnThatAreNoLongerThereGoAndARollbackBringsThemBack() throws Exception {
    String before = flow.state();
    source.tick().forget("1/a").upsert("1", "b", "Cream").upsert("1", "c", "Fish");
    source.upsert("2", "a", "Not asked for");

    assertThat(flow.byKeys(RowKey.of("1")).changes()).contains(new RowChanges(1, 1, 1, 0));
    assertThat(flow.rows()).containsExactly("1|b|Cream", "1|c|Fish", "2|a|Eggs", "3|a|Soy");

    flow.rollBack();
    assertThat(flow.state()).isEqualTo(before);
  }

  @Test
  void keysOfDifferentLengthsAreAskedForTogether() throws Exception {
    source.tick().forget("1/a").forget("2/a").upsert("3", "b", "Dust");

    assertThat(
            flow.byKeys(RowKey.of("1", "a"), RowKey.of("2"), RowKey.of("3", "b"), RowKey.of("77"))
                .changes())
        .contains(new RowChanges(1, 0, 2, 0));
    assertThat(flow.rows()).containsExactly("1|b|Milk", "3|a|Soy", "3|b|Dust");
  }

  @Test
  void aRowThatCouldNotBeTakenStays() throws Exception {
    source.tick().forget("1/a").upsert("1", "b", "M".repeat(2 << 20)).forget("2/a");

    assertThat(flow.byKeys(RowKey.of("1"), RowKey.of("2")).changes())
        .contains(new RowChanges(0, 0, 2, 0));
    assertThat(flow.rows()).containsExactly("1|b|Milk", "3|a|Soy");

    source.upsert("3", "a", "Soy", "surplus");
    assertThat(flow.byKeys(RowKey.of("1"), RowKey.of("3")))
        .isEqualTo(
            new Landing.Landed(2, Optional.of(new RowChanges(0, 0, 0, 0)), Optional.empty(), true));
  }

  @Test
  void theCursorStaysWhereItWas() throws Exception {
    source.tick().upsert("1", "a", "Peanuts");
    flow.byKeys(RowKey.of("1"));
    source.upsert("3", "a", "Wheat");

    assertThat(flow.incremental().changes()).contains(new RowChanges(0, 1, 0, 0));
    assertThat(flow.rows()).contains("1|a|Peanuts", "3|a|Wheat");
  }

  @Test
  void theKeysAreForgottenWithTheStagedRows() throws Exception {
    flow.byKeys(RowKey.of("1"));

    assertThat(
            database.value(
                "select count(*) from tributary_landing.asked_key k join"
                    + " tributary_landing.generation g on g.id = k.generation_id"
                    + " where g.entity_id = '"
                    + flow.entity
                    + "'"))
        .isEqualTo("0");
  }

  @Test
  void goneRowsAreMarkedWhereTheyAreToBeMarked() throws Exception {
    flow.policies = new Policies(DeletePolicy.MARK, DriftPolicy.APPLY, 100, 100, -1, 0);
    flow.full();
    source.tick().forget("1/a");

    assertThat(flow.byKeys(RowKey.of("1")).changes()).contains(new RowChanges(0, 0, 1, 0));
    assertThat(flow.byKeys(RowKey.of("1")).changes()).contains(new RowChanges(0, 0, 0, 0));
  }

  @Test
  void fewRowsMayFallWithoutAskingAPerson() throws Exception {
    flow.policies = new Policies(DeletePolicy.REMOVE, DriftPolicy.APPLY, 50, 100, -1, 0);
    source.tick().forget("1/a").forget("1/b").forget("2/a");

    assertThat(flow.byKeys(RowKey.of("1"), RowKey.of("2")).changes())
        .contains(new RowChanges(0, 0, 3, 0));
  }

  @Test
  void refusesRowsOfATableThatWasNotReadByAKeyAndSaysWhatHelps() throws Exception {
    flow.tracked = false;
    flow.full();

    assertThatThrownBy(() -> flow.byKeys(RowKey.of("1")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Single rows of residents cannot be brought up to date: Its rows are not found by a"
                + " key yet. Run it in full once.");
    assertThat(flow.landing.mergeable(flow.tenant, flow.dataflow)).isEmpty();
  }
}
