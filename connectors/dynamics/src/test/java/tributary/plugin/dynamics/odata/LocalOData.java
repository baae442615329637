package tributary.plugin.dynamics.odata;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.TableName;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

/** A service of any kind: a few answers behind a password. */
final class LocalOData implements BeforeEachCallback, AfterEachCallback {
  static final String METADATA =
      """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
      <edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="N">
      <EntityType Name="Reading"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.Int32" Nullable="false"/>
      <Property Name="value" Type="Edm.Double"/><Property Name="at" Type="Edm.DateTimeOffset"/>
      <Property Name="note" Type="Edm.String"/></EntityType>
      <EntityContainer Name="C"><EntitySet Name="Readings" EntityType="N.Reading">
      <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record>
      <PropertyValue Property="Supported" Bool="true"/></Record></Annotation>
      </EntitySet></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>""";

  /** Answers that are refusals. */
  static final String NOT_BY_ITSELF = "not by itself";

  static final String SLOWER = "slower";
  static final String TOO_SLOW = "too slow";
  private static final Map<String, Integer> REFUSALS =
      Map.of(NOT_BY_ITSELF, 405, SLOWER, 503, TOO_SLOW, 504);

  static final TableName READINGS = new TableName("", "Readings");

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final TestContext context = new TestContext();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  /** Whether answers come packed. */
  volatile boolean packs;

  volatile String retryAfter = "Thu, 01 Jan 2026 00:00:00 GMT";

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    answer("$metadata", METADATA);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    server.stop(0);
    threads.shutdownNow();
    context.close();
  }

  /**
   * Says what the answer is.
   *
   * @param path under the root of the service, without what is selected; before {@code , 50 a page}
   *     where it is for that size of pages alone
   */
  void answer(String path, String text) {
    answers.put("/odata/" + path, text);
  }

  /** Answers with rows, and with what stands behind them. */
  void page(String path, String behind, String... rows) {
    answer(path, "{\"value\":[" + String.join(",", rows) + "]" + behind + "}");
  }

  static String next(String link) {
    return ",\"@odata.nextLink\":\"" + link + "\"";
  }

  static String delta(String link) {
    return ",\"@odata.deltaLink\":\"" + link + "\"";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString("ann:right".getBytes(StandardCharsets.UTF_8));
    String uri = exchange.getRequestURI().toString();
    String path = uri.contains("$select") ? uri.substring(0, uri.indexOf('?')) : uri;
    if (uri.contains("$filter=")) {
      path += "?" + URLDecoder.decode(uri.replaceFirst(".*[$]filter=", ""), StandardCharsets.UTF_8);
    }
    String prefer = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Prefer")).orElse("");
    String pageSize = prefer.replaceFirst(".*maxpagesize=(\\d+).*", "$1");
    String whole = answers.getOrDefault(path.replace("?$top=1", ""), "");
    String text = answers.getOrDefault(path + ", " + pageSize + " a page", whole);
    int status =
        !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            ? 401
            : text.isEmpty() ? 404 : REFUSALS.getOrDefault(text, 200);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    if (packs) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(body);
      }
      body = out.toByteArray();
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.getResponseHeaders().set("Retry-After", retryAfter);
    exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
    if (status == 200) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("address", "http://127.0.0.1:" + server.getAddress().getPort() + "/odata/");
    settings.put("authentication", "basic");
    settings.put("username", "ann");
    settings.put("password", "right");
    return settings;
  }

  Connector connector() {
    return connector(settings());
  }

  Connector connector(Map<String, String> settings) {
    ODataConnectorFactory factory = new ODataConnectorFactory();
    return factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context);
  }

  /** Returns why the rows cannot be read. */
  ConnectorException refused() {
    try (Connector connector = connector()) {
      return catchThrowableOfType(
          ConnectorException.class, () -> FullRead.of(connector.source().orElseThrow(), READINGS));
    }
  }
}
