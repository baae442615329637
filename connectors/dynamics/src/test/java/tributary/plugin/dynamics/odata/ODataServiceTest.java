package tributary.plugin.dynamics.odata;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.sandbox.dataverse.DataverseSandbox;
import tributary.sandbox.dataverse.DataverseSettings;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.BatchReader;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.CursorProblem;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.TestContext;

/** A service of any kind, here a few files behind a password. */
class ODataServiceTest {
  private static final String METADATA =
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
  private static final String NOT_BY_ITSELF = "not by itself";
  private static final String SLOWER = "slower";
  private static final String TOO_SLOW = "too slow";
  private static final String CIRCLE =
      "“127.0.0.1” leads from page to page of “Readings” in a circle, which would never end. Tell the"
          + " people who run the service; until then, leave the table out.";
  private static final Map<String, Integer> REFUSALS =
      Map.of(NOT_BY_ITSELF, 405, SLOWER, 503, TOO_SLOW, 504);
  private static final int LONG_PAGE_ROWS = 2_000;
  private static final int PARTIAL_ROWS = 25;
  private static final TableName READINGS = new TableName("", "Readings");

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final TestContext context = new TestContext();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile boolean packs;
  private volatile String retryAfter = "Thu, 01 Jan 2026 00:00:00 GMT";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    answers.put("/odata/$metadata", METADATA);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    context.close();
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

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("address", "http://127.0.0.1:" + server.getAddress().getPort() + "/odata/");
    settings.put("authentication", "basic");
    settings.put("username", "ann");
    settings.put("password", "right");
    return settings;
  }

  private Connector connector(Map<String, String> settings) {
    ODataConnectorFactory factory = new ODataConnectorFactory();
    return factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context);
  }

  private CheckStep failed(String key, String value) throws InterruptedException {
    Map<String, String> settings = settings();
    settings.put(key, value);
    try (Connector connector = connector(settings)) {
      return connector.check().failure().orElseThrow();
    }
  }

  @Test
  void readsNumbersThatAreNoneAndTellsChangesByLinks() throws InterruptedException {
    answers.put(
        "/odata/Readings",
        "{\"value\":[{\"id\":1,\"value\":\"NaN\",\"at\":\"1700-02-28T00:00:00Z\"},"
            + "{\"id\":2,\"value\":\"-INF\",\"note\":\"a\\u0000b\"}],"
            + "\"@odata.deltaLink\":\"Readings?$deltatoken=1\"}");
    answers.put(
        "/odata/Readings?$deltatoken=1",
        "{\"value\":[{\"id\":3,\"value\":1.5,\"at\":null,\"note\":\"\"},"
            + "{\"@removed\":{\"reason\":\"deleted\"},\"@id\":\"Readings(1)\"},"
            + "{\"@odata.context\":\"$metadata#Readings/$deletedEntity\",\"id\":\"Readings(2)\"}],"
            + "\"@odata.deltaLink\":\"/odata/Readings?$deltatoken=2\"}");
    try (Connector connector = connector(settings())) {
      assertThat(connector.check().failure()).isEmpty();
      Source source = connector.source().orElseThrow();
      FullRead all = FullRead.of(source, READINGS);
      assertThat(all.rows())
          .extracting(row -> row.values().get(1))
          .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
      assertThat(all.rows().get(0).values().get(2))
          .isEqualTo(Instant.parse("1700-02-28T00:00:00Z"));
      assertThat(all.rows().get(1).values().get(3)).isEqualTo("a\u0000b");
      FullRead changes = FullRead.since(source, READINGS, all.cursor().orElseThrow());
      assertThat(changes.rows()).hasSize(1);
      assertThat(changes.deletes())
          .extracting(key -> key.values())
          .containsExactly(List.of("1"), List.of("2"));
      assertThat(changes.cursor().orElseThrow().value()).endsWith("/odata/Readings?$deltatoken=2");
    }
  }

  @Test
  void asksForTheRestOfRowsThatChangedInPartAndPassesWhatIsNoRow() throws InterruptedException {
    answers.put(
        "/odata/Readings",
        "{\"value\":[{\"id\":1,\"note\":\"n1\"}],\"@odata.deltaLink\":\"Readings?t=1\"}");
    answers.put(
        "/odata/Readings?t=1",
        "{\"value\":[{\"id\":1,\"value\":99.5},{\"id\":4,\"note\":null},"
            + "{\"@odata.context\":\"#Readings/$link\",\"source\":\"Readings(1)\"},"
            + "{\"@context\":\"#Readings/$deletedLink\",\"source\":\"Readings(1)\"},"
            + "{\"value\":1}],\"@odata.deltaLink\":\"Readings?t=2\"}");
    answers.put(
        "/odata/Readings?(id eq 1) or (id eq 4)",
        "{\"value\":[{\"id\":1,\"value\":99.5,\"note\":\"n1\"}],"
            + "\"@odata.nextLink\":\"Readings?more\"}");
    answers.put("/odata/Readings?more", "{\"value\":[{\"id\":4,\"note\":\"n4\"}]}");
    Map<String, String> oneAtOnce = settings();
    oneAtOnce.put("parallelRequests", "1");
    try (Connector connector = connector(oneAtOnce)) {
      Source source = connector.source().orElseThrow();
      FullRead all = FullRead.of(source, READINGS);
      FullRead changes = FullRead.since(source, READINGS, all.cursor().orElseThrow());
      assertThat(changes.rows())
          .extracting(row -> row.values())
          .containsExactly(
              Arrays.asList(1L, 99.5, null, "n1"), Arrays.asList(4L, null, null, "n4"));
      assertThat(changes.rejects())
          .extracting(reject -> reject.problem())
          .containsExactly("a row that changed in part is named in a way that is not understood");
    }
  }

  @Test
  @Timeout(60)
  void asksForTheRestOfRowsBeforeTheirPageIsHandedOverInItsMiddleAndWithOneQuestionAtOnce()
      throws InterruptedException {
    answers.put("/odata/Readings", "{\"value\":[],\"@odata.deltaLink\":\"Readings?t=0\"}");
    StringBuilder parts = new StringBuilder("{\"value\":[");
    LongStream.range(0, PARTIAL_ROWS)
        .forEach(id -> parts.append("{\"id\":").append(id).append(",\"value\":9.5},"));
    answers.put(
        "/odata/Readings?t=0",
        longPage(0, LONG_PAGE_ROWS)
            .replace(",\"note\"", ",\"value\":1,\"at\":null,\"note\"")
            .replace("{\"value\":[", parts));
    wholeRows(0, 20);
    wholeRows(20, PARTIAL_ROWS);
    Map<String, String> oneAtOnce = settings();
    oneAtOnce.put("parallelRequests", "1");
    try (Connector connector = connector(oneAtOnce)) {
      Source source = connector.source().orElseThrow();
      ReadRequest.Incremental request =
          new ReadRequest.Incremental(
              READINGS,
              TableOptions.NONE,
              full(source).columns(),
              FullRead.of(source, READINGS).cursor().orElseThrow(),
              Duration.ZERO);
      RecordingBatchBuilder first = new RecordingBatchBuilder(request.columns(), 100);
      try (BatchReader reader = source.open(request, split(source, request), Optional.empty())) {
        assertThat(reader.readInto(first)).isInstanceOf(ReadStep.More.class);
      }
      assertThat(first.rows())
          .filteredOn(row -> "whole".equals(row.values().get(3)))
          .extracting(row -> row.values().get(0))
          .containsExactlyElementsOf(LongStream.range(0, PARTIAL_ROWS).boxed().toList());
    }
  }

  private void wholeRows(long from, long to) {
    String filter =
        LongStream.range(from, to).mapToObj(id -> "(id eq " + id + ")").collect(joining(" or "));
    String rows =
        LongStream.range(from, to)
            .mapToObj(id -> "{\"id\":" + id + ",\"note\":\"whole\"}")
            .collect(joining(","));
    answers.put("/odata/Readings?" + filter, "{\"value\":[" + rows + "]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  @Timeout(60)
  void doesNotGoRoundInACircleOfPages(int length) {
    answers.put("/odata/Readings", "{\"value\":[],\"@odata.nextLink\":\"Readings?p=0\"}");
    for (int page = 0; page < length; page++) {
      answers.put(
          "/odata/Readings?p=" + page,
          "{\"value\":[{\"id\":1}],\"@odata.nextLink\":\"Readings?p="
              + (page + 1) % length
              + "\"}");
    }
    assertThat(refused()).hasMessage(CIRCLE);
  }

  @Test
  @Timeout(60)
  void doesNotGoRoundInACircleOfPagesForTheRestOfRowsThatChangedInPart()
      throws InterruptedException {
    answers.put("/odata/Readings", "{\"value\":[],\"@odata.deltaLink\":\"Readings?t=1\"}");
    answers.put(
        "/odata/Readings?t=1",
        "{\"value\":[{\"id\":1,\"note\":\"n\"}],\"@odata.deltaLink\":\"Readings?t=2\"}");
    answers.put(
        "/odata/Readings?(id eq 1)", "{\"value\":[],\"@odata.nextLink\":\"Readings?more=1\"}");
    answers.put("/odata/Readings?more=1", "{\"value\":[],\"@odata.nextLink\":\"Readings?more=2\"}");
    answers.put("/odata/Readings?more=2", "{\"value\":[],\"@odata.nextLink\":\"Readings?more=1\"}");
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, READINGS).cursor().orElseThrow();
      assertThat(
              catchThrowableOfType(
                  ConnectorException.class, () -> FullRead.since(source, READINGS, cursor)))
          .hasMessage(CIRCLE);
    }
  }

  @Test
  void refusesAnAnswerThatSaysMoreBesideItsRowsThanAnybodyReads() {
    String note = "n".repeat(600_000);
    answers.put(
        "/odata/Readings",
        "{\"value\":[],\"@a.one\":\"" + note + "\",\"@a.two\":{\"b\":\"" + note + "\"}}");
    assertThat(refused())
        .hasMessage(
            "“127.0.0.1”'s answer for “Readings” has more than a million characters beside its rows."
                + " Tell the people who run the service; until then, leave the table out.");
  }

  private ConnectorException refused() {
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      return catchThrowableOfType(ConnectorException.class, () -> FullRead.of(source, READINGS));
    }
  }

  @Test
  void understandsARefusalThatSaysItIsPackedAndIsEmpty() {
    packs = true;
    answers.put("/odata/Readings", NOT_BY_ITSELF);
    try (Connector connector = connector(settings())) {
      assertThat(
              catchThrowableOfType(
                  ConnectorException.class,
                  () -> FullRead.of(connector.source().orElseThrow(), READINGS)))
          .hasMessageContaining("does not give out the rows of “Readings” by themselves");
    }
  }

  @Test
  void handsOverALongPageInPartsAndGoesOnInItsMiddle() throws InterruptedException {
    answers.put("/odata/Readings", longPage(0, LONG_PAGE_ROWS));
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      assertThat(handedOverInItsMiddle(source).value()).matches("\\d+ [0-9a-f]+ /odata/Readings.*");
      assertThat(FullRead.crashingAfterEveryBatch(source, READINGS, 100).rows())
          .extracting(row -> row.values().get(0))
          .isEqualTo(LongStream.range(0, LONG_PAGE_ROWS).boxed().toList());
    }
  }

  @Test
  void doesNotGoOnInTheMiddleOfAPageThatChanged() throws InterruptedException {
    answers.put("/odata/Readings", longPage(0, LONG_PAGE_ROWS));
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      Position middle = handedOverInItsMiddle(source);
      answers.put(
          "/odata/Readings", longPage(0, LONG_PAGE_ROWS).replace("{\"id\":7,", "{\"id\":-7,"));
      ReadRequest.Full request = full(source);
      try (BatchReader reader = source.open(request, split(source, request), Optional.of(middle))) {
        assertThat(
                catchThrowableOfType(
                    ConnectorException.class,
                    () -> reader.readInto(new RecordingBatchBuilder(request.columns(), 100))))
            .hasMessage(
                "“Readings” changed at its source while this read was interrupted, so that it cannot"
                    + " go on where it was. Run again: then it begins anew.");
      }
    }
  }

  @Test
  void goesOnInTheMiddleOfALongPageByPagesThatAreShorter() throws InterruptedException {
    answers.put("/odata/Readings", longPage(0, LONG_PAGE_ROWS));
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      Position middle = handedOverInItsMiddle(source);
      answers.put("/odata/Readings, 5000 a page", TOO_SLOW);
      for (int from = 0; from < LONG_PAGE_ROWS; from += 300) {
        answers.put(
            "/odata/Readings" + (from == 0 ? "" : "?p=" + from),
            longPage(from, Math.min(LONG_PAGE_ROWS, from + 300)));
      }
      ReadRequest.Full request = full(source);
      RecordingBatchBuilder rest = new RecordingBatchBuilder(request.columns(), 10_000);
      try (BatchReader reader = source.open(request, split(source, request), Optional.of(middle))) {
        assertThat(reader.readInto(rest)).isInstanceOf(ReadStep.Done.class);
      }
      long taken = Long.parseLong(middle.value().substring(0, middle.value().indexOf(' ')));
      assertThat(taken).as("more than a short page has").isGreaterThan(300);
      assertThat(rest.rows())
          .extracting(row -> row.values().get(0))
          .isEqualTo(LongStream.range(taken, LONG_PAGE_ROWS).boxed().toList());
    }
  }

  private static Position handedOverInItsMiddle(Source source) throws InterruptedException {
    ReadRequest.Full request = full(source);
    RecordingBatchBuilder first = new RecordingBatchBuilder(request.columns(), 100);
    try (BatchReader reader = source.open(request, split(source, request), Optional.empty())) {
      Position middle = ((ReadStep.More) reader.readInto(first)).resumeAt();
      assertThat(first.rows()).hasSizeBetween(100, LONG_PAGE_ROWS - 1);
      return middle;
    }
  }

  private static ReadRequest.Full full(Source source) throws InterruptedException {
    return new ReadRequest.Full(
        READINGS, TableOptions.NONE, source.layout(READINGS, TableOptions.NONE).columns());
  }

  private static Split split(Source source, ReadRequest request) throws InterruptedException {
    return source.plan(request).splits().next(1).get(0);
  }

  /** A page of these rows, 10 kB each. */
  private static String longPage(int from, int to) {
    String note = "n".repeat(10_000);
    String next =
        to < LONG_PAGE_ROWS
            ? "@odata.nextLink\":\"Readings?p=" + to
            : "@odata.deltaLink\":\"Readings?t=1";
    return IntStream.range(from, to)
        .mapToObj(id -> "{\"id\":" + id + ",\"note\":\"" + note + "\"}")
        .collect(joining(",", "{\"value\":[", "],\"" + next + "\"}"));
  }

  @Test
  void unpacksWhatComesPackedAndWantsThatOfOtherMachinesOnly() throws InterruptedException {
    packs = true;
    answers.put(
        "/odata/Readings", "{\"value\":[{\"id\":7}],\"@odata.deltaLink\":\"Readings?t=1\"}");
    try (Connector connector = connector(settings())) {
      assertThat(FullRead.of(connector.source().orElseThrow(), READINGS).rows()).hasSize(1);
    }
    assertThat(new ServiceAddress(URI.create("https://a.example/odata")).isThisMachine()).isFalse();
    assertThat(new ServiceAddress(URI.create("http://[::1]:80/odata")).isThisMachine()).isTrue();
  }

  @Test
  void saysThatATableIsNotGivenOutByItself() {
    answers.put("/odata/Readings", NOT_BY_ITSELF);
    try (Connector connector = connector(settings())) {
      assertThat(
              catchThrowableOfType(
                  ConnectorException.class,
                  () -> FullRead.of(connector.source().orElseThrow(), READINGS)))
          .hasMessage(
              "“127.0.0.1” does not give out the rows of “Readings” by themselves. Leave the table"
                  + " out.");
    }
  }

  @Test
  void passesItsCheckWhenAnyTableCanBeRead() throws InterruptedException {
    String set = "<EntitySet Name=\"%s\" EntityType=\"N.Reading\"/>";
    answers.put(
        "/odata/$metadata",
        METADATA.replace(
            "<EntitySet", set.formatted("Parts") + set.formatted("Gone") + "<EntitySet"));
    answers.put("/odata/Parts", NOT_BY_ITSELF);
    answers.put("/odata/Readings", "{\"value\":[{\"id\":1}]}");
    try (Connector connector = connector(settings())) {
      assertThat(connector.check().failure()).isEmpty();
      assertThat(connector.check().steps())
          .extracting(CheckStep::detail)
          .contains("“Readings” can be read.");
    }
  }

  @Test
  void saysWhyTheFirstTableCannotBeReadWhenNoneCan() throws InterruptedException {
    answers.put("/odata/Readings", NOT_BY_ITSELF);
    try (Connector connector = connector(settings())) {
      assertThat(connector.check().failure().orElseThrow().detail())
          .startsWith("“127.0.0.1” does not give out the rows of “Readings” by themselves.");
    }
  }

  @Test
  void saysThatItIsAskedAgainAndAgainToSlowDown() {
    answers.put("/odata/Readings", SLOWER);
    try (Connector connector = connector(settings())) {
      assertThat(
              catchThrowableOfType(
                  ConnectorException.class,
                  () -> FullRead.of(connector.source().orElseThrow(), READINGS)))
          .hasMessage(
              "“127.0.0.1” asks again and again to slow down. Lower the Parallel requests under"
                  + " Advanced, or run at a quieter time.");
    }
  }

  @Test
  void tellsAPersonAtOnceThatTheServiceWantsToBeLeftAlone() throws InterruptedException {
    answers.put("/odata/$metadata", SLOWER);
    retryAfter = "90";
    assertThat(failed("username", "ann").detail())
        .matches("“127.0.0.1” asks to wait until .* UTC before it is asked again[.]");
    retryAfter = "0";
    assertThat(failed("username", "ann").detail()).contains("asks again and again to slow down");
  }

  @Test
  void saysThatThePasswordIsWrong() throws InterruptedException {
    CheckStep step = failed("password", "wrong-one");
    assertThat(step.fieldKey()).contains("password");
    assertThat(step.detail()).contains("refuses the sign-in").doesNotContain("wrong-one");
  }

  @Test
  void saysThatASignInIsWanted() throws InterruptedException {
    assertThat(failed("authentication", "none").detail()).contains("wants a sign-in");
  }

  @Test
  void saysThatTheAddressIsNoService() throws InterruptedException {
    answers.put("/odata/$metadata", "<html><body>Welcome</body></html>");
    CheckStep step = failed("username", "ann");
    assertThat(step.fieldKey()).contains("address");
    assertThat(step.detail()).contains("not as an OData v4 service does");
  }

  @Test
  void showsASecretToNobodyWithoutEncryption() {
    Map<String, String> settings = settings();
    settings.put("address", "http://service.example/odata");
    assertThat(catchThrowableOfType(ConnectorException.class, () -> connector(settings)))
        .hasMessageContaining("without encryption");
  }

  @Test
  void refusesEntitiesInTheDescription() throws IOException, InterruptedException {
    try (DataverseSandbox service =
        DataverseSandbox.start(DataverseSettings.usual(Clock.systemUTC()).withSize(3, 0))) {
      service.controls().add(Fault.body(Fault.Kind.XML_ENTITIES, null, 0, 0));
      try (Connector connector = connector(ODataContractTest.settings(service))) {
        CheckStep step = connector.check().failure().orElseThrow();
        assertThat(step.name()).isEqualTo("Read the description");
        assertThat(step.detail()).contains("brings entities, which are refused");
      }
    }
  }

  @Test
  void bringsEveryRowAgainWhereTheServiceTellsNoChanges() throws InterruptedException {
    answers.put("/odata/$metadata", METADATA.replace("Bool=\"true\"", "Bool=\"false\""));
    answers.put("/odata/Readings", "{\"value\":[{\"id\":1,\"value\":2.5},{\"id\":2,\"value\":3}]}");
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      TableLayout layout = source.layout(READINGS, TableOptions.NONE);
      assertThat(layout.reads()).containsExactlyInAnyOrder(ReadKind.FULL, ReadKind.INCREMENTAL);
      Cursor cursor = FullRead.of(source, READINGS).cursor().orElseThrow();
      answers.put("/odata/Readings", "{\"value\":[{\"id\":2,\"value\":4}]}");
      FullRead again = FullRead.since(source, READINGS, cursor);
      assertThat(again.rows()).hasSize(1);
      ReadPlan plan =
          source.plan(
              new ReadRequest.Incremental(
                  READINGS,
                  TableOptions.NONE,
                  layout.columns(),
                  again.cursor().orElseThrow(),
                  Duration.ZERO));
      assertThat(plan.next()).as("what does not come is gone").isInstanceOf(NextCursor.Swept.class);
    }
  }

  @Test
  void wantsEverythingOnceTheServiceBeginsToTellChanges() throws InterruptedException {
    answers.put("/odata/$metadata", METADATA.replace("Bool=\"true\"", "Bool=\"false\""));
    answers.put("/odata/Readings", "{\"value\":[],\"@odata.deltaLink\":\"Readings?t=1\"}");
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, READINGS).cursor().orElseThrow();
      answers.put("/odata/$metadata", METADATA);
      ConnectorException failure =
          catchThrowableOfType(
              ConnectorException.class, () -> FullRead.since(source, READINGS, cursor));
      assertThat(CursorProblem.CURSOR_EXPIRED.is(failure)).isTrue();
      assertThat(failure).hasMessageStartingWith("“127.0.0.1” tells since the last run what");
    }
  }

  @Test
  void readsATableWithoutAKeyInFullEachTime() throws InterruptedException {
    answers.put("/odata/$metadata", METADATA.replace("<Key><PropertyRef Name=\"id\"/></Key>", ""));
    answers.put("/odata/Readings", "{\"value\":[{\"id\":1,\"value\":2.5},{\"id\":1,\"value\":3}]}");
    try (Connector connector = connector(settings())) {
      Source source = connector.source().orElseThrow();
      TableLayout layout = source.layout(READINGS, TableOptions.NONE);
      assertThat(layout.key()).isEmpty();
      assertThat(layout.reads()).containsExactly(ReadKind.FULL);
      FullRead all = FullRead.of(source, READINGS);
      assertThat(all.rows()).hasSize(2);
      assertThat(all.cursor()).isEmpty();
    }
  }
}
