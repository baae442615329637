package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tributary.verification.container.Member.ALDER;
import static tributary.verification.container.Member.BIRCH;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.connection.ConnectionDraft;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowView;
import tributary.flow.RefreshKind;
import tributary.landing.EntityRow;
import tributary.problem.Refusal;
import tributary.run.RunDetail;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.verification.source.SourceFiles;

/** What one tenant has, another neither sees nor touches, whatever it knows of it. */
class TenantWallIT extends InsideTest {
  private static final String DATAFLOW = "AlderOnly";

  private DataflowView view;
  private RunDetail run;

  @BeforeEach
  void aDataflowOfTheFirstTenantThatHasRun() throws InterruptedException {
    boolean there =
        dataflows.page(ALDER.tenantId(), DataflowQuery.all(0, 200)).items().stream()
            .anyMatch(row -> row.name().equals(DATAFLOW));
    if (!there) {
      dataflows.create(
          ALDER.tenantId(), ALDER.actor(), S3Draft.of(bucket("alder-only")).dataflow(DATAFLOW));
    }
    view = dataflows.dataflow(ALDER.tenantId(), DATAFLOW);
    run = new RunDriver(runs, history, DATAFLOW).run(RunStatus.SUCCEEDED);
  }

  @Test
  void listsHaveNothingOfIt() {
    assertThat(dataflows.page(BIRCH.tenantId(), DataflowQuery.all(0, 200)).items())
        .noneMatch(row -> row.name().equals(DATAFLOW));
    assertThat(entities.all(ALDER.tenantId())).extracting(EntityRow::dataflow).contains(DATAFLOW);
    assertThat(entities.all(BIRCH.tenantId()))
        .extracting(EntityRow::dataflow)
        .doesNotContain(DATAFLOW);
  }

  @Test
  void groupsDoNotCountIt() {
    Map<String, Long> before = groups();

    dataflows.create(
        ALDER.tenantId(),
        ALDER.actor(),
        S3Draft.of(bucket("alder-uncounted")).dataflow("AlderUncounted", List.of()));

    assertThat(groups()).isEqualTo(before);
  }

  @Test
  void aDataflowCanNeitherBeReadNorChangedNorRemoved() {
    notFound(() -> dataflows.dataflow(BIRCH.tenantId(), DATAFLOW));
    notFound(() -> dataflows.remove(BIRCH.tenantId(), BIRCH.actor(), DATAFLOW));
    notFound(
        () ->
            dataflows.change(
                BIRCH.tenantId(),
                BIRCH.actor(),
                DATAFLOW,
                new DataflowChange(
                    "",
                    "",
                    new Settings(view.settings()),
                    RefreshKind.FULL,
                    Optional.empty(),
                    Optional.empty())));
    notFound(
        () -> dataflows.problemsWithTables(BIRCH.tenantId(), Optional.of(DATAFLOW), List.of()));
  }

  @Test
  void itsSecretsCannotBeBorrowed() {
    ConnectionDraft borrowing =
        new ConnectionDraft(S3Draft.S3, new Settings(view.settings()), Optional.of(DATAFLOW));
    TableName table = view.tables().get(0).table();

    notFound(() -> connections.problems(BIRCH.tenantId(), borrowing));
    notFound(() -> connections.check(BIRCH.tenantId(), borrowing));
    notFound(() -> connections.options(BIRCH.tenantId(), borrowing, "bucket", ""));
    notFound(() -> connections.tables(BIRCH.tenantId(), borrowing));
    notFound(() -> connections.layout(BIRCH.tenantId(), borrowing, table, TableOptions.NONE));
  }

  @Test
  void itsRunsCanNeitherBeSeenNorStartedNorStopped() {
    UUID id = run.run().id();
    UUID table = run.tables().get(0).id();

    notFound(
        () ->
            runs.start(
                BIRCH.tenantId(), BIRCH.actor(), DATAFLOW, Optional.empty(), RunTrigger.API));
    notFound(() -> runs.cancel(BIRCH.tenantId(), BIRCH.actor(), DATAFLOW, id));
    notFound(() -> runs.previewRollback(BIRCH.tenantId(), DATAFLOW));
    notFound(
        () ->
            runs.rollBack(
                BIRCH.tenantId(), BIRCH.actor(), DATAFLOW, Optional.empty(), RunTrigger.API));
    notFound(() -> runs.awaitEnd(BIRCH.tenantId(), id, Duration.ofSeconds(1)));
    notFound(() -> history.runs(BIRCH.tenantId(), DATAFLOW, 0, 10));
    notFound(() -> history.run(BIRCH.tenantId(), DATAFLOW, id));
    notFound(() -> history.active(BIRCH.tenantId(), DATAFLOW));
    notFound(() -> history.rejects(BIRCH.tenantId(), BIRCH.actor(), DATAFLOW, id, table, 0, 10));
    notFound(
        () ->
            history.writeRejects(
                BIRCH.tenantId(),
                BIRCH.actor(),
                DATAFLOW,
                id,
                Optional.empty(),
                new ByteArrayOutputStream()));
  }

  @Test
  void aRunIsNotFoundUnderADataflowOfOnesOwn() {
    dataflows.create(
        BIRCH.tenantId(),
        BIRCH.actor(),
        S3Draft.of(bucket("birch")).dataflow("BirchOwn" + run.run().number(), List.of()));

    String own = "BirchOwn" + run.run().number();
    notFound(() -> history.run(BIRCH.tenantId(), own, run.run().id()));
    notFound(() -> runs.cancel(BIRCH.tenantId(), BIRCH.actor(), own, run.run().id()));
  }

  @Test
  void itsEntitiesCannotBeLookedAt() {
    String entity = view.tables().get(0).entityName().value();

    assertThat(entities.preview(ALDER.tenantId(), ALDER.actor(), entity, 10).rows()).hasSize(1);
    notFound(() -> entities.entity(BIRCH.tenantId(), entity));
    notFound(() -> entities.preview(BIRCH.tenantId(), BIRCH.actor(), entity, 10));
  }

  private static SourceFiles bucket(String name) {
    SourceFiles bucket = Surroundings.bucket(name);
    bucket.put("room.csv", "id\n1\n");
    return bucket;
  }

  private Map<String, Long> groups() {
    return dataflows.groups(
        BIRCH.tenantId(), DataflowQuery.all(0, 200), DataflowQuery.GroupBy.STATUS);
  }

  private static void notFound(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).isNotNull();
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
  }
}
