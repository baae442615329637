package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** Dataflows that run by themselves. */
class SchedulesIT extends ApiTest {
  private static final String YEARLY = "0 0 0 1 1 *";

  @Test
  void theDocumentOfADataflowCarriesItsSchedule() {
    JsonNode made =
        create(
            flow("Nightly")
                .with("schedule", schedule("America/New_York", "0 30 2 * * *", "0 0 14 * * MON")));

    assertThat(made.path("schedule").path("timeZone").asText()).isEqualTo("America/New_York");
    assertThat(Answer.each(made.path("schedule").path("times"), "cron"))
        .containsExactly("0 30 2 * * *", "0 0 14 * * MON");
    assertThat(made.path("schedule").path("misfire").asText()).isEqualTo("RUN_ONCE");
    assertThat(made.path("schedule").path("paused").asBoolean()).isFalse();
    assertThat(made.path("schedule").path("pauseAfter").asInt()).isEqualTo(10);
    ZonedDateTime next =
        Instant.parse(made.path("schedule").path("nextRunAt").asText())
            .atZone(ZoneId.of("America/New_York"));
    assertThat(next.toInstant()).isAfter(Instant.now());
    assertThat(next.getHour()).isIn(2, 3, 14);
    assertThat(row("Nightly").path("nextRunAt").asText())
        .isEqualTo(made.path("schedule").path("nextRunAt").asText());
    assertThat(row("Nightly").path("schedule").asText()).isEqualTo("RUNNING");
    assertThat(api.get(Api.V1 + "/export").text())
        .contains("timeZone: America/New_York", "cron: 0 30 2 * * *");
  }

  @Test
  void aChangeWithoutScheduleLeavesItAndAnswersCanBeSentBack() {
    JsonNode made = create(flow("Kept").with("schedule", schedule("UTC", YEARLY)));
    api.put(path("Kept"), Map.of("displayName", "Kept as it was")).body(200);
    assertThat(api.get(path("Kept")).body(200).path("schedule")).isEqualTo(made.path("schedule"));

    api.put(path("Kept"), api.get(path("Kept")).body(200)).body(200);

    assertThat(api.get(path("Kept")).body(200).path("schedule")).isEqualTo(made.path("schedule"));
    assertThat(kinds("Kept")).containsExactly("CHANGED");
  }

  @Test
  void aWrongScheduleIsRefusedWithTheRemedyAndNothingIsMade() {
    JsonNode problem =
        api.post(
                Api.V1 + "/dataflows",
                flow("Crooked").with("schedule", schedule("America/NewYork", "30 2 * * *")).json())
            .problem(422);

    assertThat(Answer.each(problem.path("fields"), "field"))
        .containsExactly("schedule.timeZone", "schedule.times[0].cron");
    assertThat(Answer.each(problem.path("fields"), "code"))
        .containsExactly("TIME_ZONE_UNKNOWN", "CRON_INVALID");
    assertThat(Answer.each(problem.path("fields"), "suggestion"))
        .containsExactly("America/New_York", "0 30 2 * * *");
    api.get(path("Crooked")).problem(404);
  }

  @Test
  void aDueMomentStartsOneRunAndTheNextOneIsNamed() {
    create(flow("Punctual").with("schedule", schedule("UTC", YEARLY)));
    JsonNode before = api.get(path("Punctual") + "/schedule").body(200);

    due("Punctual", "10 seconds");

    JsonNode run = await("Punctual", 1).path("items").path(0);
    assertThat(run.path("trigger").asText()).isEqualTo("SCHEDULE");
    assertThat(api.await("Punctual", run.path("id").asText()).path("status").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(api.get(path("Punctual") + "/schedule").body(200)).isEqualTo(before);
    JsonNode event = history("Punctual").path(0);
    assertThat(event.path("kind").asText()).isEqualTo("STARTED");
    assertThat(event.path("run").asText()).isEqualTo(run.path("id").asText());
    assertThat(runs("Punctual").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void afterAnOutageItRunsOnceOrSkipsAsTheScheduleSays() {
    create(flow("CatchesUp").with("schedule", schedule("UTC", "0 0 * * * *")));
    Map<String, Object> skipping = schedule("UTC", "0 0 * * * *");
    skipping.put("misfire", "SKIP");
    create(flow("Skips").with("schedule", skipping));

    due("CatchesUp", "5 hours");
    due("Skips", "5 hours");

    assertThat(await("CatchesUp", 1).path("total").asInt()).isEqualTo(1);
    Patience.until(() -> kinds("Skips"), kinds -> kinds.contains("MISSED"));
    assertThat(runs("Skips").path("total").asInt()).isZero();
    for (String dataflow : List.of("CatchesUp", "Skips")) {
      String next = api.get(path(dataflow) + "/schedule").body(200).path("nextRunAt").asText();
      assertThat(Instant.parse(next)).isAfter(Instant.now());
    }
    assertThat(kinds("CatchesUp")).containsExactly("STARTED", "CHANGED");
  }

  @Test
  void aRunThatCannotBeQueuedIsNotedAndTheScheduleGoesOn() {
    create(flow("Empty").with("tables", List.of()).with("schedule", schedule("UTC", YEARLY)));

    due("Empty", "1 second");

    Patience.until(() -> kinds("Empty"), kinds -> kinds.contains("REFUSED"));
    assertThat(history("Empty").path(0).path("note").asText()).contains("No table");
    assertThat(api.get(path("Empty") + "/schedule").body(200).path("nextRunAt").asText())
        .isNotEmpty();
  }

  @Test
  void aPausedScheduleStartsNothingUntilItIsResumed() {
    create(flow("Resting").with("schedule", schedule("UTC", YEARLY)));

    JsonNode paused = api.post(path("Resting") + "/schedule/pause").body(200);

    assertThat(paused.path("state").asText()).isEqualTo("PAUSED");
    assertThat(paused.path("nextRunAt").isNull()).isTrue();
    assertThat(row("Resting").path("schedule").asText()).isEqualTo("PAUSED");
    JsonNode resumed = api.post(path("Resting") + "/schedule/resume").body(200);
    assertThat(resumed.path("nextRunAt").asText()).isNotEmpty();
    assertThat(kinds("Resting")).containsExactly("RESUMED", "PAUSED", "CHANGED");
    api.delete(path("Resting") + "/schedule").body(204);
    api.get(path("Resting") + "/schedule").problem(404);
    api.post(path("Resting") + "/schedule/resume").problem(404);
    otherTenant.post(path("Resting") + "/schedule/pause").problem(404);
  }

  private static FlowDocument flow(String name) {
    SourceFiles bucket = Surroundings.bucket("schedule" + name.toLowerCase(Locale.ROOT));
    bucket.put("a.csv", "id\n1\n");
    return FlowDocument.named(name, bucket)
        .with("tables", List.of(Map.of("table", "a.csv", "entityName", name + "Rows")));
  }

  private static Map<String, Object> schedule(String zone, String... crons) {
    Map<String, Object> schedule = new LinkedHashMap<>();
    schedule.put("timeZone", zone);
    schedule.put("times", List.of(crons).stream().map(cron -> Map.of("cron", cron)).toList());
    return schedule;
  }

  /** Lets a moment of the schedule have come this long ago. */
  private static void due(String dataflow, String ago) {
    Sql.execute(
        "update tributary.schedule s set next_at = date_trunc('second', now() - interval '%s')"
                .formatted(ago)
            + " from tributary.dataflow d where d.id = s.dataflow_id and d.name = '%s'"
                .formatted(dataflow));
  }

  private JsonNode row(String dataflow) {
    return api.get(Api.V1 + "/dataflows?sort=nextRun&filter=" + dataflow)
        .body(200)
        .path("items")
        .path(0);
  }

  private JsonNode await(String dataflow, int runs) {
    return Patience.until(() -> runs(dataflow), answer -> answer.path("total").asInt() >= runs);
  }

  private JsonNode runs(String dataflow) {
    return api.get(path(dataflow) + "/runs").body(200);
  }

  private JsonNode history(String dataflow) {
    return api.get(path(dataflow) + "/schedule/history").body(200).path("items");
  }

  private List<String> kinds(String dataflow) {
    return Answer.each(history(dataflow), "kind");
  }
}
