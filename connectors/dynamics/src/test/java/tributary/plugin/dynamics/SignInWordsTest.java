package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

/** Each of Microsoft's numbers with the words a person reads, and the field that they stand at. */
class SignInWordsTest {
  private static final String SECRET = "a-secret-that-nobody-reads";

  private final TestContext context = new TestContext();
  private HttpServer microsoft;
  private int status = 400;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    microsoft = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    microsoft.createContext("/", this::answer);
    microsoft.start();
  }

  @AfterEach
  void stop() {
    microsoft.stop(0);
    context.close();
  }

  private String url() {
    return "http://127.0.0.1:" + microsoft.getAddress().getPort();
  }

  /** The environment wants a sign-in; the authority answers as the test says. */
  private void answer(HttpExchange exchange) throws IOException {
    boolean sign = exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token");
    byte[] bytes = (sign ? body : "").getBytes(StandardCharsets.UTF_8);
    if (!sign) {
      exchange
          .getResponseHeaders()
          .add("WWW-Authenticate", "Bearer authorization_uri=" + url() + "/care/oauth2/authorize");
    }
    exchange.sendResponseHeaders(sign ? status : 401, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private CheckStep refused(boolean user) throws InterruptedException {
    Map<String, String> settings = new HashMap<>();
    settings.put("clientId", "app-1");
    settings.put("domainUrl", url());
    settings.put("authority", url());
    if (user) {
      settings.put("username", "ann@care.example");
      settings.put("password", SECRET);
    } else {
      settings.put("clientSecret", SECRET);
    }
    DynamicsConnectorFactory factory = new DynamicsConnectorFactory();
    try (Connector connector =
        factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context)) {
      CheckStep step = connector.check().failure().orElseThrow();
      assertThat(step.name()).isEqualTo("Sign in");
      assertThat(step.detail()).doesNotContain(SECRET);
      return step;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "50126 | password | one of them is wrong, the password has expired, or the user is disabled",
        "50055 | password | the password has expired",
        "50057 | password | the user is disabled",
        "50034 | username | Microsoft refuses the Username “ann@care.example”",
        "50076 | username | must sign in with a second factor, which an import cannot do",
        "50079 | username | Sign in as the application: empty Username and Password",
        "53003 | username | add the application as an application user of the environment",
        "65001 | clientId | Nobody has consented that the application “app-1” may use Dynamics 365",
        "7000218 | clientSecret | Microsoft refuses the Client ID “app-1” with this Client secret"
      })
  void saysWhatAUserCanDo(String number, String field, String words) throws InterruptedException {
    body = "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS" + number + ": No.\"}";
    CheckStep step = refused(true);
    assertThat(step.fieldKey()).contains(field);
    assertThat(step.detail()).contains(words).contains("(AADSTS" + number + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7000215 | clientSecret | Enter the secret's value (not its ID) under Certificates & secrets",
        "7000222 | clientSecret | The Client secret has expired. Make a new one under Certificates",
        "700027 | certificate | Upload its public part to the app registration",
        "700016 | clientId | The tenant does not know the application “app-1”",
        "90002 | tenant | Microsoft does not know the tenant “care”",
        "500011 | domainUrl | The tenant has no environment"
      })
  void saysWhatWhoRunsTheApplicationCanDo(String number, String field, String words)
      throws InterruptedException {
    body = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" + number + ": No.\"}";
    CheckStep step = refused(false);
    assertThat(step.fieldKey()).contains(field);
    assertThat(step.detail()).contains(words).contains("(AADSTS" + number + ")");
  }

  @Test
  void saysWhereToLookANumberUpThatItDoesNotKnow() throws InterruptedException {
    body = "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS123456: New.\"}";
    assertThat(refused(false).detail())
        .contains("AADSTS123456. Look the number up at https://login.microsoftonline.com/error");
  }

  @Test
  void saysThatTheSignInFailsForNow() throws InterruptedException {
    status = 503;
    assertThat(refused(false).detail())
        .contains("The sign-in at “127.0.0.1” fails with status 503. Try again later.");
  }

  private CheckStep first(Map<String, String> settings) throws InterruptedException {
    DynamicsConnectorFactory factory = new DynamicsConnectorFactory();
    try (Connector connector =
        factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context)) {
      CheckStep step = connector.check().failure().orElseThrow();
      assertThat(step.name()).isEqualTo("Find the environment");
      assertThat(step.detail()).doesNotContain(SECRET);
      return step;
    }
  }

  @Test
  void asksTheEnvironmentWhichAuthorityGivesTokensAlsoWhereTheTenantIsKnown()
      throws InterruptedException {
    Map<String, String> settings =
        Map.of("clientId", "app-1", "domainUrl", url(), "tenant", "care", "clientSecret", SECRET);
    CheckStep step = first(settings);
    assertThat(step.fieldKey()).contains("authority");
    assertThat(step.detail()).contains("says to sign in at “" + url() + "”");
  }

  @Test
  void asksForThePasswordBeforeAnythingElse() throws InterruptedException {
    CheckStep step =
        first(Map.of("clientId", "app-1", "domainUrl", "http://127.0.0.1:1", "username", "ann"));
    assertThat(step.fieldKey()).contains("password");
    assertThat(step.detail()).contains("Enter the Password of “ann”");
  }

  @Test
  void saysWhichAddressDoesNotAnswer() throws InterruptedException {
    CheckStep step =
        first(
            Map.of("clientId", "app-1", "domainUrl", "http://127.0.0.1:1", "clientSecret", SECRET));
    assertThat(step.fieldKey()).contains("domainUrl");
    assertThat(step.detail()).startsWith("Domain URL: ");
  }

  @Test
  void saysThatTheVersionIsNotServed() throws InterruptedException {
    microsoft.createContext(
        "/api/data/v99.0/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    CheckStep step =
        first(
            Map.of(
                "clientId",
                "app-1",
                "domainUrl",
                url(),
                "clientSecret",
                SECRET,
                "apiVersion",
                "v99.0"));
    assertThat(step.fieldKey()).contains("apiVersion");
    assertThat(step.detail()).contains("has no version v99.0 of the Web API. Enter v9.2");
  }

  @Test
  void saysThatTheAuthorityKnowsNothingOfSigningIn() throws InterruptedException {
    status = 501;
    assertThat(refused(false).fieldKey()).contains("authority");
  }

  @Test
  void saysThatTheAuthorityIsNone() throws InterruptedException {
    status = 200;
    body = "<html>Welcome</html>";
    CheckStep step = refused(false);
    assertThat(step.fieldKey()).contains("authority");
    assertThat(step.detail()).contains("does not give tokens as Microsoft does");
  }
}
