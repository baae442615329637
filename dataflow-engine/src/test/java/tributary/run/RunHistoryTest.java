package tributary.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.landing.Purpose;
import tributary.landing.store.TestLanding;
import tributary.problem.Refusal;
import tributary.retention.Retention;
import tributary.run.internal.RunLimits;
import tributary.run.store.NewRun;
import tributary.run.store.RunQueries;
import tributary.run.store.RunStore;
import tributary.tenant.TenantId;

/** Looking at runs of many tables. */
class RunHistoryTest {
  private static final int MANY = 300;

  private static TestPostgres database;
  private static WatchedPool pool;
  private static TestTransactions transactions;
  private static int tenants;

  private TenantId tenant;
  private FakeDataflow flow;
  private RunHistory history;

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
    pool = new WatchedPool(database.pool());
    transactions = new TestTransactions(pool.watched());
  }

  @AfterAll
  static void closeDatabase() {
    transactions.close();
    database.close();
  }

  @BeforeEach
  void aDataflow() {
    tenant = new TenantId("looks" + ++tenants);
    flow = new FakeDataflow(database, tenant);
    history =
        transactions.transactional(
            RunHistory.class,
            new RunHistoryQueries(
                new RunQueries(transactions.entityManager()),
                flow,
                TestLanding.rejects(database),
                TestLanding.landing(database, 3),
                (tenant, actor, action, subject) -> {},
                Retention.DEFAULT));
  }

  /** What queues a run, with a transaction around it. */
  private interface Queue {
    String queue(NewRun run);
  }

  private UUID run(int tables) {
    RunStore store = new RunStore(transactions.entityManager());
    UUID id = UUID.randomUUID();
    transactions
        .transactional(
            Queue.class, run -> store.queue(run, new RunLimits(1_000, 1_000), Optional.empty()))
        .queue(
            new NewRun(
                id,
                tenant,
                flow.id,
                RunKind.IMPORT,
                RefreshKind.FULL,
                RunTrigger.PERSON,
                "anna",
                Instant.EPOCH,
                Optional.empty(),
                "",
                IntStream.range(0, tables).mapToObj(RunHistoryTest::table).toList()));
    return id;
  }

  private static NewRun.Table table(int number) {
    String name = "table%03d".formatted(number);
    return new NewRun.Table(UUID.randomUUID(), name, name, name, Purpose.DATA, false, false);
  }

  private void end(UUID run) {
    database.execute(
        "update tributary.run set status = 'SUCCEEDED' where id = '%s'".formatted(run));
  }

  @Test
  void tellsHowFarARunIsWithoutLookingAtEachOfItsTables() {
    UUID run = run(MANY);
    List<String> statements = pool.during(() -> history.row(tenant, "flow", run));
    assertThat(statements).hasSize(2);
    assertThat(statements.get(0)).contains("FROM tributary.run WHERE");
    assertThat(statements.get(1)).contains("FROM tributary.table_run ").contains("GROUP BY");
    assertThat(pool.during(() -> history.active(tenant, "flow"))).hasSize(2);
    assertThat(history.row(tenant, "flow", run).tables()).isEqualTo(MANY);
    assertThat(flow.looks).as("at the dataflow with its tables").isZero();
  }

  @Test
  void readsARunOfManyTablesWithAsManyQuestionsAsOneOfFew() {
    UUID few = run(2);
    int questions = pool.during(() -> history.run(tenant, "flow", few)).size();
    end(few);
    UUID many = run(MANY);
    assertThat(pool.during(() -> history.run(tenant, "flow", many))).hasSize(questions);
    assertThat(questions).isEqualTo(3);
    assertThat(history.run(tenant, "flow", many).tables()).hasSize(MANY);
    assertThat(flow.looks).as("at the dataflow with its tables").isZero();
  }

  @Test
  void showsTheTablesOfARunPartByPart() {
    UUID run = run(MANY);
    Page<TableRunDetail> last = history.tables(tenant, "flow", run, part(290, 50));
    assertThat(last.total()).isEqualTo(MANY);
    assertThat(last.items())
        .extracting(detail -> detail.table().entityName())
        .startsWith("table290")
        .endsWith("table299")
        .hasSize(10);
  }

  @Test
  void findsTheTablesOfAStatus() {
    UUID run = run(MANY);
    database.execute(
        """
        update tributary.table_run set status = 'FAILED', description = 'No privilege.'
        where run_id = '%s' and table_name in ('table007', 'table200')
        """
            .formatted(run));
    Page<TableRunDetail> failed =
        history.tables(tenant, "flow", run, new TableRunQuery(Set.of(RunStatus.FAILED), 0, 50));
    assertThat(failed.total()).isEqualTo(2);
    assertThat(failed.items())
        .extracting(detail -> detail.table().entityName())
        .containsExactly("table007", "table200");
  }

  @Test
  void findsOneTableAndRefusesThatOfAnotherRun() {
    UUID run = run(3);
    TableRunRow table = history.run(tenant, "flow", run).tables().get(1);
    assertThat(history.table(tenant, "flow", run, table.id())).isEqualTo(table);
    end(run);
    UUID other = run(3);
    assertThatThrownBy(() -> history.table(tenant, "flow", other, table.id()))
        .isInstanceOf(Refusal.class)
        .hasMessage("The run has no such table.");
  }

  @Test
  void anotherTenantsRunIsNotThere() {
    UUID run = run(1);
    TenantId other = new TenantId("another");
    assertThatThrownBy(() -> history.row(other, "flow", run))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Flow has no such run.");
    assertThatThrownBy(() -> history.tables(other, "flow", run, part(0, 50)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Flow has no such run.");
  }

  private static TableRunQuery part(int first, int size) {
    return new TableRunQuery(Set.of(), first, size);
  }
}
