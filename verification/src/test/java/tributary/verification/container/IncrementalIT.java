package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** Refreshes what changed in a bucket, asks where it must, and takes it back. */
class IncrementalIT extends ApiTest {
  private static final String STATE =
      "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from alder.%s t";

  private static FlowDocument incremental(String name, SourceFiles bucket) {
    return FlowDocument.named(name, bucket).with("refresh", "INCREMENTAL");
  }

  private JsonNode runTo(String dataflow, String status) {
    String id = api.post(path(dataflow) + "/runs").body(202).path("id").asText();
    return Patience.until(
        () -> api.get(path(dataflow) + "/runs/" + id).body(200),
        answer -> answer.path("status").asText().matches(status + "|FAILED|SUCCEEDED|CANCELLED"));
  }

  @Test
  void readsOnlyChangedObjectsOfAFolderAndTakesEachRunBack() {
    SourceFiles bucket = Surroundings.bucket("ledger");
    bucket.put("visits/2026-01.csv", "id,room\n1,a\n2,b\n");
    bucket.put("visits/2026-02.csv", "id,room\n3,c\n");
    create(incremental("Visits", bucket).table("visits/", "entityName", "LedgerVisit"));
    assertThat(api.run("Visits").path("rowsRead").asLong()).isEqualTo(3);
    String first = Sql.value(STATE.formatted("ledgervisit"));

    bucket.put("visits/2025-12.csv", "id,room\n9,late\n");
    bucket.put("visits/2026-01.csv", "id,room\n1,a\n4,d\n");
    bucket.remove("visits/2026-02.csv");
    JsonNode second = api.run("Visits");

    assertThat(second.path("rowsRead").asLong()).isEqualTo(3);
    assertThat(second.path("description").asText())
        .isEqualTo("Published 1 table: 3 rows new, 0 changed, 3 gone.");
    assertThat(Sql.rows("select id, room from alder.ledgervisit order by id"))
        .containsExactly("1|a", "4|d", "9|late");
    assertThat(api.run("Visits").path("rowsRead").asLong()).isZero();

    JsonNode preview = api.get(path("Visits") + "/rollback").body(200);
    assertThat(preview.path("entities").path(0).path("rows").path("back").asLong()).isZero();
    api.post(path("Visits") + "/rollback").body(200);
    preview = api.get(path("Visits") + "/rollback").body(200);
    assertThat(preview.path("entities").path(0).path("rows").toString())
        .isEqualTo("{\"back\":3,\"gone\":3,\"changed\":0}");
    api.post(path("Visits") + "/rollback").body(200);
    assertThat(Sql.value(STATE.formatted("ledgervisit"))).isEqualTo(first);
    assertThat(api.run("Visits").path("rowsRead").asLong()).isEqualTo(3);
  }

  @Test
  void mergesByAChosenKeyAndRefusesOneThatIsNotUnique() {
    SourceFiles bucket = Surroundings.bucket("chosen-key");
    bucket.put("people/1.csv", "id,name\n1,Ada\n2,Ben\n");
    create(
        incremental("Keyed", bucket)
            .table("people/", "entityName", "KeyedPerson", "key", List.of("id")));
    api.run("Keyed");
    bucket.put("people/2.csv", "id,name\n2,Benjamin\n3,Cleo\n");
    assertThat(api.run("Keyed").path("description").asText())
        .isEqualTo("Published 1 table: 1 row new, 1 changed, 0 gone.");
    assertThat(Sql.rows("select name from alder.keyedperson order by id"))
        .containsExactly("Ada", "Benjamin", "Cleo");

    bucket.put("people/3.csv", "id,name\n7,Dora\n7,Emil\n");
    JsonNode failed = api.run("Keyed");
    assertThat(failed.path("status").asText()).isEqualTo("FAILED");
    assertThat(failed.path("tables").path(0).path("description").asText())
        .isEqualTo(
            "The rows people/3.csv:2 and people/3.csv:3 have the same key (id). Choose key columns"
                + " that tell all rows apart, or correct the source.");

    Answer unknown =
        api.put(
            path("Keyed"),
            Map.of("tables", List.of(Map.of("table", "people/", "key", List.of("number")))));
    assertThat(unknown.body(422).path("detail").asText())
        .isEqualTo(
            "The key column “number” is not among the columns of “people/”, which are “id”,"
                + " “name”.");
  }

  @Test
  void waitsForConfirmationBeforeAnEntityLosesMostOfItsRows() {
    SourceFiles bucket = Surroundings.bucket("guard");
    bucket.put("beds.csv", many(100));
    create(FlowDocument.named("Guarded", bucket).table("beds.csv", "entityName", "GuardedBed"));
    api.run("Guarded");

    bucket.put("beds.csv", many(10));
    JsonNode waiting = runTo("Guarded", "WAITING");
    String run = path("Guarded") + "/runs/" + waiting.path("id").asText();
    assertThat(waiting.path("status").asText()).isEqualTo("WAITING");
    assertThat(waiting.path("description").asText())
        .contains("It would fall from 100 to 10 rows: 90 % fewer");
    assertThat(Sql.value("select count(*) from alder.guardedbed")).isEqualTo("100");
    assertThat(api.post(path("Guarded") + "/runs").body(409).path("detail").asText())
        .isEqualTo("Run 2 of Guarded waits for a decision. Confirm or discard it first.");
    assertThat(otherTenant.post(run + "/confirm").status()).isEqualTo(404);
    api.post(run + "/discard").body(200);
    assertThat(Sql.value("select count(*) from alder.guardedbed")).isEqualTo("100");
    assertThat(api.post(run + "/confirm").body(409).path("code").asText())
        .isEqualTo("RUN_NOT_WAITING");

    JsonNode again = runTo("Guarded", "WAITING");
    String second = again.path("id").asText();
    api.post(path("Guarded") + "/runs/" + second + "/confirm").body(202);
    assertThat(api.await("Guarded", second).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Sql.value("select count(*) from alder.guardedbed")).isEqualTo("10");

    api.put(path("Guarded"), Map.of("policies", Map.of("guardPercent", 100))).body(200);
    bucket.put("beds.csv", many(1));
    assertThat(api.run("Guarded").path("status").asText()).isEqualTo("SUCCEEDED");
  }

  private static String many(int rows) {
    return "bed\n"
        + IntStream.range(0, rows).mapToObj(String::valueOf).collect(Collectors.joining("\n"))
        + "\n";
  }

  @Test
  void asksBeforeColumnsChange() {
    SourceFiles bucket = Surroundings.bucket("drift");
    bucket.put("staff.csv", "id,name\n1,Ada\n");
    create(
        FlowDocument.named("Asking", bucket)
            .with("policies", Map.of("drift", "ASK"))
            .table("staff.csv", "entityName", "AskedStaff"));
    api.run("Asking");
    bucket.put("staff.csv", "id,wing\n1,north\n");
    JsonNode waiting = runTo("Asking", "WAITING");
    assertThat(waiting.path("tables").path(0).path("columnChanges").findValuesAsText("kind"))
        .containsExactly("VANISHED", "ADDED");
    assertThat(Sql.rows("select name from alder.askedstaff")).containsExactly("Ada");
    String id = waiting.path("id").asText();
    api.post(path("Asking") + "/runs/" + id + "/confirm").body(202);
    assertThat(api.await("Asking", id).path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Sql.rows("select id, name, wing from alder.askedstaff")).containsExactly("1||north");
    assertThat(
            api.get(Api.V1 + "/entities/AskedStaff")
                .body(200)
                .path("columnHistory")
                .findValuesAsText("column"))
        .containsExactlyInAnyOrder("name", "wing");

    api.put(path("Asking"), Map.of("policies", Map.of("drift", "BLOCK"))).body(200);
    bucket.put("staff.csv", "id,wing,floor\n1,north,2\n");
    JsonNode blocked = api.run("Asking");
    assertThat(blocked.path("status").asText()).isEqualTo("FAILED");
    assertThat(blocked.path("description").asText())
        .contains("The columns have changed: new column floor (bigint).");
  }

  @Test
  void failsATableWithMoreRejectsThanAllowed() {
    SourceFiles bucket = Surroundings.bucket("reject-limit");
    bucket.put("notes.csv", "id,text\n1,a\n2,b,c\n3,d\n4,e,f\n");
    create(
        FlowDocument.named("Limited", bucket)
            .with("policies", Map.of("rejectRows", 1))
            .table("notes.csv", "entityName", "LimitedNote"));
    JsonNode failed = api.run("Limited");
    assertThat(failed.path("status").asText()).isEqualTo("FAILED");
    assertThat(failed.path("tables").path(0).path("rowsRejected").asLong()).isEqualTo(2);
    assertThat(failed.path("description").asText())
        .contains("2 of 4 rows were rejected; at most 1 may be.");
    assertThat(
            api.put(path("Limited"), Map.of("policies", Map.of("guardPercent", 120)))
                .body(422)
                .path("detail")
                .asText())
        .isEqualTo("This must be a whole number from 0 to 100; 120 is not.");
  }
}
