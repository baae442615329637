package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tributary.landing.store.LandingFixture.columns;
import static tributary.landing.store.LandingFixture.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.EntityDetail;
import tributary.landing.EntityName;
import tributary.landing.EntityPlace;
import tributary.landing.EntityRow;
import tributary.landing.Landing;
import tributary.landing.LandingException;
import tributary.landing.MisfitPolicy;
import tributary.landing.PublishPolicy;
import tributary.landing.Purpose;
import tributary.landing.RunLease;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.tenant.Actor;

class PostgresLandingTest {
  private static final List<Column> ID = columns("id", ColumnType.WHOLE);

  private static TestPostgres database;

  private LandingFixture flow;

  @BeforeAll
  static void open() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void aDataflow() {
    flow = new LandingFixture(database, 3);
  }

  @AfterEach
  void end() {
    flow.close();
  }

  /** Readers never find an entity empty or half refreshed: {@code AB#15076}, {@code SDK#1956}. */
  @Test
  void readersSeeAllTablesOfARunSwitchTogether() throws Exception {
    RunLease lease = flow.lease();
    publishBoth(lease, 0);
    AtomicBoolean published = new AtomicBoolean();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    ExecutorService readers = Executors.newSingleThreadExecutor();
    try {
      Future<?> reading =
          readers.submit(
              () -> {
                while (!published.get()) {
                  seen.addAll(
                      flow.select(
                          "select (select count(*) from $.residents),"
                              + " (select count(*) from $.incidents)"));
                }
              });
      for (int round = 1; round <= 5; round++) {
        publishBoth(flow.lease(), round);
      }
      published.set(true);
      reading.get();
    } finally {
      readers.shutdownNow();
    }
    assertThat(seen).isSubsetOf("10|10", "11|11", "12|12", "13|13", "14|14", "15|15").isNotEmpty();
  }

  private void publishBoth(RunLease lease, int round) throws InterruptedException {
    List<List<String>> rows =
        IntStream.range(0, 10 + round).mapToObj(i -> List.of(String.valueOf(i))).toList();
    LandingFixture.Loaded one = flow.load(lease, flow.place("residents"), ID, rows);
    LandingFixture.Loaded two = flow.load(lease, flow.place("incidents"), ID, rows);
    flow.landing.publish(
        lease,
        flow.tenant,
        flow.dataflow,
        List.of(one.tableRun(), two.tableRun()),
        false,
        PublishPolicy.EACH);
  }

  @Test
  void takesBackRunByRunUntilTheViewIsEmptyAndStaysForThoseWhoReadIt() throws Exception {
    flow.run("residents", ID, rows("1"));
    flow.run("residents", ID, rows("1", "2"));
    flow.run("residents", ID, rows("1", "2", "3"));
    database.execute(
        "create view %1$s.report as select id from %1$s.residents".formatted(flow.tenant));
    for (String rows : List.of("2", "1", "0")) {
      flow.rollBack();
      assertThat(flow.select("select count(*) from $.report")).containsExactly(rows);
    }
    assertThat(flow.landing.undo(flow.tenant, flow.dataflow)).isEmpty();
    flow.run("residents", ID, rows("7", "8"));
    assertThat(flow.select("select id from $.report order by 1")).containsExactly("7", "8");
    assertThat(generationTables()).hasSize(1);
  }

  private List<String> generationTables() {
    return flow.select("select tablename from pg_tables where schemaname = '$_generations'");
  }

  @Test
  void keepsThreeEarlierGenerationsAndSaysWhenTheNextIsGone() throws Exception {
    for (int i = 0; i < 6; i++) {
      flow.run("residents", ID, rows("1"));
    }
    assertThat(generationTables()).hasSize(4);
    flow.rollBack();
    flow.rollBack();
    flow.rollBack();
    Landing.Undo undo = flow.landing.undo(flow.tenant, flow.dataflow).orElseThrow();
    assertThat(undo.possible()).isFalse();
    assertThatThrownBy(flow::rollBack).isInstanceOf(Refusal.class);
    assertThat(flow.select("select count(*) from $.residents")).containsExactly("1");
  }

  @Test
  void aWorkerThatLostItsLeaseCannotWrite() throws Exception {
    RunLease old = flow.lease();
    LandingFixture.Loaded loaded = flow.load(old, flow.place("residents"), ID, rows("1"));
    flow.landing.take(new RunLease(old.run(), 2));
    assertThatThrownBy(() -> flow.publish(loaded))
        .isInstanceOfSatisfying(LandingException.class, PostgresLandingTest::isLeaseLost);
    assertThatThrownBy(() -> loaded.staging().widen(1, Map.of(0, ColumnType.TEXT)))
        .isInstanceOfSatisfying(LandingException.class, PostgresLandingTest::isLeaseLost);
    assertThatThrownBy(() -> flow.landing.take(old))
        .isInstanceOfSatisfying(LandingException.class, PostgresLandingTest::isLeaseLost);
    assertThatThrownBy(() -> flow.load(old, flow.place("incidents"), ID, rows("1")))
        .isInstanceOfSatisfying(LandingException.class, PostgresLandingTest::isLeaseLost);
    flow.landing.fence(old.run());
    assertThatThrownBy(() -> flow.landing.take(new RunLease(old.run(), 3)))
        .isInstanceOf(LandingException.class);
  }

  private static void isLeaseLost(LandingException failure) {
    assertThat(failure.kind()).isEqualTo(LandingException.Kind.LEASE_LOST);
  }

  @Test
  void publishingAgainChangesNothing() throws Exception {
    LandingFixture.Loaded loaded =
        flow.load(flow.lease(), flow.place("residents"), ID, rows("1", "2"));
    Landing.Publication first = flow.publish(loaded);
    Landing.Publication again = flow.publish(loaded);
    assertThat(again.landed())
        .isEqualTo(first.landed())
        .containsValue(new Landing.Landed(2, Optional.empty(), Optional.empty(), false));
    assertThat(flow.select("select count(*) from $.residents")).containsExactly("2");
  }

  @Test
  void aRunThatIsGivenUpLeavesNothing() throws Exception {
    RunLease lease = flow.lease();
    flow.load(lease, flow.place("residents"), ID, rows("1"));
    flow.landing.fence(lease.run());
    flow.landing.discard(lease.run());
    assertThat(generationTables()).isEmpty();
    assertThat(rowsOf("generation_column", "generation_id in (select id from g)")).isZero();
    assertThat(rowsOf("run_lease", "run_id in (select run_id from g)")).isZero();
    assertThatThrownBy(() -> flow.load(lease, flow.place("residents"), ID, rows("1")))
        .isInstanceOfSatisfying(LandingException.class, PostgresLandingTest::isLeaseLost);
  }

  /** Counts rows of the landing's own tables; {@code g} are the generations of the dataflow. */
  private long rowsOf(String table, String condition) {
    return Long.parseLong(
        database.value(
            """
            with g as (
              select g.* from tributary_landing.generation g
                join tributary_landing.entity e on e.id = g.entity_id
              where e.dataflow_id = '%s')
            select count(*) from tributary_landing.%s where %s
            """
                .formatted(flow.dataflow, table, condition)));
  }

  @Test
  void keepsNothingOfGenerationsThatAreDropped() throws Exception {
    for (int run = 0; run < 6; run++) {
      flow.run("residents", ID, rows("1"));
    }
    assertThat(rowsOf("generation", "id in (select id from g)")).isEqualTo(6);
    assertThat(rowsOf("generation_column", "generation_id in (select id from g)")).isEqualTo(4);
    assertThat(rowsOf("run_lease", "run_id in (select run_id from g)")).isEqualTo(6);
    List<String> runs =
        database.rows(
            "select g.run_id from tributary_landing.generation g join tributary_landing.entity e"
                + " on e.id = g.entity_id where e.dataflow_id = '%s'".formatted(flow.dataflow));

    TestLanding.landedEntities(database).remove(flow.tenant, flow.dataflow);

    assertThat(database.rows("select run_id from tributary_landing.run_lease"))
        .doesNotContainAnyElementsOf(runs);
  }

  /**
   * Long names that begin alike stay apart: {@code AB#42845}, {@code AB#45345}, {@code AB#49582}.
   */
  @Test
  void makesUsableNamesThatStayTheSame() throws Exception {
    String longName = "a".repeat(200);
    List<Column> columns = new ArrayList<>();
    for (String name :
        List.of(
            "Resident ID",
            "resident id",
            "",
            "select",
            "1st",
            "_run_id",
            "日本",
            "a\"b;--",
            longName,
            "",
            "Name",
            "name",
            "NAME")) {
      columns.add(new Column(name, ColumnType.TEXT, true));
    }
    List<List<String>> row = List.of(columns.stream().map(c -> "v").toList());
    flow.run("residents", columns, row);
    List<String> names = names();
    assertThat(names)
        .startsWith(
            "resident_id",
            "resident_id_2",
            "column_3",
            "select",
            "_1st",
            "_run_id_2",
            "日本",
            "a_b___")
        .contains("column_10", "name", "name_2", "name_3", "_run_id", "_issues");
    assertThat(names.get(8)).hasSize(63).startsWith("aaaa");
    assertThat(
            flow.select(
                "select col_description('$.residents'::regclass, 1),"
                    + " col_description('$.residents'::regclass, 8)"))
        .containsExactly("Resident ID|a\"b;--");
    flow.run("residents", columns, row);
    assertThat(names()).isEqualTo(names);
  }

  private List<String> names() {
    return flow.select(
        "select attname from pg_attribute where attrelid = '$.residents'::regclass order by attnum");
  }

  @Test
  void holds1590ColumnsAndRefusesMore() throws Exception {
    List<Column> most =
        IntStream.range(0, 1_590)
            .mapToObj(i -> new Column("c" + i, ColumnType.TEXT, true))
            .toList();
    flow.run("wide", most, List.of(most.stream().map(c -> "").toList()));
    assertThat(flow.select("select count(*) from $.wide")).containsExactly("1");
    List<Column> more =
        IntStream.range(0, 1_700)
            .mapToObj(i -> new Column("c" + i, ColumnType.TEXT, true))
            .toList();
    assertThatThrownBy(() -> flow.stage(flow.lease(), UUID.randomUUID(), flow.place("wider"), more))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "wider.csv has 1,700 columns; an entity holds at most 1,590. Split it at its source"
                + " into several with fewer columns.");
  }

  @Test
  void addsNewColumnsAndKeepsVanishedOnesEmpty() throws Exception {
    flow.run("residents", columns("id", ColumnType.WHOLE, "room", ColumnType.TEXT), rows("1,12a"));
    database.execute(
        "create view %1$s.rooms as select room from %1$s.residents".formatted(flow.tenant));
    flow.run("residents", columns("wing", ColumnType.TEXT, "id", ColumnType.WHOLE), rows("N,2"));
    assertThat(flow.select("select id, room, wing from $.residents")).containsExactly("2|∅|N");
    assertThat(flow.select("select * from $.rooms")).containsExactly("∅");
    flow.run("residents", columns("id", ColumnType.WHOLE, "room", ColumnType.TEXT), rows("3,9"));
    assertThat(flow.select("select id, room, wing from $.residents")).containsExactly("3|9|∅");
  }

  @Test
  void aTypeThatChangesWhileViewsReadItLeavesThatTableAsItWas() throws Exception {
    flow.run("residents", ID, rows("1"));
    database.execute(
        "create view %1$s.report as select id from %1$s.residents".formatted(flow.tenant));
    Landing.Publication publication =
        flow.publish(flow.load(flow.lease(), flow.place("residents"), ID, rows("1", "2.5")));
    assertThat(publication.landed()).isEmpty();
    assertThat(publication.refused().values())
        .containsExactly(
            "residents changes its columns (id from bigint to numeric) while these views read it:"
                + " "
                + flow.tenant
                + ".report. Drop them, run the dataflow again, and make them anew.");
    assertThat(flow.select("select * from $.report")).containsExactly("1");
    assertThat(flow.nextUndo().orElseThrow().entities())
        .as("what a rollback would take back after a run that published nothing")
        .hasSize(1);
    database.execute("drop view %s.report".formatted(flow.tenant));
    database.execute("grant select on %s.residents to public".formatted(flow.tenant));
    flow.run("residents", ID, rows("1", "2.5"));
    assertThat(flow.select("select id from $.residents order by 1")).containsExactly("1", "2.5");
    assertThat(
            flow.select(
                "select relacl::text like '%,=r/%' from pg_class where oid = '$.residents'::regclass"))
        .containsExactly("t");
    flow.rollBack();
    assertThat(flow.select("select id, pg_typeof(id) from $.residents"))
        .containsExactly("1|bigint");
  }

  @Test
  void aColumnWidensToTheTypeThatATableDeclaresUnlessAPersonChoosesAnother() throws Exception {
    flow.run("residents", ID, rows("1"));
    flow.run("residents", columns("id", ColumnType.TEXT), rows("2"));
    assertThat(flow.select("select id, pg_typeof(id) from $.residents")).containsExactly("2|text");
    flow.columnTypes = Map.of("id", ColumnType.DECIMAL);
    flow.run("residents", columns("id", ColumnType.TEXT), rows("3"));
    assertThat(flow.select("select id, pg_typeof(id) from $.residents"))
        .containsExactly("3|numeric");
  }

  @Test
  void takesAChosenTypeByEitherNameOfAColumnAndRefusesOneThatMatchesNone() throws Exception {
    List<Column> columns = columns("Room No", ColumnType.WHOLE, "Floor", ColumnType.WHOLE);
    flow.columnTypes = Map.of("room_no", ColumnType.TEXT, "Floor", ColumnType.DECIMAL);
    flow.run("rooms", columns, rows("7,1"));
    assertThat(flow.select("select pg_typeof(room_no), pg_typeof(floor) from $.rooms"))
        .containsExactly("text|numeric");

    flow.run("rooms", columns("Floor", ColumnType.WHOLE), rows("2"));

    flow.columnTypes = Map.of("rom_no", ColumnType.TEXT);
    assertThatThrownBy(() -> flow.load(flow.lease(), flow.place("rooms"), columns, rows("8,1")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "columnTypes gives a type to “rom_no”, but rooms.csv has no such column."
                + " It has: Room No, Floor. Correct the name or leave it out, then run again.");
  }

  @Test
  void widensWhatHasLandedWhenALaterValueNeedsIt() throws Exception {
    flow.misfits = MisfitPolicy.WIDEN;
    List<List<String>> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(List.of(String.valueOf(i), "2024-01-02"));
    }
    many.add(List.of("12.5", "2024-01-02 10:30"));
    many.add(List.of("twelve", "2024-01-03"));
    flow.run("residents", columns("id", ColumnType.WHOLE, "day", ColumnType.DATE), many);
    assertThat(
            flow.select(
                "select count(*), count(distinct id), pg_typeof(min(id)), pg_typeof(min(day)) from $.residents"))
        .containsExactly("502|502|text|timestamp without time zone");
    assertThat(
            flow.select("select id, day from $.residents where id in ('7', 'twelve') order by 1"))
        .containsExactly("7|2024-01-02 00:00:00", "twelve|2024-01-03 00:00:00");
  }

  @Test
  void renamesAndMovesWithTheDataAndItsReaders() throws Exception {
    flow.run("residents", ID, rows("1"));
    flow.run("incidents", ID, rows("2"));
    database.execute(
        "create view %1$s.report as select id from %1$s.residents".formatted(flow.tenant));
    EntityPlace residents = flow.place("residents");
    EntityPlace incidents = flow.place("incidents");
    TestLanding.landedEntities(database)
        .align(
            flow.tenant,
            flow.dataflow,
            List.of(
                new EntityPlace(residents.tableId(), new EntityName("Incidents"), Purpose.DATA),
                new EntityPlace(
                    incidents.tableId(), new EntityName("Residents"), Purpose.METADATA)));
    assertThat(flow.select("select id from $.incidents")).containsExactly("1");
    assertThat(flow.select("select id from $_meta.residents")).containsExactly("2");
    assertThat(flow.select("select id from $.report")).containsExactly("1");
  }

  @Test
  void namesTheReadersAndRemovesEverything() throws Exception {
    flow.run("residents", ID, rows("1"));
    database.execute(
        "create view %1$s.report as select id from %1$s.residents".formatted(flow.tenant));
    var landed = TestLanding.landedEntities(database);
    assertThat(landed.dependents(flow.tenant, flow.dataflow))
        .containsExactly(flow.tenant + ".report");
    assertThatThrownBy(() -> landed.remove(flow.tenant, flow.dataflow)).isInstanceOf(Refusal.class);
    assertThat(flow.select("select id from $.report")).containsExactly("1");
    database.execute("drop view %s.report".formatted(flow.tenant));
    landed.remove(flow.tenant, flow.dataflow);
    assertThat(generationTables()).isEmpty();
    assertThat(TestLanding.entities(database).all(flow.tenant)).isEmpty();
  }

  @Test
  void neverReplacesARelationThatIsNotAnEntity() throws Exception {
    flow.run("residents", ID, rows("1"));
    database.execute("create view %s.notes as select 1 as id".formatted(flow.tenant));
    LandingFixture.Loaded loaded = flow.load(flow.lease(), flow.place("notes"), ID, rows("5"));
    Landing.Publication publication = flow.publish(loaded);
    assertThat(publication.refused().values())
        .singleElement()
        .asString()
        .startsWith("PostgreSQL has a relation " + flow.tenant + ".notes that is not an entity.");
    assertThat(flow.publish(loaded).refused())
        .as("told again to the worker that goes on after a crash")
        .isEqualTo(publication.refused());
    assertThat(flow.select("select id from $.notes")).containsExactly("1");
  }

  @Test
  void showsEntitiesWithColumnsGenerationsAndRows() throws Exception {
    flow.run("Residents", columns("Full Name", ColumnType.TEXT), rows("x".repeat(3_000)));
    flow.run("Residents", columns("Full Name", ColumnType.TEXT), rows("a", "b"));
    var entities = TestLanding.entities(database);
    EntityRow row = entities.all(flow.tenant).get(0);
    assertThat(row.name()).isEqualTo("Residents");
    assertThat(row.relation()).isEqualTo(flow.tenant + ".residents");
    assertThat(row.rows()).isEqualTo(2);
    assertThat(row.columns()).isEqualTo(1);
    assertThat(row.bytes()).isPositive();
    EntityDetail detail = entities.entity(flow.tenant, "RESIDENTS");
    assertThat(detail.columns())
        .extracting(EntityDetail.EntityColumn::name)
        .containsExactly("full_name", "_run_id", "_loaded_at", "_source", "_issues");
    assertThat(detail.generations())
        .extracting(EntityDetail.GenerationRow::current)
        .containsExactly(true, false);
    flow.rollBack();
    Actor anna = new Actor(Actor.Kind.PERSON, "anna");
    assertThat(entities.preview(flow.tenant, anna, "residents", 10).rows().get(0).get(0))
        .hasSize(2_001)
        .endsWith("…");
    assertThatThrownBy(() -> entities.entity(flow.tenant, "nothing"))
        .isInstanceOf(Refusal.class)
        .hasMessage("There is no entity named nothing.");
  }

  @Test
  void aTenantsRoleMayReadItsViewsOnly() throws Exception {
    flow.run("residents", ID, rows("1"));
    assertThat(
            flow.select(
                "select has_table_privilege('tributary_$', '$.residents', 'select'),"
                    + " has_schema_privilege('tributary_$', '$_generations', 'usage')"))
        .containsExactly("t|f");
  }
}
