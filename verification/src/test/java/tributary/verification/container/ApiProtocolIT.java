package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.verification.source.SourceFiles;

/** Whom the API lets in, and how it says no. */
class ApiProtocolIT extends ApiTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/connectors", "/dataflows", "/entities", "/export", "/dataflows/Any/runs"})
  void whoeverSendsNoTokenIsTurnedAway(String path) {
    JsonNode problem = nobody.get(Api.V1 + path).problem(401);

    assertThat(problem.path("code").asText()).isEqualTo("TOKEN_MISSING");
  }

  @Test
  void aTokenThatIsNotKnownIsTurnedAwayWithoutBeingRepeated() {
    Answer answer =
        nobody.withHeader("Authorization", "Bearer trb_wrong_123").get(Api.V1 + "/dataflows");

    assertThat(answer.problem(401).path("code").asText()).isEqualTo("TOKEN_UNKNOWN");
    assertThat(answer.text()).doesNotContain("trb_wrong_123");
  }

  @Test
  void aPathThatIsNotThereIsAProblem() {
    assertThat(api.get(Api.V1 + "/nothing").problem(404).path("code").asText())
        .isEqualTo("NO_SUCH_PATH");
  }

  @Test
  void aMethodThatAPathDoesNotTakeIsAProblem() {
    assertThat(api.delete(Api.V1 + "/connectors").problem(405).path("detail").asText())
        .contains("GET");
  }

  @Test
  void aBodyOfAnotherMediaTypeIsAProblem() {
    api.withHeader("Content-Type", "text/plain")
        .send("POST", Api.V1 + "/dataflows", "name=x")
        .problem(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\": }", "not json", "{\"name\": \"A\"} more"})
  void aBodyThatIsNotJsonIsAProblem(String body) {
    assertThat(api.send("POST", Api.V1 + "/dataflows", body).problem(400).path("code").asText())
        .isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"nmae\": \"A\"}; nmae; UNKNOWN_FIELD",
        "{\"name\": {}}; name; WRONG_TYPE",
        "{\"refresh\": \"SOMETIMES\"}; refresh; NOT_ONE_OF",
        "{\"tables\": {}}; tables; WRONG_TYPE",
        "{\"tables\": [{\"purpose\": \"OTHER\"}]}; tables[0].purpose; NOT_ONE_OF",
        "{\"tables\": [{\"selected\": \"perhaps\"}]}; tables[0].selected; WRONG_TYPE"
      })
  void aBodyOfTheWrongShapeNamesTheField(String body, String field, String code) {
    JsonNode problem = api.send("POST", Api.V1 + "/dataflows", body).problem(422);

    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("fields").path(0).path("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "page,0",
    "page,-1",
    "page,one",
    "size,0",
    "size,100000",
    "sort,colour",
    "status,SAD"
  })
  void aQueryOutOfRangeNamesTheParameter(String parameter, String value) {
    JsonNode problem = api.get(Api.V1 + "/dataflows?" + parameter + "=" + value).problem(422);

    assertThat(problem.path("fields").path(0).path("field").asText()).isEqualTo(parameter);
    assertThat(problem.path("detail").asText()).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dataflows/NoSuch",
        "/dataflows/NoSuch/tables",
        "/dataflows/NoSuch/runs",
        "/dataflows/NoSuch/runs/0b54f3a2-6a5e-4f2d-9e51-0f6f0a1f7c11",
        "/dataflows/NoSuch/rollback",
        "/entities/no_such",
        "/entities/no_such/rows",
        "/connectors/nosuch",
        "/connectors/NOT%20AN%20ID"
      })
  void whatIsNotThereIsAProblem(String path) {
    api.get(Api.V1 + path).problem(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/check", "/runs", "/rollback"})
  void whatCannotBeDoneToWhatIsNotThereIsAProblem(String action) {
    api.post(path("NoSuch") + action).problem(404);
    api.delete(path("NoSuch")).problem(404);
  }

  @Test
  void aRunWhoseIdIsNoneIsNotFound() {
    SourceFiles bucket = Surroundings.bucket("protocol");
    bucket.put("a.csv", "id\n1\n");
    create(FlowDocument.named("ProtocolRuns", bucket).table("a.csv", "entityName", "ProtocolA"));

    api.get(path("ProtocolRuns") + "/runs/17").problem(404);
    api.post(path("ProtocolRuns") + "/runs/17/cancel").problem(404);
    otherTenant.get(path("ProtocolRuns")).problem(404);
    otherTenant.delete(path("ProtocolRuns")).problem(404);
  }

  @Test
  void aBodyOfMoreThan10MbIsRefused() {
    String body = "{\"description\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}";

    assertThat(api.send("POST", Api.V1 + "/dataflows", body).problem(413).path("code").asText())
        .isEqualTo("BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void healthAnswersWithoutToken(String path) {
    Answer answer = nobody.get(path);

    assertThat(answer.body(200).path("status").asText()).isEqualTo("UP");
  }

  @Test
  void metricsAndTheDescriptionOfTheApiAnswerWithoutToken() {
    assertThat(nobody.get("/metrics").status()).isEqualTo(200);
    Answer openapi = nobody.get("/openapi");
    assertThat(openapi.status()).isEqualTo(200);
    assertThat(openapi.text())
        .contains("/api/v1/dataflows/{name}/runs/{id}/cancel")
        .contains("/api/v1/connectors/{id}")
        .contains("/api/v1/import");
  }

  @Test
  void screensSendWhoeverIsNotSignedInToSignIn() {
    Answer answer = nobody.get("/");

    assertThat(answer.status()).isEqualTo(302);
  }
}
