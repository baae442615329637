package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** What uses how much, and what the health tells of the disk. */
class StorageIT extends ApiTest {
  private static final String STORAGE = Api.V1 + "/storage";

  @Test
  void tellsWhatEachEntityUsesToItsTenantOnly() {
    SourceFiles bucket = Surroundings.bucket("stored");
    bucket.put("stored.csv", "id\n1\n2\n");
    create(FlowDocument.named("Stored", bucket).table("stored.csv", "entityName", "Stored"));
    api.run("Stored");
    api.run("Stored");

    JsonNode report = api.get(STORAGE + "?filter=stored&sort=name").body(200);

    JsonNode stored = report.path("entities").path("items").path(0);
    assertThat(stored.path("name").asText()).isEqualTo("Stored");
    assertThat(stored.path("present").asLong()).isPositive();
    assertThat(stored.path("states").asLong()).isEqualTo(1);
    assertThat(stored.path("total").asLong())
        .isEqualTo(stored.path("present").asLong() + stored.path("stateBytes").asLong());
    assertThat(report.path("totals").path("present").asLong())
        .isGreaterThanOrEqualTo(stored.path("present").asLong());
    assertThat(Answer.each(report.path("records"), "kind"))
        .containsExactly("REJECTS", "RUNS", "SCHEDULES", "NOTIFICATIONS", "AUDIT");
    assertThat(report.path("installation").path("databaseBytes").asLong()).isPositive();
    assertThat(report.path("rollbackKept").asText())
        .isEqualTo(
            "Of each entity the last 3 earlier states and the changes of the last 30 incremental"
                + " runs are kept, for 90 days after they were replaced.");
    assertThat(names(otherTenant.get(STORAGE + "?size=200").body(200))).doesNotContain("Stored");
  }

  @Test
  void refusesASortThatThereIsNot() {
    assertThat(api.get(STORAGE + "?sort=colour").problem(422).path("detail").asText())
        .isEqualTo(
            "Storage cannot be sorted by colour. Sort by one of: name, dataflow, present, states,"
                + " undo, total, goes; a minus before it turns the order.");
    nobody.get(STORAGE).problem(401);
  }

  @Test
  void theHealthTellsWhetherRunsWaitForTheDisk() {
    assertThat(nobody.get("/health/ready").text())
        .contains("diskWatermark", "\"runsWaitForDisk\":\"false\"");
  }

  private static List<String> names(JsonNode report) {
    return StreamSupport.stream(report.path("entities").path("items").spliterator(), false)
        .map(item -> item.path("name").asText())
        .toList();
  }
}
