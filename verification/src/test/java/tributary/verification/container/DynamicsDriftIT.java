package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;
import tributary.sandbox.dataverse.Fault;

/** The tables of Dynamics 365 change between runs, and the entities with them. */
class DynamicsDriftIT extends ApiTest {
  private void create(
      String name, DataverseSandbox service, String table, Map<String, String> options) {
    create(name, service, table, options, Map.of());
  }

  private void create(
      String name,
      DataverseSandbox service,
      String table,
      Map<String, String> options,
      Map<String, Object> policies) {
    api.post(
            Api.V1 + "/dataflows",
            Map.of(
                "name",
                name,
                "connector",
                "dynamics",
                "refresh",
                "INCREMENTAL",
                "policies",
                policies,
                "settings",
                Map.of(
                    "clientId",
                    DataverseSandbox.CLIENT_ID,
                    "clientSecret",
                    DataverseSandbox.CLIENT_SECRET,
                    "domainUrl",
                    service.url().toString(),
                    "authority",
                    service.url().toString()),
                "tables",
                List.of(Map.of("table", table, "entityName", name, "options", options))))
        .body(201);
  }

  private static DataverseSandbox service() throws IOException {
    return DataverseSandbox.start(DataverseSettings.usual(Clock.systemUTC()).withSize(200, 0));
  }

  private static List<String> changes(JsonNode run) {
    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
    List<String> changes = new ArrayList<>();
    run.path("tables")
        .path(0)
        .path("columnChanges")
        .forEach(one -> changes.add(one.path("kind").asText() + " " + one.path("column").asText()));
    return changes;
  }

  private static long read(JsonNode run) {
    return run.path("rowsRead").asLong();
  }

  @Test
  void takesEachChangeOfTheTablesOverAndTellsIt() throws IOException {
    try (DataverseSandbox service = service()) {
      create("DriftingAccount", service, "account", Map.of());
      assertThat(read(api.run("DriftingAccount"))).isEqualTo(200);

      service.controls().change("account", 5, 3);
      assertThat(read(api.run("DriftingAccount"))).isEqualTo(3);

      service.controls().addColumn("account", "tr_beds", "whole");
      service.controls().dropColumn("account", "fax");
      JsonNode changed = api.run("DriftingAccount");
      assertThat(changes(changed)).containsExactlyInAnyOrder("ADDED tr_beds", "VANISHED fax");
      assertThat(read(changed)).as("also rows that nobody changed have new values").isEqualTo(200);
      assertThat(
              Sql.value(
                  "select count(tr_beds) > 150 and count(fax) = 0 from alder.driftingaccount"))
          .isEqualTo("t");

      service.controls().changeColumn("account", "tr_beds", "decimal");
      service.controls().change("account", 5, 3);
      JsonNode typed = api.run("DriftingAccount");
      assertThat(changes(typed)).containsExactly("TYPE_CHANGED tr_beds");
      assertThat(read(typed)).as("also rows that nobody changed").isEqualTo(200);
      assertThat(typed.path("description").asText())
          .startsWith("Published 1 table: 200 rows. ")
          .endsWith(
              "Columns changed in DriftingAccount. DriftingAccount was read in full: The columns of “Account” are others than at the last run, and"
                  + " what changed since is told for those alone.");
      assertThat(Sql.columns("alder", "driftingaccount")).contains("tr_beds numeric", "fax text");

      service.controls().changeColumn("account", "tr_beds", "text");
      service.controls().change("account", 5, 3);
      assertThat(changes(api.run("DriftingAccount"))).containsExactly("TYPE_CHANGED tr_beds");
      assertThat(Sql.columns("alder", "driftingaccount")).contains("tr_beds text");
      assertThat(
              Sql.value(
                  "select count(tr_beds) > 150 and count(*) filter (where _issues::text like '%tr_beds%')"
                      + " = 0 from alder.driftingaccount"))
          .as("every value, none of them with a note")
          .isEqualTo("t");

      service.controls().dropTable("account");
      JsonNode gone = api.run("DriftingAccount");
      assertThat(gone.path("status").asText()).isEqualTo("FAILED");
      assertThat(gone.path("tables").path(0).path("description").asText())
          .startsWith("Dynamics 365 does not know the table “account”.")
          .endsWith("take the table out of the dataflow.");
      assertThat(Sql.value("select count(*) from alder.driftingaccount")).isEqualTo("200");

      service.controls().calm();
      assertThat(changes(api.run("DriftingAccount")))
          .containsExactlyInAnyOrder("RETURNED fax", "VANISHED tr_beds");
    }
  }

  private static String comment(String column) {
    return Sql.value(
        "select col_description(attrelid, attnum) from pg_attribute where attname = '"
            + column
            + "' and attrelid = 'alder.labelledteam'::regclass");
  }

  private String label(String path, String column) {
    for (JsonNode one : api.get(path).body(200).path("columns")) {
      if (one.path("name").asText().equals(column)) {
        return one.path("label").asText();
      }
    }
    throw new AssertionError(path + " has no column " + column);
  }

  @Test
  void showsWhatPeopleCallAColumnAndTakesAnotherLabelForNoChangeOfIt() throws IOException {
    try (DataverseSandbox service = service()) {
      create("LabelledTeam", service, "team", Map.of());
      api.run("LabelledTeam");
      String entity = Api.V1 + "/entities/LabelledTeam";
      assertThat(label(path("LabelledTeam") + "/tables?table=team", "statuscode_label"))
          .isEqualTo("Status Reason (label)");
      assertThat(label(entity, "statuscode")).isEqualTo("Status Reason");
      assertThat(label(entity + "/rows?limit=1", "statuscode")).isEqualTo("Status Reason");
      assertThat(comment("statuscode_label")).isEqualTo("Status Reason (label)");

      service.controls().labelColumn("team", "statuscode", "State's “reason” <b>");
      JsonNode run = api.run("LabelledTeam");
      assertThat(changes(run)).isEmpty();
      assertThat(read(run)).isZero();
      assertThat(comment("statuscode")).isEqualTo("State's “reason” <b>");
      assertThat(label(entity, "statuscode_label")).isEqualTo("State's “reason” <b> (label)");
    }
  }

  @Test
  void takesAwayRowsThatWereDeletedWhereChangesAreNotTracked() throws IOException {
    try (DataverseSandbox service = service()) {
      create("SweptUser", service, "systemuser", Map.of("sweepHours", "0"));
      long all = read(api.run("SweptUser"));
      service.controls().change("systemuser", 0, 1);
      service.controls().delete("systemuser", 1, 1);
      JsonNode swept = api.run("SweptUser");
      assertThat(swept.path("description").asText())
          .isEqualTo("Published 1 table: 0 rows new, 1 changed, 1 gone.");
      assertThat(read(swept)).as("names are no rows").isEqualTo(1);
      assertThat(Sql.value("select count(*) from alder.sweptuser")).isEqualTo("" + (all - 1));

      api.post(path("SweptUser") + "/rollback").body(200);
      assertThat(Sql.value("select count(*) from alder.sweptuser")).isEqualTo("" + all);
      assertThat(api.run("SweptUser").path("description").asText()).endsWith("1 changed, 1 gone.");
    }
  }

  @Test
  void readsByVersionATableThatOnlyTiesTwoOthers() throws IOException {
    try (DataverseSandbox service = service()) {
      create(
          "TiedContact",
          service,
          "tr_resident_contact",
          Map.of("sweepHours", "0"),
          Map.of("lookBackMinutes", 0));
      long all = read(api.run("TiedContact"));
      service.controls().change("tr_resident_contact", 3, 2);
      service.controls().delete("tr_resident_contact", 7, 1);
      JsonNode changed = api.run("TiedContact");
      assertThat(changed.path("description").asText())
          .isEqualTo("Published 1 table: 0 rows new, 2 changed, 1 gone.");
      assertThat(read(changed)).isEqualTo(2);

      api.post(path("TiedContact") + "/rollback").body(200);
      assertThat(read(api.run("TiedContact"))).as("the cursor came back").isEqualTo(2);
      assertThat(Sql.value("select count(*) from alder.tiedcontact")).isEqualTo("" + (all - 1));
    }
  }

  @Test
  void takesATableThatTellsNeitherChangesNorTheirTime() throws IOException {
    try (DataverseSandbox service = service()) {
      service.controls().dropColumn("systemuser", "modifiedon");
      service.controls().dropColumn("systemuser", "versionnumber");
      create("UntoldUser", service, "systemuser", Map.of());
      long all = read(api.run("UntoldUser"));
      service.controls().delete("systemuser", 1, 1);
      JsonNode again = api.run("UntoldUser");
      assertThat(again.path("description").asText())
          .isEqualTo("Published 1 table: 0 rows new, 0 changed, 1 gone.");
      assertThat(read(again)).isEqualTo(all - 1);
      assertThat(Sql.value("select count(*) from alder.untolduser")).isEqualTo("" + (all - 1));
    }
  }

  @Test
  void readsInFullByItselfWhatTheServiceHasForgottenAndOnceMoreAfterARollback() throws IOException {
    try (DataverseSandbox service = service()) {
      create("ForgottenAccount", service, "account", Map.of());
      assertThat(read(api.run("ForgottenAccount"))).isEqualTo(200);
      service.controls().change("account", 5, 3);
      service.controls().delete("account", 30, 2);
      service.controls().forgetChanges();

      JsonNode full = api.run("ForgottenAccount");
      assertThat(read(full)).isEqualTo(198);
      assertThat(full.path("description").asText())
          .startsWith("Published 1 table: 198 rows. ")
          .endsWith(
              "ForgottenAccount was read in full: Dynamics 365 no longer knows what changed in"
                  + " “Account” since the last run: it keeps that for some days only.");
      assertThat(full.path("tables").path(0).path("description").asText())
          .startsWith("Read in full: Dynamics 365 no longer knows what changed in “Account”");
      service.controls().change("account", 40, 1);
      assertThat(read(api.run("ForgottenAccount"))).as("by a link again").isEqualTo(1);

      api.post(path("ForgottenAccount") + "/rollback").body(200);
      assertThat(read(api.run("ForgottenAccount"))).as("the cursor came back").isEqualTo(1);
      api.post(path("ForgottenAccount") + "/rollback").body(200);
      api.post(path("ForgottenAccount") + "/rollback").body(200);
      assertThat(Sql.value("select count(*) from alder.forgottenaccount")).isEqualTo("200");
      assertThat(read(api.run("ForgottenAccount"))).as("a link that expired").isEqualTo(198);
    }
  }

  @Test
  void landsWhatIsOddAndKeepsTheRowsWhereAValueDoesNotFit() throws IOException {
    try (DataverseSandbox service = service()) {
      service.controls().add(Fault.field("account", "revenue", "\"NaN\""));
      create("OddAccount", service, "account", Map.of());
      assertThat(api.run("OddAccount").path("description").asText())
          .isEqualTo("Published 1 table: 200 rows. 200 rows have a note in _issues.");
      String issue = "_issues::text like '%revenue%is not a number%'";
      assertThat(
              Sql.value(
                  "select count(*) || ' ' || count(revenue) || ' ' || bool_and("
                      + issue
                      + ") || ' ' || min(tr_foundedon) from alder.oddaccount"))
          .isEqualTo("200 0 true 1752-09-02");
      assertThat(
              Sql.value(
                  "select count(*) from alder.oddaccount where length(description) > 3800 and"
                      + " description like '%' || chr(9) || 'bell ' || chr(7) || ', nul , escape '"
                      + " || chr(27) || ', a smile %'"))
          .isEqualTo("1");
    }
  }
}
