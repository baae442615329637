package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.verification.source.PccVendor;

/** PointClickCare's quota of requests is spent until tomorrow in the middle of a run. */
class PccQuotaIT extends ApiTest {
  private static final int PATIENTS = 30;
  private static final int PLENTY = 10_000_000;

  private static PccVendor pcc;

  @BeforeAll
  static void aVendor() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pcc-quota");
    pcc = PccVendor.start(folder, 1, PATIENTS);
  }

  @AfterAll
  static void noVendor() throws IOException {
    if (pcc != null) {
      pcc.close();
    }
  }

  /** Starts a run for which a few requests are left; returns its address. */
  private String begun(String dataflow, Map<String, String> settings, String... tables)
      throws IOException {
    pcc.controls().quota(PLENTY, PLENTY, 0);
    JsonNode document = new ObjectMapper().readTree(pcc.dataflow(dataflow, settings, tables));
    api.post(Api.V1 + "/dataflows", document).body(201);
    pcc.controls().quota(1_000, 10, 0);
    return path(dataflow)
        + "/runs/"
        + api.post(path(dataflow) + "/runs").body(202).path("id").asText();
  }

  @Test
  void waitsOutsideItsWorkerUntilThereIsANewQuota() throws IOException {
    String run = begun("QuotaWaits", Map.of("whenQuotaSpent", "wait"), "patients", "conditions");

    JsonNode waiting =
        Patience.until(
            () -> api.get(run).body(200),
            answer -> answer.path("description").asText().startsWith("Waits for the quota"));
    assertThat(waiting.path("description").asText())
        .matches(
            "Waits for the quota until \\d{4}-\\d\\d-\\d\\d 00:0\\d UTC, then goes on by itself\\."
                + " PointClickCare's quota of requests is spent until \\d{4}-.*");
    assertThat(waiting.path("status").asText()).isEqualTo("QUEUED");
    String id = waiting.path("id").asText();
    assertThat(
            Patience.until(
                () ->
                    Sql.value(
                        """
                        select picked || ' ' || (execution_time > now())
                        from tributary.scheduled_tasks where task_instance = ?
                        """,
                        id),
                "false true"::equals))
        .as("no worker has it, and none takes it before")
        .isNotNull();

    pcc.controls().quota(PLENTY, PLENTY, 0);
    Sql.execute(
        "update tributary.scheduled_tasks set execution_time = now() where task_instance = '"
            + id
            + "'");
    JsonNode ended = api.await("QuotaWaits", id);
    assertThat(ended.path("status").asText())
        .as(ended.path("description").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(Sql.value("select count(*) from alder.quotawaitspatients"))
        .isEqualTo(Integer.toString(PATIENTS));
  }

  @Test
  void endsWithTheTimeAtWhichItMayBeStartedAgain() throws IOException {
    String run = begun("QuotaEnds", Map.of(), "conditions");

    JsonNode ended = api.await("QuotaEnds", run.substring(run.lastIndexOf('/') + 1));
    assertThat(ended.path("status").asText()).isEqualTo("FAILED");
    assertThat(ended.path("description").asText())
        .containsPattern(
            "PointClickCare's quota of requests is spent until \\d{4}-\\d\\d-\\d\\d 00:00[^.]*\\."
                + " Start the run again after that, have it wait \\(setting “When the day's quota is"
                + " spent”\\), or ask PointClickCare for more\\.");
  }
}
