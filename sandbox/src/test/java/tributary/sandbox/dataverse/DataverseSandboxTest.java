package tributary.sandbox.dataverse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stand-in is as strict as the service: what it answers, and what it refuses. */
class DataverseSandboxTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int ACCOUNTS = 30;

  private static DataverseSandbox sandbox;

  @BeforeAll
  static void start() throws IOException {
    sandbox =
        DataverseSandbox.start(DataverseSettings.usual(Clock.systemUTC()).withSize(ACCOUNTS, 0));
  }

  @AfterAll
  static void stop() throws IOException {
    sandbox.close();
  }

  @AfterEach
  void calm() {
    sandbox.controls().calm();
  }

  private static HttpResponse<String> login(String form) throws IOException, InterruptedException {
    String scope = URLEncoder.encode(sandbox.url() + "/.default", StandardCharsets.UTF_8);
    return HTTP.send(
        HttpRequest.newBuilder(
                URI.create(sandbox.url() + "/" + DataverseSandbox.TENANT + "/oauth2/v2.0/token"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "client_id=" + DataverseSandbox.CLIENT_ID + "&scope=" + scope + "&" + form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String secret() {
    return "grant_type=client_credentials&client_secret="
        + URLEncoder.encode(DataverseSandbox.CLIENT_SECRET, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> ask(String path, String... headers)
      throws IOException, InterruptedException {
    String token = MAPPER.readTree(login(secret()).body()).path("access_token").asText();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    path.startsWith("http") ? path : sandbox.url() + "/api/data/v9.2" + path))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static String code(HttpResponse<String> answer) throws IOException {
    return MAPPER.readTree(answer.body()).path("error").path("code").asText();
  }

  @Test
  void challengesWithTheTenantsAddress() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(sandbox.url() + "/api/data/v9.2/")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .isEqualTo(
            "Bearer authorization_uri=%s/%s/oauth2/authorize, resource_id=%s/"
                .formatted(sandbox.url(), DataverseSandbox.TENANT, sandbox.url()));
  }

  @Test
  void refusesAnAddressOfMoreThan32768Characters() throws IOException, InterruptedException {
    String question = "/accounts?$top=1&$filter=name%20ne%20'";
    int room =
        32_768 - (sandbox.url() + "/api/data/v9.2").length() - question.length() - "'".length();
    assertThat(ask(question + "x".repeat(room) + "'").statusCode()).isEqualTo(200);
    assertThat(ask(question + "x".repeat(room + 1) + "'").statusCode()).isEqualTo(414);
  }

  @Test
  void saysByNumberWhyItGivesNoToken() throws IOException, InterruptedException {
    assertThat(login("grant_type=client_credentials&client_secret=x").body())
        .contains("AADSTS7000215");
    assertThat(login("grant_type=password&username=x&password=y").body()).contains("AADSTS50126");
    assertThat(login("grant_type=device").body()).contains("AADSTS70003");
    sandbox.controls().consent(false);
    assertThat(login(secret()).body()).contains("AADSTS65001");
  }

  @Test
  void describesItselfThroughOlingo() throws IOException, InterruptedException {
    assertThat(ask("/$metadata").body())
        .startsWith("<?xml")
        .contains("<EntityType Name=\"account\">")
        .contains("<Property Name=\"_primarycontactid_value\" Type=\"Edm.Guid\"/>")
        .contains("<EntitySet Name=\"incidents\"");
    JsonNode tables = json(ask("/EntityDefinitions?$select=LogicalName,EntitySetName"));
    assertThat(tables.path("value").size()).isGreaterThanOrEqualTo(27);
  }

  private static String metadata(String properties, String more)
      throws IOException, InterruptedException {
    String query =
        "{\"Criteria\":{\"FilterOperator\":\"Or\",\"Conditions\":["
            + "{\"ConditionOperator\":\"Equals\",\"PropertyName\":\"LogicalName\","
            + "\"Value\":{\"Type\":\"System.String\",\"Value\":\"account\"}},"
            + "{\"ConditionOperator\":\"Equals\",\"PropertyName\":\"LogicalName\","
            + "\"Value\":{\"Type\":\"System.String\",\"Value\":\"contact\"}}]},"
            + "\"Properties\":{\"AllProperties\":false,\"PropertyNames\":["
            + properties
            + "]}"
            + more
            + "}";
    String path = "/RetrieveMetadataChanges(Query=@p1)?@p1=";
    return ask(path + URLEncoder.encode(query, StandardCharsets.UTF_8)).body();
  }

  @Test
  void tellsOfSeveralTablesWithWhatOnlySomeKindsOfColumnsHave()
      throws IOException, InterruptedException {
    JsonNode tables =
        MAPPER
            .readTree(
                metadata(
                    "\"LogicalName\",\"Attributes\"",
                    ",\"AttributeQuery\":{\"Properties\":{\"PropertyNames\":"
                        + "[\"LogicalName\",\"Targets\",\"DateTimeBehavior\"]}}"))
            .path("EntityMetadata");
    assertThat(tables.findValuesAsText("LogicalName")).contains("account", "contact");
    assertThat(tables).hasSize(2);
    assertThat(tables.get(0).path("EntitySetName").isNull()).as("not asked for").isTrue();
    assertThat(tables.toString())
        .contains("\"Targets\":[\"account\",\"contact\"]")
        .contains("\"DateTimeBehavior\":{\"Value\":\"DateOnly\"}")
        .contains("#Microsoft.Dynamics.CRM.ComplexLookupAttributeMetadata");
    assertThat(metadata("\"Nope\"", "")).contains("The property Nope is not one of");
    assertThat(metadata("\"LogicalName\"", ",\"AttributeQuery\":{}"))
        .contains("needs Attributes among the Properties");
    assertThat(metadata("\"LogicalName\"", ",\"LabelQuery\":{}")).contains("is not served");
  }

  @Test
  void refusesWhatTheModelDoesNotKnow() throws IOException, InterruptedException {
    HttpResponse<String> column = ask("/accounts?$select=nope");
    assertThat(column.statusCode()).isEqualTo(400);
    assertThat(column.body()).contains("Could not find a property named 'nope' on type");
    assertThat(ask("/nopes").statusCode()).isEqualTo(404);
    assertThat(ask("/accounts?$filter=name%20gt%205").statusCode()).isEqualTo(400);
    assertThat(ask("/accounts?$skip=5").statusCode()).isEqualTo(400);
    assertThat(ask("/EntityDefinitions?$select=Nope").statusCode()).isEqualTo(400);
  }

  @Test
  void givesPagesUntilTheEnd() throws IOException, InterruptedException {
    String next = "/accounts?$select=name";
    int rows = 0;
    int pages = 0;
    while (!next.isEmpty()) {
      JsonNode page = json(ask(next, "Prefer", "odata.maxpagesize=8"));
      rows += page.path("value").size();
      pages++;
      next = page.path("@odata.nextLink").asText();
    }
    assertThat(rows).isEqualTo(ACCOUNTS);
    assertThat(pages).isEqualTo(4);
  }

  @Test
  void filtersAndOrders() throws IOException, InterruptedException {
    String middle =
        json(ask("/accounts?$select=createdon&$top=1&$orderby=createdon%20desc"))
            .at("/value/0/createdon")
            .asText();
    assertThat(
            json(ask("/accounts?$select=name&$filter=createdon%20lt%20" + middle))
                .path("value")
                .size())
        .isEqualTo(ACCOUNTS - 1);
    assertThat(
            json(ask("/accounts?$select=name&$orderby=name&$top=2")).at("/value/0/name").asText())
        .isLessThan(
            json(ask("/accounts?$select=name&$orderby=name&$top=2")).at("/value/1/name").asText());
  }

  @Test
  void addsLabelsWhereTheyAreWanted() throws IOException, InterruptedException {
    String label = "statecode@OData.Community.Display.V1.FormattedValue";
    JsonNode with =
        json(ask("/accounts?$select=statecode", "Prefer", "odata.include-annotations=\"*\""));
    assertThat(with.at("/value/0").path(label).asText()).isIn("Active", "Inactive");
    assertThat(json(ask("/accounts?$select=statecode")).at("/value/0").has(label)).isFalse();
  }

  @Test
  void tellsChangesByTheDeltaLinkUntilItExpires() throws IOException, InterruptedException {
    String link =
        json(ask("/contacts?$select=fullname", "Prefer", "odata.track-changes"))
            .path("@odata.deltaLink")
            .asText();
    sandbox.controls().change("contact", 1, 1);
    sandbox.controls().delete("contact", 2, 1);
    JsonNode changes = json(ask(link));
    assertThat(changes.path("value").size()).isEqualTo(2);
    assertThat(changes.at("/value/1/reason").asText()).isEqualTo("deleted");
    assertThat(changes.at("/value/1/@odata.context").asText()).endsWith("#contacts/$deletedEntity");
    sandbox.controls().forgetChanges();
    assertThat(code(ask(link))).isEqualTo("0x80044352");
  }

  @Test
  void tracksNoChangesOfATableThatIsNotTracked() throws IOException, InterruptedException {
    assertThat(ask("/systemusers", "Prefer", "odata.track-changes").statusCode()).isEqualTo(400);
  }

  @Test
  void protectsItself() throws IOException, InterruptedException {
    sandbox.controls().limit(1, Duration.ofMinutes(5), 52);
    assertThat(ask("/WhoAmI").statusCode()).isEqualTo(200);
    HttpResponse<String> second = ask("/WhoAmI");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).isPresent();
    assertThat(code(second)).isEqualTo("0x80072322");
  }

  @Test
  void keepsATableFromWhoMayNotReadIt() throws IOException, InterruptedException {
    sandbox.controls().forbid("account");
    HttpResponse<String> answer = ask("/accounts");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("is missing prvReadaccount privilege");
  }

  @Test
  void isSteeredFromOutside() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(sandbox.control() + "/faults"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"kind\":\"STATUS\",\"table\":\"account\",\"status\":500}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(json(answer).path("fault").asInt()).isPositive();
    assertThat(ask("/accounts").statusCode()).isEqualTo(500);
  }

  private static String statement(PrivateKey key, String algorithm, String thumb, String claims)
      throws GeneralSecurityException {
    String both =
        encoded("{\"alg\":\"%s\",\"typ\":\"JWT\",%s}".formatted(algorithm, thumb).getBytes())
            + "."
            + encoded(claims.getBytes());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(both.getBytes());
    return both + "." + encoded(signature.sign());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String claims(String audience, String issuer, String id, long from) {
    return "{\"aud\":\"%s\",\"iss\":\"%s\",\"sub\":\"%s\",\"jti\":\"%s\",\"nbf\":%d,\"exp\":%d}"
        .formatted(audience, issuer, issuer, id, from, from + 300);
  }

  private static String shown(String statement) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        login(
            "grant_type=client_credentials"
                + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                + "&client_assertion="
                + statement);
    return answer.statusCode() == 200
        ? "token"
        : MAPPER.readTree(answer.body()).path("error_codes").path(0).asText();
  }

  @Test
  void takesAStatementSignedWithTheRegisteredCertificateOnceOnly()
      throws GeneralSecurityException, IOException, InterruptedException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = Controls.CERTIFICATE_PASSWORD.toCharArray();
    store.load(
        new ByteArrayInputStream(sandbox.controls().certificate(Duration.ofDays(10))), password);
    PrivateKey key = (PrivateKey) store.getKey("1", password);
    byte[] certificate = store.getCertificate("1").getEncoded();
    String thumb =
        "\"x5t\":\"%s\"".formatted(encoded(MessageDigest.getInstance("SHA-1").digest(certificate)));
    String other =
        "\"x5t#S256\":\"%s\"".formatted(encoded(MessageDigest.getInstance("SHA-256").digest()));
    String client = DataverseSandbox.CLIENT_ID;
    String here = sandbox.url() + "/" + DataverseSandbox.TENANT + "/oauth2/v2.0/token";
    long now = Clock.systemUTC().instant().getEpochSecond();

    String good = statement(key, "RS256", thumb, claims(here, client, "1", now));
    assertThat(shown(good)).isEqualTo("token");
    assertThat(shown(good)).as("again").isEqualTo("50013");
    assertThat(shown(statement(key, "RS256", thumb, claims(here, client, "", now))))
        .as("without an id")
        .isEqualTo("50013");
    assertThat(shown(statement(key, "RS256", other, claims(here, client, "2", now))))
        .as("another certificate's thumbprint")
        .isEqualTo("700027");
    assertThat(shown(statement(key, "PS256", thumb, claims(here, client, "3", now))))
        .as("signed otherwise than said")
        .isEqualTo("700027");
    assertThat(shown(statement(key, "none", thumb, claims(here, client, "4", now))))
        .as("an algorithm that is not taken")
        .isEqualTo("5002738");
    assertThat(shown(statement(key, "RS256", thumb, claims(here, "somebody", "5", now))))
        .as("another's")
        .isEqualTo("700021");
    assertThat(shown(statement(key, "RS256", thumb, claims("https://a.test", client, "6", now))))
        .as("for another address")
        .isEqualTo("700023");
    assertThat(shown(statement(key, "RS256", thumb, claims(here, client, "7", now - 3_600))))
        .as("over")
        .isEqualTo("700024");
    assertThat(shown(statement(key, "RS256", thumb, claims(here, client, "8", now + 3_600))))
        .as("not yet")
        .isEqualTo("700024");
    assertThat(shown("a.b")).isEqualTo("50027");
  }

  @Test
  void limitsTheTimeThatQuestionsTakeTogether() throws IOException, InterruptedException {
    sandbox.controls().limitExecution(Duration.ofMillis(20));
    sandbox.controls().add(Fault.latency("account", 30));
    assertThat(ask("/accounts?$top=1").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = ask("/contacts?$top=1");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(290L, 301L);
    JsonNode error = MAPPER.readTree(refused.body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo("0x80072321");
    assertThat(error.path("message").asText())
        .startsWith("Combined execution time of incoming requests exceeded limit of 20 milli");
    sandbox.controls().calm();
    assertThat(ask("/contacts?$top=1").statusCode()).isEqualTo(200);
  }
}
