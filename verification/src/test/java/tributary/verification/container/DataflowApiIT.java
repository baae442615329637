package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.verification.source.Rule;
import tributary.verification.source.SourceFiles;
import tributary.verification.source.SourceKeys;

/** Every endpoint of the API, used as a script would. */
class DataflowApiIT extends ApiTest {

  @Test
  void connectorsAreListedAndDescribed() {
    JsonNode list = api.get(Api.V1 + "/connectors").body(200);
    assertThat(Answer.each(list.path("items"), "id")).contains("s3");
    assertThat(list.path("problems")).isEmpty();

    JsonNode s3 = api.get(Api.V1 + "/connectors/s3").body(200);

    assertThat(s3.path("displayName").asText()).isEqualTo("Amazon S3");
    JsonNode fields = s3.path("settings").path("fields");
    assertThat(Answer.each(fields, "key"))
        .contains("accessKeyId", "secretAccessKey", "bucket", "folder", "region", "endpoint");
    assertThat(fields)
        .filteredOn(field -> field.path("secret").asBoolean())
        .extracting(field -> field.path("key").asText())
        .containsExactly("secretAccessKey");
    assertThat(api.get(s3.path("icon").asText()).contentType()).isEqualTo("image/svg+xml");
  }

  @Test
  void withoutTablesAllTablesAreSelectedWithSuggestedPurposeAndNames() {
    SourceFiles bucket = Surroundings.bucket("suggests");
    bucket.put("suggested stays.csv", "id\n1\n");
    bucket.put("code-list.csv", "code,label\nA,Alpha\n");
    bucket.put("daily/2026-01-01.csv", "id\n1\n");
    bucket.put("daily/2026-01-02.csv", "id\n2\n");

    JsonNode made = create(FlowDocument.named("Suggests", bucket));

    assertThat(made.path("status").asText()).isEqualTo("NEW");
    assertThat(made.path("displayName").asText()).isEqualTo("Suggests");
    assertThat(made.path("refresh").asText()).isEqualTo("FULL");
    assertThat(made.path("tables")).hasSize(3);
    assertThat(made.path("tables"))
        .allSatisfy(
            table -> {
              assertThat(table.path("selected").asBoolean()).isTrue();
              assertThat(table.path("entityName").asText()).matches("[A-Za-z][A-Za-z0-9_]*");
              assertThat(table.path("purpose").asText()).isIn("DATA", "METADATA");
            });
    assertThat(api.get(path("suggests")).body(200).path("name").asText()).isEqualTo("Suggests");
  }

  @Test
  void aDataflowNeverTellsItsSecret() {
    SourceFiles bucket = Surroundings.bucket("untold");
    bucket.put("a.csv", "id\n1\n");
    create(FlowDocument.named("Untold", bucket).table("a.csv", "entityName", "UntoldA"));

    for (String path : new String[] {path("Untold"), Api.V1 + "/dataflows", Api.V1 + "/export"}) {
      Answer answer = api.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).doesNotContain(SourceKeys.SECRET_KEY);
    }
    assertThat(api.get(path("Untold")).body(200).path("secretsSet").path(0).asText())
        .isEqualTo("secretAccessKey");
  }

  @Test
  void theListIsFilteredSortedAndPaged() {
    SourceFiles bucket = Surroundings.bucket("listed");
    bucket.put("listed.csv", "id\n1\n");
    for (String name : new String[] {"ListedB", "ListedA", "ListedC"}) {
      create(FlowDocument.named(name, bucket).with("tables", List.of()));
    }

    JsonNode page = api.get(Api.V1 + "/dataflows?filter=listed&sort=-name&page=2&size=2").body(200);

    assertThat(page.path("total").asInt()).isEqualTo(3);
    assertThat(Answer.each(page.path("items"), "name")).containsExactly("ListedA");
    assertThat(
            Answer.each(
                api.get(Api.V1 + "/dataflows?filter=listed&sort=name").body(200).path("items"),
                "name"))
        .containsExactly("ListedA", "ListedB", "ListedC");
  }

  @Test
  void anAnswerCanBeSentBackChanged() {
    SourceFiles bucket = Surroundings.bucket("sent-back");
    bucket.put("a.csv", "id\n1\n");
    create(FlowDocument.named("SentBack", bucket).table("a.csv", "entityName", "SentBackA"));
    ObjectNode document = (ObjectNode) api.get(path("SentBack")).body(200);

    document.put("description", "What the night shift reads");
    JsonNode changed = api.put(path("SentBack"), document).body(200);

    assertThat(changed.path("description").asText()).isEqualTo("What the night shift reads");
    assertThat(changed.path("version").asLong()).isGreaterThan(document.path("version").asLong());
    assertThat(api.put(path("SentBack"), document).problem(409).path("detail").asText())
        .isNotBlank();
  }

  @Test
  void aColumnsTypeCanBeChosenAfterwards() {
    SourceFiles bucket = Surroundings.bucket("typed-later");
    bucket.put("a.csv", "id,room\n1,7\n");
    create(FlowDocument.named("TypedLater", bucket).table("a.csv", "entityName", "TypedLater"));
    ObjectNode document = (ObjectNode) api.get(path("TypedLater")).body(200);

    ((ObjectNode) document.path("tables").path(0)).putObject("columnTypes").put("room", "TEXT");
    api.put(path("TypedLater"), document).body(200);

    assertThat(
            api.get(path("TypedLater"))
                .body(200)
                .path("tables")
                .path(0)
                .path("columnTypes")
                .path("room")
                .asText())
        .isEqualTo("TEXT");
    assertThat(api.run("TypedLater").path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Sql.columns("alder", "typedlater")).contains("room text");
  }

  @Test
  void aRenameThatAnotherRelationIsInTheWayOfChangesNothing() {
    SourceFiles bucket = Surroundings.bucket("in-the-way");
    bucket.put("a.csv", "id\n1\n");
    create(FlowDocument.named("InTheWay", bucket).table("a.csv", "entityName", "FormerName"));
    api.run("InTheWay");
    Sql.execute("create view alder.stranger as select 1 as one");
    ObjectNode document = (ObjectNode) api.get(path("InTheWay")).body(200);
    ObjectNode wish = document.deepCopy();
    ((ObjectNode) wish.path("tables").path(0)).put("entityName", "Stranger");

    assertThat(api.put(path("InTheWay"), wish).problem(409).path("code").asText())
        .isEqualTo("RELATION_TAKEN");

    assertThat(api.get(path("InTheWay")).body(200)).isEqualTo(document);
    assertThat(api.run("InTheWay").path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Sql.rows("select id from alder.formername")).containsExactly("1");
    Sql.execute("drop view alder.stranger");
  }

  @Test
  void aNameAndAConnectorNeverChange() {
    SourceFiles bucket = Surroundings.bucket("fixed");
    bucket.put("fixed.csv", "id\n1\n");
    create(FlowDocument.named("FixedName", bucket).with("tables", List.of()));

    assertThat(
            api.put(path("FixedName"), Map.of("name", "Other"))
                .problem(422)
                .path("fields")
                .path(0)
                .path("field")
                .asText())
        .isEqualTo("name");
    assertThat(
            api.put(path("FixedName"), Map.of("connector", "pcc"))
                .problem(422)
                .path("fields")
                .path(0)
                .path("field")
                .asText())
        .isEqualTo("connector");
  }

  @Test
  void aCheckSaysOkAndTheTablesAreDiscovered() {
    SourceFiles bucket = Surroundings.bucket("checked");
    bucket.put("vitals.csv", "id,pulse\n1,72\n");
    create(FlowDocument.named("Checked", bucket).table("vitals.csv", "entityName", "CheckedVital"));

    assertThat(api.post(path("Checked") + "/check").body(200).path("ok").asBoolean()).isTrue();

    JsonNode tables = api.get(path("Checked") + "/tables").body(200).path("items");
    assertThat(Answer.each(tables, "table")).containsExactly("vitals.csv");
    assertThat(tables.path(0).path("options")).isNotEmpty();
    JsonNode layout = api.get(path("Checked") + "/tables?table=vitals.csv").body(200);
    assertThat(Answer.each(layout.path("columns"), "name")).containsExactly("id", "pulse");
    assertThat(Answer.each(layout.path("columns"), "type")).containsExactly("WHOLE", "WHOLE");
  }

  @Test
  void aRunIsStartedWatchedAndRolledBack() {
    SourceFiles bucket = Surroundings.bucket("api-run");
    bucket.put("visits.csv", "id,note\n1,first\n2,second\n");
    create(FlowDocument.named("ApiRun", bucket).table("visits.csv", "entityName", "ApiVisit"));

    JsonNode run = api.run("ApiRun");

    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("trigger").asText()).isEqualTo("API");
    assertThat(run.path("refresh").asText()).isEqualTo("FULL");
    assertThat(run.path("startedAt").asText()).isNotBlank();
    assertThat(run.path("endedAt").asText()).isNotBlank();
    assertThat(run.path("description").asText()).isNotBlank();
    JsonNode table = run.path("tables").path(0);
    assertThat(table.path("table").asText()).isEqualTo("visits.csv");
    assertThat(table.path("entityName").asText()).isEqualTo("ApiVisit");
    assertThat(table.path("rowsRead").asLong()).isEqualTo(2);
    assertThat(table.path("rowsWritten").asLong()).isEqualTo(2);
    assertThat(table.path("rowsRejected").asLong()).isZero();
    assertThat(table.path("bytes").asLong()).isPositive();

    bucket.put("visits.csv", "id,note\n3,third\n");
    String second = api.run("ApiRun").path("id").asText();
    String runs = path("ApiRun") + "/runs";
    assertThat(api.get(runs + "?trigger=api&status=succeeded").body(200).path("total").asInt())
        .isEqualTo(api.get(runs + "?trigger=api,webhook").body(200).path("total").asInt())
        .isPositive();
    assertThat(api.get(runs + "?trigger=WEBHOOK").body(200).path("total").asInt()).isZero();
    assertThat(api.get(runs + "?trigger=moon").problem(422).path("detail").asText())
        .isEqualTo(
            "moon is not a value of trigger. Use one of: PERSON, API, SCHEDULE, WEBHOOK, RETRY.");
    assertThat(Answer.each(api.get(path("ApiRun") + "/runs").body(200).path("items"), "id"))
        .startsWith(second)
        .hasSize(2);

    assertThat(api.get(runs + "?tables=false").body(200).path("items").path(0).path("tables"))
        .isInstanceOf(NullNode.class);
    JsonNode polled = api.get(runs + "/" + second + "?tables=false").body(200);
    assertThat(polled.path("tablesDone").asInt()).isEqualTo(1);
    assertThat(polled.path("tables")).isInstanceOf(NullNode.class);
    assertThat(api.get(runs + "/" + second + "?tables=few").problem(422).path("detail").asText())
        .isEqualTo("few is not a value of tables. Use one of: true, false.");
    JsonNode tables = api.get(runs + "/" + second + "/tables?status=succeeded&size=10").body(200);
    assertThat(tables.path("total").asInt()).isEqualTo(1);
    assertThat(tables.path("items").path(0))
        .isEqualTo(api.get(runs + "/" + second).body(200).path("tables").path(0));
    assertThat(api.get(runs + "/" + second + "/tables?status=FAILED").body(200).path("items"))
        .isEmpty();

    JsonNode rollback = api.post(path("ApiRun") + "/rollback").body(200);
    assertThat(rollback.path("rolledBackRun").asText()).isEqualTo(second);
    JsonNode rows = api.get(Api.V1 + "/entities/ApiVisit/rows?limit=1").body(200);
    assertThat(rows.path("rows")).hasSize(1);
    assertThat(rows.path("rows").path(0).path("note").asText()).isIn("first", "second");
    assertThat(
            Sql.value(
                "select count(*) from tributary.audit_entry where action = 'entity.preview'"
                    + " and subject ilike '%ApiVisit%'"))
        .isNotEqualTo("0");
  }

  @Test
  void aSecondRunIsRefusedWhileOneIsActiveAndTheFirstCanBeCancelled() {
    SourceFiles bucket = Surroundings.bucket("api-cancel");
    bucket.put("slow.csv", "id\n1\n");
    create(FlowDocument.named("ApiCancel", bucket).table("slow.csv", "entityName", "ApiSlow"));
    bucket.impose("slow.csv", Rule.STALLED);
    String run =
        api.post(path("ApiCancel") + "/runs", Map.of("refresh", "FULL"))
            .body(202)
            .path("id")
            .asText();

    JsonNode second = api.post(path("ApiCancel") + "/runs").problem(409);
    assertThat(second.path("code").asText()).isEqualTo("RUN_ACTIVE");
    api.post(path("ApiCancel") + "/rollback").problem(409);
    api.delete(path("ApiCancel")).problem(409);

    api.post(path("ApiCancel") + "/runs/" + run + "/cancel").body(202);
    assertThat(api.await("ApiCancel", run).path("status").asText()).isEqualTo("CANCELLED");
    bucket.lift("slow.csv");
    api.post(path("ApiCancel") + "/runs/" + run + "/cancel").problem(409);
  }

  @Test
  void entitiesAreListedWithTheirColumns() {
    SourceFiles bucket = Surroundings.bucket("api-entities");
    bucket.put("e.csv", "Fall Risk,id\nhigh,1\n");
    create(
        FlowDocument.named("ApiEntities", bucket)
            .table("e.csv", "entityName", "ApiEntity", "purpose", "METADATA"));
    api.run("ApiEntities");

    JsonNode list = api.get(Api.V1 + "/entities").body(200).path("items");
    assertThat(Answer.each(list, "name")).contains("ApiEntity");
    JsonNode entity = api.get(Api.V1 + "/entities/apientity").body(200);

    assertThat(entity.path("name").asText()).isEqualTo("ApiEntity");
    assertThat(entity.path("purpose").asText()).isEqualTo("METADATA");
    assertThat(entity.path("relation").asText()).contains("alder_meta").contains("apientity");
    assertThat(entity.path("rows").asLong()).isEqualTo(1);
    assertThat(entity.path("columns").path(0).path("sourceName").asText()).isEqualTo("Fall Risk");
    otherTenant.get(Api.V1 + "/entities/ApiEntity").problem(404);
    otherTenant.get(Api.V1 + "/entities/ApiEntity/rows").problem(404);
  }

  @Test
  void aRemovedDataflowTakesItsEntitiesAlong() {
    SourceFiles bucket = Surroundings.bucket("api-remove");
    bucket.put("r.csv", "id\n1\n");
    create(FlowDocument.named("ApiRemove", bucket).table("r.csv", "entityName", "ApiRemoved"));
    api.run("ApiRemove");

    assertThat(api.delete(path("ApiRemove")).status()).isEqualTo(204);

    api.get(path("ApiRemove")).problem(404);
    api.get(Api.V1 + "/entities/ApiRemoved").problem(404);
    assertThat(Sql.columns("alder", "apiremoved")).isEmpty();
  }

  @Test
  void whatIsExportedCanBeImported() {
    SourceFiles bucket = Surroundings.bucket("exported");
    bucket.put("x.csv", "id\n1\n");
    create(
        FlowDocument.named("Exported", bucket)
            .with("displayName", "Exported: with a colon")
            .table("x.csv", "entityName", "ExportedX"));

    Answer yaml = api.get(Api.V1 + "/export");
    assertThat(yaml.contentType()).startsWith("application/yaml");
    assertThat(yaml.text()).contains("Exported: with a colon").contains("ExportedX");

    Answer imported =
        api.withHeader("Content-Type", "application/yaml")
            .send("PUT", Api.V1 + "/import", yaml.text());
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
    assertThat(api.get(path("Exported")).body(200).path("displayName").asText())
        .isEqualTo("Exported: with a colon");
    api.withHeader("Content-Type", "application/yaml")
        .send("PUT", Api.V1 + "/import", "dataflows: [")
        .problem(400);
  }
}
