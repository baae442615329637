package tributary.sandbox.pcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PccSandboxTest {
  @TempDir static Path directory;

  private static PccSandbox sandbox;
  private static Client client;

  @BeforeAll
  static void start() throws Exception {
    sandbox = PccSandbox.start(PccSettings.in(directory, Clock.systemUTC()));
    client = new Client(sandbox, sandbox.certificates().client()).signIn();
  }

  @AfterAll
  static void stop() throws IOException {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client-self-signed.p12",
        "client-expired.p12",
        "client-no-client-auth.p12",
      })
  void refusesAWrongCertificateInTheHandshake(String file) throws Exception {
    Client stranger = new Client(sandbox, sandbox.certificates().client().resolveSibling(file));

    assertThatIOException().isThrownBy(() -> stranger.get("applications/x/activations"));
  }

  @Test
  void answersLikeTheVendorsGatewayWhenNoCertificateIsShown() throws Exception {
    HttpResponse<String> answer =
        new Client(sandbox, null)
            .token(PccSandbox.CLIENT_ID, PccSandbox.CLIENT_SECRET, "grant_type=client_credentials");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("No required SSL certificate was sent", "nginx");
  }

  @Test
  void acceptsACertificateThatEndsSoon() throws Exception {
    Client late = new Client(sandbox, sandbox.certificates().clientThatEndsSoon()).signIn();

    assertThat(late.of("facs").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "larkmere-client, wrong, grant_type=client_credentials, 401, invalid_client",
    "somebody, sandbox-secret-for-invented-data-only, grant_type=client_credentials, 401, invalid_client",
    "larkmere-client, sandbox-secret-for-invented-data-only, grant_type=password, 400, unsupported_grant_type",
    "larkmere-client, sandbox-secret-for-invented-data-only, scope=all, 400, invalid_request",
  })
  void givesATokenOnlyForTheRightWords(
      String id, String secret, String form, int status, String error) throws Exception {
    HttpResponse<String> answer = client.token(id, secret, form);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Client.MAPPER.readTree(answer.body()).path("error").asText()).isEqualTo(error);
  }

  @Test
  void namesTheOrganizationsThatActivatedTheApplication() throws Exception {
    JsonNode answer =
        Client.MAPPER.readTree(
            client.get("applications/" + PccSandbox.APPLICATION + "/activations").body());

    assertThat(answer.at("/data/0/orgUuid").asText()).isEqualTo(sandbox.organization());
    assertThat(answer.at("/paging/hasMore").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patients | 400 | Required parameter 'facId' is not present.",
        "patients?facId=21&limit=5 | 400 | Unknown parameter 'limit'.",
        "patients?facId=21&pageSize=201 | 400 | Parameter 'pageSize' must be at most 200.",
        "patients?facId=21&pageSize=0 | 400 | Parameter 'pageSize' must be at least 1.",
        "patients?facId=21&page=0 | 400 | Parameter 'page' must be at least 1.",
        "patients?facId=21&patientStatus=Gone | 400 | Invalid value for parameter 'patientStatus'.",
        "patients?facId=LM1 | 400 | Invalid value for parameter 'facId'. A number is expected.",
        "facs/6601 | 404 | No resource was found for the given id.",
        "patients?facId=6601 | 404 | No resource was found for the given id.",
        "patients/1 | 404 | No resource was found for the given id.",
        "nothing-like-that | 404 | No resource was found for the given id.",
        "adt-records | 400 | Required parameter 'patientId' is not present.",
        "adt-records?patientId=100001&facId=21 | 400 | 'adtRecordIds' cannot be null/missing when 'facId' is passed.",
        "care-plans?patientId=100001&pageSize=51 | 400 | Parameter 'pageSize' must be at most 50.",
        "assessments?patientId=100001&startDate=2026-01-01 | 400 | Expected format: YYYY-MM-DDTHH:MM:SS.sssZ.",
        "diagnostic-reports?patientId=100001 | 400 | Required parameter 'reportType' is not present.",
        "medications?patientId=100001 | 400 | Required parameter 'facId' is not present.",
      })
  void refusesWhatTheVendorRefuses(String path, int status, String detail) throws Exception {
    HttpResponse<String> answer = client.of(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode error = Client.MAPPER.readTree(answer.body()).at("/errors/0");
    assertThat(error.path("status").asText()).isEqualTo(Integer.toString(status));
    assertThat(error.path("detail").asText()).contains(detail);
    assertThat(error.path("code").asText()).isNotEmpty();
  }

  @Test
  void packsWhatIsAskedForPacked() throws Exception {
    String path = "orgs/" + sandbox.organization() + "/patients?facId=21&pageSize=20";
    HttpResponse<byte[]> packed = client.packed(path);

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(client.get(path).body());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACTIVATIONS", "SUBSCRIPTIONS"})
  void answersEveryEndpointWithJsonWhenAskedRightly(Endpoint endpoint) throws Exception {
    Map<String, String> variables = Map.of("facId", "21", "patientId", "100012");
    String path = endpoint.path();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    StringBuilder query = new StringBuilder("?");
    for (Parameter parameter : endpoint.parameters()) {
      if (parameter.required()) {
        String value =
            switch (parameter.form()) {
              case ID -> variables.get(parameter.name());
              case DAY -> "2026-06-30";
              default -> parameter.words().iterator().next();
            };
        query.append(parameter.name()).append('=').append(value).append('&');
      }
    }
    query.append(endpoint == Endpoint.ADT_RECORDS ? "patientId=100012" : "");
    path = path.replace("orgs/{org}/", "");

    JsonNode answer = client.json(query.length() == 1 ? path : path + query);
    assertThat(answer.isObject()).isTrue();
    assertThat(answer.has("paging")).isEqualTo(endpoint.paged());
  }

  @Test
  void refusesAnotherOrganization() throws Exception {
    HttpResponse<String> answer = client.get("orgs/00000000-0000-4000-8000-000000000000/facs");

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void pagesThroughAllPatientsWithoutAnyTwice() throws Exception {
    Set<Integer> ids = new HashSet<>();
    int rows = 0;
    for (JsonNode facility : client.json("facs").path("data")) {
      JsonNode page;
      int number = 1;
      do {
        page =
            client.json(
                "patients?facId=%s&pageSize=70&page=%d"
                    .formatted(facility.path("facId").asText(), number++));
        for (JsonNode patient : page.path("data")) {
          ids.add(patient.path("patientId").asInt());
          rows++;
        }
      } while (page.at("/paging/hasMore").asBoolean());
    }

    assertThat(rows).isEqualTo(500);
    assertThat(ids).hasSize(500);
  }
}
