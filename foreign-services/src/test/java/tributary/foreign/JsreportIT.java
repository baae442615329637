package tributary.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.spi.ColumnType;
import tributary.spi.ReadKind;

/**
 * jsreport, a report server: its own model and samples, behind a name and a password, or tokens of
 * oidc-provider, an authority of others.
 */
class JsreportIT {
  private static final String USERNAME = "ann";
  private static final String PASSWORD = "correct-horse";
  private static final String TOKENS = "tokens at ";

  private static NodeService service;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    service =
        NodeService.start(
            "jsreport.js", Map.of("SERVICE_USERNAME", USERNAME, "SERVICE_PASSWORD", PASSWORD));
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static ServiceReading reading(String password) {
    return reading(service.root(), password);
  }

  private static ServiceReading reading(URI root, String password) {
    return reading(
        root, Map.of("authentication", "basic", "username", USERNAME, "password", password));
  }

  private static ServiceReading byToken(String token) {
    return reading(service.root(), Map.of("authentication", "bearer", "token", token));
  }

  private static ServiceReading byClient(String secret) {
    return reading(
        service.root(),
        Map.of(
            "authentication",
            "client",
            "tokenAddress",
            service.told(TOKENS),
            "clientId",
            USERNAME,
            "clientSecret",
            secret));
  }

  private static ServiceReading reading(URI root, Map<String, String> settings) {
    return new ServiceReading(root, settings, PlainHttp.as(USERNAME, PASSWORD));
  }

  @Test
  void findsEverySetWithItsKeyAndTypes() throws InterruptedException {
    try (ServiceReading reading = reading(PASSWORD)) {
      assertThat(reading.check().failure()).isEmpty();
      assertThat(reading.tables())
          .contains("templates", "folders", "settings", "data", "users", "profiles");
      assertThat(reading.layout("templates").key()).containsExactly("_id");
      assertThat(reading.layout("templates").reads())
          .containsExactlyInAnyOrder(ReadKind.FULL, ReadKind.INCREMENTAL);
      assertThat(reading.types("templates"))
          .containsEntry("name", ColumnType.TEXT)
          .containsEntry("creationDate", ColumnType.TIMESTAMP)
          .containsEntry("folder", ColumnType.JSON);
      assertThat(reading.types("users"))
          .containsEntry("isAdmin", ColumnType.BOOLEAN)
          .containsEntry("failedLoginAttemptsCount", ColumnType.WHOLE);
    }
  }

  @Test
  void readsEveryRowOfEverySet() throws IOException, InterruptedException {
    try (ServiceReading reading = reading(PASSWORD)) {
      List<String> tables = reading.tables();
      int rows = 0;
      for (String table : tables) {
        rows += reading.requireSameAsPlain(table).all().size();
      }
      assertThat(rows).as("rows of %s", tables).isGreaterThan(10);
      assertThat(reading.read("templates").rows()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void saysThatThePasswordIsWrong() throws InterruptedException {
    try (ServiceReading reading = reading("wrong-one")) {
      assertThat(reading.refusal("password"))
          .isEqualTo(
              "“127.0.0.1” refuses the sign-in. Correct it, or choose another way to sign in.");
    }
  }

  @Test
  void saysThatTheAddressIsNotTheRoot() throws InterruptedException {
    try (ServiceReading reading = reading(service.root().resolve("/"), PASSWORD)) {
      assertThat(reading.refusal("address"))
          .contains("answers, but not as an OData v4 service does");
    }
  }

  @Test
  void readsByTheTokensOfAnAuthority() throws IOException, InterruptedException {
    try (ServiceReading reading = byClient(PASSWORD)) {
      assertThat(reading.check().failure()).isEmpty();
      assertThat(reading.requireSameAsPlain("templates").all()).isNotEmpty();
    }
  }

  @Test
  void readsByATokenThatIsGiven() throws IOException, InterruptedException {
    String token = PlainHttp.as(USERNAME, PASSWORD).token(URI.create(service.told(TOKENS)));
    try (ServiceReading reading = byToken(token)) {
      assertThat(reading.check().failure()).isEmpty();
      assertThat(reading.requireSameAsPlain("templates").all()).isNotEmpty();
    }
  }

  @Test
  void saysThatTheClientSecretIsWrong() throws InterruptedException {
    try (ServiceReading reading = byClient("wrong-one")) {
      assertThat(reading.refusal("clientSecret"))
          .isEqualTo(
              "“127.0.0.1” gives no token for the Client ID “ann” with this Client secret. Correct"
                  + " them, the Scope or the Token address.");
    }
  }

  @Test
  void saysThatTheTokenIsWrong() throws InterruptedException {
    try (ServiceReading reading = byToken("wrong-one")) {
      assertThat(reading.refusal("token")).contains("refuses the sign-in");
    }
  }
}
