package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tributary.verification.container.Member.ALDER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.flow.RefreshKind;
import tributary.flow.TableChoice;
import tributary.landing.Entities;
import tributary.landing.EntityDetail;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.problem.Refusal;
import tributary.run.RejectRow;
import tributary.run.RollbackPreview;
import tributary.run.RunDetail;
import tributary.run.RunKind;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.TableRunRow;
import tributary.spi.ColumnType;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.verification.source.Rule;
import tributary.verification.source.SourceFiles;

/** A dataflow's life: run, run again, fail, cancel, roll back, rename, remove. */
class RunsIT extends InsideTest {

  @Test
  void landsFilesAsTypedRows() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("typed");
    bucket.put(
        "residents.csv",
        """
        resident_id,name,born,weight_kg,fall_risk,admitted_at,ref
        1,"Ólafur, Jón",1934-02-28,71.5,true,2026-03-01T08:30:00Z,0b54f3a2-6a5e-4f2d-9e51-0f6f0a1f7c11
        2,Mary O'Neil,1941-12-31,,false,2026-03-02T09:00:00+02:00,5d0c2f60-94a4-4d8e-8a86-3b9bb8d9f0aa
        """);
    bucket.put("events.jsonl", "{\"id\":1,\"kind\":\"fall\"}\n{\"id\":2,\"kind\":\"visit\"}\n");
    RunDriver driver = create("Typed", bucket, data("residents.csv", "TypedResident"), meta());

    RunDetail run = driver.run(RunStatus.SUCCEEDED);

    assertThat(Sql.columns("alder", "typedresident"))
        .containsExactly(
            "resident_id bigint",
            "name text",
            "born date",
            "weight_kg numeric",
            "fall_risk boolean",
            "admitted_at timestamp with time zone",
            "ref uuid");
    assertThat(
            Sql.rows(
                """
                select name, born, weight_kg, fall_risk, admitted_at at time zone 'UTC', _issues
                from alder.typedresident order by resident_id
                """))
        .containsExactly(
            "Ólafur, Jón|1934-02-28|71.5|t|2026-03-01 08:30:00|",
            "Mary O'Neil|1941-12-31||f|2026-03-02 07:00:00|");
    assertThat(Sql.rows("select id, kind from alder_meta.typedevent order by id"))
        .containsExactly("1|fall", "2|visit");
    assertThat(
            Sql.value(
                "select count(*) from alder.typedresident where _run_id = ? and _loaded_at is not null"
                    + " and _source like '%residents.csv%'",
                run.run().id()))
        .isEqualTo("2");
    assertThat(run.run().rowsRead()).isEqualTo(4);
    assertThat(run.run().rowsWritten()).isEqualTo(4);
    assertThat(run.run().rowsRejected()).isZero();
    assertThat(run.tables())
        .extracting(TableRunRow::purpose)
        .as("metadata is refreshed before data")
        .containsExactly(Purpose.METADATA, Purpose.DATA);
    assertThat(dataflows.dataflow(ALDER.tenantId(), "Typed").status())
        .isEqualTo(DataflowStatus.COMPLETED);
  }

  @Test
  void aFullRefreshReplacesWhatWasThere() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("replaces");
    bucket.put("beds.csv", "bed\n1\n2\n3\n");
    RunDriver driver = create("Replaces", bucket, data("beds.csv", "ReplacedBed"));
    driver.run(RunStatus.SUCCEEDED);

    bucket.put("beds.csv", "bed\n3\n4\n");
    driver.run(RunStatus.SUCCEEDED);

    assertThat(Sql.rows("select bed from alder.replacedbed order by bed"))
        .containsExactly("3", "4");
  }

  @Test
  void aFailedTableLeavesItsEntityAsItWasAndTheOthersPublish() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("partly");
    bucket.put("good.csv", "id\n1\n");
    bucket.put("bad.csv", "id\n1\n");
    RunDriver driver =
        create("Partly", bucket, data("bad.csv", "PartlyBad"), data("good.csv", "PartlyGood"));
    driver.run(RunStatus.SUCCEEDED);

    bucket.put("good.csv", "id\n2\n");
    bucket.impose("bad.csv", Rule.NO_READING);
    RunDetail run = driver.run(RunStatus.PARTLY_SUCCEEDED);

    assertThat(Sql.rows("select id from alder.partlybad")).containsExactly("1");
    assertThat(Sql.rows("select id from alder.partlygood")).containsExactly("2");
    TableRunRow bad = RunDriver.table(run, "PartlyBad");
    assertThat(bad.status()).isEqualTo(RunStatus.FAILED);
    assertThat(bad.description()).contains("may not read bad.csv").contains("s3:GetObject");
    assertThat(RunDriver.table(run, "PartlyGood").status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.run().description()).contains("bad.csv");
    assertThat(dataflows.dataflow(ALDER.tenantId(), "Partly").status())
        .isEqualTo(DataflowStatus.PARTLY_COMPLETED);
  }

  @Test
  void aRunOfWhichNothingCouldBeReadFailsAndLeavesEverythingReadable() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("fails");
    bucket.put("only.csv", "id\n1\n");
    RunDriver driver = create("Fails", bucket, data("only.csv", "FailsOnly"));
    driver.run(RunStatus.SUCCEEDED);

    bucket.impose("only.csv", Rule.VANISHED);
    RunDetail run = driver.run(RunStatus.FAILED);

    assertThat(run.run().description()).contains("only.csv").contains("Run again");
    assertThat(Sql.rows("select id from alder.failsonly")).containsExactly("1");
  }

  @Test
  void cancelLeavesEverythingAsItWas() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("cancels");
    bucket.put("slow.csv", "id\n1\n");
    RunDriver driver = create("Cancels", bucket, data("slow.csv", "CancelsSlow"));
    driver.run(RunStatus.SUCCEEDED);

    bucket.put("slow.csv", "id\n" + "2\n".repeat(200_000));
    bucket.impose("slow.csv", Rule.STALLED);
    UUID run = driver.start();
    runs.cancel(ALDER.tenantId(), ALDER.actor(), "Cancels", run);
    RunDetail cancelled = driver.await(run, RunStatus.CANCELLED);
    bucket.lift("slow.csv");

    assertThat(cancelled.run().description()).containsIgnoringCase("cancel");
    assertThat(Sql.rows("select id from alder.cancelsslow")).containsExactly("1");
    assertThat(dataflows.dataflow(ALDER.tenantId(), "Cancels").status())
        .isEqualTo(DataflowStatus.CANCELLED);
    driver.run(RunStatus.SUCCEEDED);
    assertThat(Sql.value("select count(*) from alder.cancelsslow")).isEqualTo("200000");
  }

  @Test
  void onlyOneRunOfADataflowIsActive() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("once");
    bucket.put("slow.csv", "id\n1\n");
    RunDriver driver = create("Once", bucket, data("slow.csv", "OnceSlow"));
    bucket.impose("slow.csv", Rule.STALLED);
    UUID first = driver.start();

    Refusal second = refusalOf(driver::start);
    Refusal rollback =
        refusalOf(
            () ->
                runs.rollBack(
                    ALDER.tenantId(), ALDER.actor(), "Once", Optional.empty(), RunTrigger.PERSON));
    Refusal removal = refusalOf(() -> dataflows.remove(ALDER.tenantId(), ALDER.actor(), "Once"));
    bucket.lift("slow.csv");
    driver.await(first, RunStatus.SUCCEEDED);

    assertThat(List.of(second, rollback, removal))
        .allSatisfy(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
    assertThat(second.code()).isEqualTo("RUN_ACTIVE");
  }

  @Test
  void rollsBackAndBackAgain() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("rollback");
    RunDriver driver = null;
    for (int version = 1; version <= 3; version++) {
      bucket.put("meals.csv", "meal\n" + version + "\n" + (version == 3 ? "4\n" : ""));
      driver =
          driver == null ? create("RollsBack", bucket, data("meals.csv", "RolledMeal")) : driver;
      driver.run(RunStatus.SUCCEEDED);
    }

    RollbackPreview preview = runs.previewRollback(ALDER.tenantId(), "RollsBack");
    assertThat(preview.refused()).isEmpty();
    assertThat(preview.runNumber()).isEqualTo(3);
    assertThat(preview.entities())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.entityName()).isEqualTo("RolledMeal");
              assertThat(change.rowsNow()).isEqualTo(2);
              assertThat(change.rowsAfter()).isEqualTo(1);
              assertThat(change.emptied()).isFalse();
            });

    RunDetail rollback = driver.rollBack();
    assertThat(rollback.run().kind()).isEqualTo(RunKind.ROLLBACK);
    assertThat(Sql.rows("select meal from alder.rolledmeal")).containsExactly("2");
    driver.rollBack();
    assertThat(Sql.rows("select meal from alder.rolledmeal")).containsExactly("1");

    assertThat(history.runs(ALDER.tenantId(), "RollsBack", 0, 10).items())
        .extracting(run -> run.kind() + " " + run.rolledBack())
        .containsExactly(
            "ROLLBACK false", "ROLLBACK false", "IMPORT true", "IMPORT true", "IMPORT false");
    assertThat(dataflows.dataflow(ALDER.tenantId(), "RollsBack").status())
        .isEqualTo(DataflowStatus.ROLLED_BACK);
    driver.run(RunStatus.SUCCEEDED);
    assertThat(Sql.rows("select meal from alder.rolledmeal order by 1")).containsExactly("3", "4");
  }

  @Test
  void aDataflowThatNeverRanHasNothingToRollBack() {
    SourceFiles bucket = Surroundings.bucket("never-ran");
    bucket.put("a.csv", "id\n1\n");
    create("NeverRan", bucket, data("a.csv", "NeverRan"));

    assertThat(runs.previewRollback(ALDER.tenantId(), "NeverRan").refused()).isPresent();
    Refusal refusal =
        refusalOf(
            () ->
                runs.rollBack(
                    ALDER.tenantId(),
                    ALDER.actor(),
                    "NeverRan",
                    Optional.empty(),
                    RunTrigger.PERSON));
    assertThat(refusal.code()).isEqualTo("NOTHING_TO_ROLL_BACK");
  }

  @Test
  void aRenamedEntityKeepsItsDataAndTheViewsThatReadIt() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("renames");
    bucket.put("wards.csv", "ward\nNorth\n");
    RunDriver driver = create("Renames", bucket, data("wards.csv", "OldWard"));
    driver.run(RunStatus.SUCCEEDED);
    Sql.execute("create view public.ward_report as select ward from alder.oldward");

    change("Renames", bucket, "NewWard");

    assertThat(Sql.rows("select ward from alder.newward")).containsExactly("North");
    assertThat(Sql.rows("select ward from public.ward_report")).containsExactly("North");
    assertThat(Sql.columns("alder", "oldward")).isEmpty();
    bucket.put("wards.csv", "ward\nSouth\n");
    driver.run(RunStatus.SUCCEEDED);
    assertThat(Sql.rows("select ward from public.ward_report")).containsExactly("South");

    Refusal refusal = refusalOf(() -> dataflows.remove(ALDER.tenantId(), ALDER.actor(), "Renames"));
    assertThat(refusal.getMessage()).contains("ward_report");
    Sql.execute("drop view public.ward_report");
  }

  @Test
  void removeTakesTheDataflowItsRunsAndItsEntities() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("removes");
    bucket.put("gone.csv", "id\n1\n");
    RunDriver driver = create("Removes", bucket, data("gone.csv", "RemovedGone"));
    driver.run(RunStatus.SUCCEEDED);

    dataflows.remove(ALDER.tenantId(), ALDER.actor(), "Removes");

    assertThat(refusalOf(() -> dataflows.dataflow(ALDER.tenantId(), "Removes")).kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(refusalOf(() -> entities.entity(ALDER.tenantId(), "RemovedGone")).kind())
        .isEqualTo(Refusal.Kind.NOT_FOUND);
    assertThat(
            Sql.rows(
                "select schemaname, tablename from pg_tables where tablename like '%removedgone%'"))
        .isEmpty();
    assertThat(Sql.columns("alder", "removedgone")).isEmpty();
    create("Removes", bucket, data("gone.csv", "RemovedGone")).run(RunStatus.SUCCEEDED);
  }

  @Test
  void rejectsAreKeptCountedAndGivenOut() throws InterruptedException, IOException {
    SourceFiles bucket = Surroundings.bucket("rejects");
    bucket.put("doses.csv", "dose,mg\n1,10\n2,20\n");
    RunDriver driver =
        create(
            "KeptRejects",
            bucket,
            new TableChoice(
                new TableName("", "doses.csv"),
                true,
                Purpose.DATA,
                "RejectedDose",
                TableOptions.NONE,
                Map.of("mg", ColumnType.WHOLE),
                MisfitPolicy.REJECT_ROW));
    bucket.put("doses.csv", "dose,mg\n1,10\n=2+3,\"twenty, or so\"\n3,30\n");

    RunDetail run = driver.run(RunStatus.SUCCEEDED);

    TableRunRow doses = RunDriver.table(run, "RejectedDose");
    assertThat(doses.rowsRead()).isEqualTo(3);
    assertThat(doses.rowsWritten()).isEqualTo(2);
    assertThat(doses.rowsRejected()).isEqualTo(1);
    RejectRow reject =
        history
            .rejects(
                ALDER.tenantId(), ALDER.actor(), "KeptRejects", run.run().id(), doses.id(), 0, 10)
            .items()
            .get(0);
    assertThat(reject.reason()).contains("mg");
    assertThat(reject.source()).contains("doses.csv").contains("3");
    assertThat(reject.rawRow()).contains("twenty, or so");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    history.writeRejects(
        ALDER.tenantId(), ALDER.actor(), "KeptRejects", run.run().id(), Optional.empty(), file);
    assertThat(file.toString(StandardCharsets.UTF_8))
        .contains("twenty, or so")
        .doesNotContainPattern("(?m)(^|,)\"?[=+@-]");
  }

  @Test
  void anEntityTellsItsColumnsAndItsGenerations() throws InterruptedException {
    SourceFiles bucket = Surroundings.bucket("generations");
    bucket.put("g.csv", "Room No.,select\n12,yes\n");
    RunDriver driver = create("Generations", bucket, data("g.csv", "Generation"));
    driver.run(RunStatus.SUCCEEDED);
    driver.run(RunStatus.SUCCEEDED);

    EntityDetail entity = entities.entity(ALDER.tenantId(), "GENERATION");

    assertThat(entity.columns())
        .extracting(EntityDetail.EntityColumn::sourceName)
        .startsWith("Room No.", "select");
    assertThat(entity.columns())
        .filteredOn(EntityDetail.EntityColumn::system)
        .extracting(EntityDetail.EntityColumn::name)
        .containsExactlyElementsOf(Entities.SYSTEM_COLUMNS);
    assertThat(entity.generations()).hasSize(2);
    assertThat(entity.generations().get(0).current()).isTrue();
    assertThat(entity.entity().rows()).isEqualTo(1);
    assertThat(entities.preview(ALDER.tenantId(), ALDER.actor(), "Generation", 10).rows())
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith("12"));
  }

  private RunDriver create(String name, SourceFiles bucket, TableChoice... tables) {
    dataflows.create(
        ALDER.tenantId(), ALDER.actor(), S3Draft.of(bucket).dataflow(name, List.of(tables)));
    return new RunDriver(runs, history, name);
  }

  private void change(String name, SourceFiles bucket, String entityName) {
    DataflowView view = dataflows.dataflow(ALDER.tenantId(), name);
    ImportTableView table = view.tables().get(0);
    dataflows.change(
        ALDER.tenantId(),
        ALDER.actor(),
        name,
        new DataflowChange(
            "",
            "",
            new Settings(S3Draft.of(bucket).without("secretAccessKey").settings()),
            RefreshKind.FULL,
            Optional.of(List.of(data(table.table().name(), entityName))),
            Optional.empty()));
  }

  private static TableChoice data(String table, String entityName) {
    return choice(table, entityName, Purpose.DATA);
  }

  private static TableChoice meta() {
    return choice("events.jsonl", "TypedEvent", Purpose.METADATA);
  }

  private static TableChoice choice(String table, String entityName, Purpose purpose) {
    return new TableChoice(
        new TableName("", table),
        true,
        purpose,
        entityName,
        TableOptions.NONE,
        Map.of(),
        MisfitPolicy.KEEP_ROW);
  }

  private static Refusal refusalOf(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
