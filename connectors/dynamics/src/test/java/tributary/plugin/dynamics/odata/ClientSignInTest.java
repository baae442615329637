package tributary.plugin.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

/** Client credentials, at an authority that knows them in the header alone, as OAuth lets it. */
class ClientSignInTest {
  private static final String SECRET = "s3cret+of: the/importer";
  private static final String METADATA =
      """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
      <edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="N">
      <EntityType Name="A"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
      <EntityContainer Name="C"><EntitySet Name="As" EntityType="N.A"/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>""";

  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final TestContext context = new TestContext();
  private HttpServer server;
  private volatile int refusal = 401;
  private volatile String problem = "{\"error\":\"invalid_client\"}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/odata/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    context.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    // OAuth wants both parts encoded as in a form before they become a header
    String both = "importer:s3cret%2Bof%3A+the%2Fimporter";
    String header =
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    if (header.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 200, "{\"access_token\":\"t1\",\"token_type\":\"Bearer\"}");
    } else {
      send(exchange, refusal, problem);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean known = "Bearer t1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean metadata = exchange.getRequestURI().getPath().endsWith("$metadata");
    send(exchange, known ? 200 : 401, metadata ? METADATA : "{\"value\":[{\"id\":1}]}");
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Connector connector(String secret) {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    ODataConnectorFactory factory = new ODataConnectorFactory();
    return factory.create(
        MapConfigValues.of(
            factory.descriptor().config(),
            Map.of(
                "address",
                base + "/odata",
                "authentication",
                "client",
                "tokenAddress",
                base + "/token",
                "clientId",
                "importer",
                "clientSecret",
                secret)),
        context);
  }

  @Test
  void provesItselfInTheHeaderWhereTheFormIsRefused() throws InterruptedException {
    try (Connector connector = connector(SECRET)) {
      assertThat(connector.check().failure()).isEmpty();
    }
    assertThat(forms).hasSize(2);
    assertThat(forms.get(1)).isEqualTo("grant_type=client_credentials");
  }

  @Test
  void doesSoWhenTheRefusalIsOfTheOtherStatus() throws InterruptedException {
    refusal = 400;
    try (Connector connector = connector(SECRET)) {
      assertThat(connector.check().failure()).isEmpty();
    }
  }

  @Test
  void doesSoWhenTheRefusalSaysNothing() throws InterruptedException {
    problem = "";
    try (Connector connector = connector(SECRET)) {
      assertThat(connector.check().failure()).isEmpty();
    }
  }

  @Test
  void asksOnceWhenSomethingElseIsWrong() throws InterruptedException {
    refusal = 400;
    problem = "{\"error\":\"invalid_scope\"}";
    try (Connector connector = connector(SECRET)) {
      assertThat(connector.check().failure()).isPresent();
    }
    assertThat(forms).hasSize(1);
  }

  @Test
  void saysThatTheSecretIsWrong() throws InterruptedException {
    try (Connector connector = connector("wrong-one")) {
      CheckStep step = connector.check().failure().orElseThrow();
      assertThat(step.fieldKey()).contains("clientSecret");
      assertThat(step.detail())
          .isEqualTo(
              "“127.0.0.1” gives no token for the Client ID “importer” with this Client secret."
                  + " Correct them, the Scope or the Token address.");
    }
  }
}
