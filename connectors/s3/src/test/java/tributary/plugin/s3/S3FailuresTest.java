package tributary.plugin.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import tributary.plugin.s3.ScriptedS3.Answer;
import tributary.plugin.s3.file.FilePart;
import tributary.spi.BatchReader;
import tributary.spi.CheckStep;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.Network;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.TestContext;

class S3FailuresTest {
  private final TestContext context = new TestContext();
  private final ScriptedS3 s3 = new ScriptedS3();

  @AfterEach
  void stop() {
    s3.close();
    context.close();
  }

  private CheckStep failedStep() throws InterruptedException {
    return failedStep(s3.settings());
  }

  private CheckStep failedStep(Map<String, String> settings) throws InterruptedException {
    try (Connector connector = Readings.connector(settings, context)) {
      return connector.check().failure().orElseThrow();
    }
  }

  private Map<String, String> settings(String key, String value) {
    Map<String, String> settings = new HashMap<>(s3.settings());
    settings.put(key, value);
    return settings;
  }

  private Map<String, String> bucketInName(String endpoint) {
    Map<String, String> settings = settings("endpoint", endpoint);
    settings.put("pathStyle", "false");
    return settings;
  }

  private static void is(CheckStep step, String name, S3Problem problem, String field) {
    assertThat(step.name()).isEqualTo(name);
    assertThat(step.code()).contains(problem.toErrorCode());
    assertThat(step.fieldKey()).isEqualTo(Optional.ofNullable(field));
  }

  @Test
  void takesAListingThatBreaksOffAnywhereForABrokenConnection() {
    String listing =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"urn:s3\"><Name>b</Name>"
            + "<Contents><Key>a&amp;b</Key><Size>12</Size></Contents></ListBucketResult>";
    for (int cut = 1; cut < listing.length(); cut++) {
      assertThat(code(listing.substring(0, cut)))
          .as("cut off after " + cut)
          .isEqualTo(S3Problem.CONNECTION_LOST.toErrorCode());
    }
    assertThat(code("<html><body><p>Welcome</body></html>"))
        .isEqualTo(S3Problem.ENDPOINT_NOT_S3.toErrorCode());
    assertThat(code("Welcome")).isEqualTo(S3Problem.ENDPOINT_NOT_S3.toErrorCode());
  }

  /** Returns what an answer is taken for that the JDK's parser cannot read. */
  private ErrorCode code(String answer) {
    XMLStreamException unread =
        catchThrowableOfType(
            XMLStreamException.class,
            () -> {
              XMLStreamReader reader =
                  XMLInputFactory.newDefaultFactory()
                      .createXMLStreamReader(new StringReader(answer));
              while (reader.hasNext()) {
                reader.next();
              }
            });
    SdkClientException failure = SdkClientException.create("Could not parse XML response.", unread);
    return new S3Failures(
            S3Settings.of(
                MapConfigValues.of(new S3ConnectorFactory().descriptor().config(), s3.settings())))
        .translate(failure, S3Failures.Doing.LISTING)
        .code();
  }

  @ParameterizedTest
  @CsvSource({
    "403,InvalidAccessKeyId,Sign in,ACCESS_KEY_UNKNOWN,accessKeyId",
    "403,SignatureDoesNotMatch,Sign in,SECRET_KEY_WRONG,secretAccessKey",
    "400,ExpiredToken,Sign in,CREDENTIALS_EXPIRED,authentication",
    "403,RequestTimeTooSkewed,Sign in,CLOCK_WRONG,",
    "404,NoSuchBucket,Find the bucket,BUCKET_NOT_FOUND,bucket",
    "400,InvalidBucketName,Find the bucket,BUCKET_INVALID,bucket",
    "301,PermanentRedirect,Find the bucket,WRONG_REGION,region",
    "403,AccessDenied,List the folder,LIST_DENIED,",
    "500,InternalError,Reach the endpoint,SERVER_FAILED,",
    "503,SlowDown,Reach the endpoint,SLOW_DOWN,"
  })
  void tellsTheStepThatFailed(int status, String code, String step, S3Problem problem, String field)
      throws Exception {
    s3.whenListing(ScriptedS3.error(status, code));
    is(failedStep(), step, problem, field);
  }

  @Test
  void saysWhatIsWrongInWords() throws Exception {
    s3.whenListing(ScriptedS3.error(403, "InvalidAccessKeyId"));
    assertThat(failedStep().detail())
        .isEqualTo(
            "The server does not know this access key ID. Check it, or make a new access key.");
    s3.whenListing(ScriptedS3.error(403, "SignatureDoesNotMatch"));
    assertThat(failedStep().detail())
        .isEqualTo("The secret access key does not belong to this access key ID. Type it again.");
    s3.whenListing(ScriptedS3.error(404, "NoSuchBucket"));
    assertThat(failedStep().detail())
        .isEqualTo(
            "There is no bucket \"care-files\". Check its name, and the endpoint where there is"
                + " one.");
    s3.whenListing(ScriptedS3.error(403, "AccessDenied"));
    assertThat(failedStep().detail())
        .isEqualTo(
            "These credentials may not list the bucket care-files. Grant s3:ListBucket on it.");
  }

  @Test
  void namesTheRightRegion() throws Exception {
    String words =
        "The bucket care-files is in region eu-west-1, not in us-east-1. Set the region to"
            + " eu-west-1.";
    s3.whenListing(
        ScriptedS3.error(
            400,
            "AuthorizationHeaderMalformed",
            "The authorization header is malformed; the region 'us-east-1' is wrong; expecting"
                + " 'eu-west-1'",
            Map.of()));
    CheckStep step = failedStep();
    is(step, "Find the bucket", S3Problem.WRONG_REGION, "region");
    assertThat(step.detail()).isEqualTo(words);
    s3.whenListing(
        ScriptedS3.error(
            301, "PermanentRedirect", "Elsewhere", Map.of("x-amz-bucket-region", "eu-west-1")));
    assertThat(failedStep().detail()).isEqualTo(words);
  }

  @Test
  void tellsTheRightToListFromTheRightToRead() throws Exception {
    s3.whenReading(ScriptedS3.error(403, "AccessDenied"));
    CheckStep step = failedStep();
    is(step, "Read a file", S3Problem.READ_DENIED, null);
    assertThat(step.detail())
        .isEqualTo(
            "These credentials may not read in/a.csv in bucket care-files. Grant s3:GetObject on"
                + " the bucket's objects, and kms:Decrypt where they are encrypted with a key of"
                + " your own.");
  }

  @Test
  void saysThatBucketsMayNotBeListed() throws Exception {
    s3.whenListing(ScriptedS3.error(403, "AccessDenied"));
    try (Connector connector = Readings.connector(s3.settings(), context)) {
      ConnectorException refusal =
          catchThrowableOfType(ConnectorException.class, () -> connector.options("bucket", ""));
      assertThat(refusal.code().kind()).isEqualTo(ErrorKind.PERMISSION);
      assertThat(refusal)
          .hasMessage(
              "These credentials may not list buckets. Type the bucket's name, or grant"
                  + " s3:ListAllMyBuckets.");
    }
  }

  @Test
  void knowsAServerThatIsNotS3() throws Exception {
    s3.whenListing(new Answer(200, Map.of("Content-Type", "text/html"), "<html><body>Hi"));
    is(failedStep(), "Reach the endpoint", S3Problem.ENDPOINT_NOT_S3, "endpoint");
    s3.whenListing(new Answer(404, Map.of("Content-Type", "text/html"), "<h1>Not found</h1>"));
    is(failedStep(), "Reach the endpoint", S3Problem.ENDPOINT_NOT_S3, "endpoint");
    s3.whenListing(new Answer(405, Map.of(), "no"));
    is(failedStep(), "Reach the endpoint", S3Problem.ENDPOINT_NOT_S3, "endpoint");
    s3.whenListing(new Answer(302, Map.of("Location", "https://example.org/login"), ""));
    is(failedStep(), "Reach the endpoint", S3Problem.ENDPOINT_NOT_S3, "endpoint");
  }

  @Test
  void saysWhyTheEndpointIsNotReached() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    CheckStep refused = failedStep(settings("endpoint", "http://127.0.0.1:" + free));
    is(refused, "Reach the endpoint", S3Problem.ENDPOINT_REFUSED, "endpoint");
    assertThat(refused.detail())
        .isEqualTo(
            "Nothing answers at http://127.0.0.1:"
                + free
                + ". Check the endpoint, its port and firewalls.");
    CheckStep unknown = failedStep(settings("endpoint", "http://no-such-host.invalid"));
    is(unknown, "Reach the endpoint", S3Problem.ENDPOINT_UNKNOWN, "endpoint");
  }

  @Test
  void asksForPathStyleWhereNobodyAnswersToTheBucketInTheName() throws Exception {
    CheckStep unknown = failedStep(bucketInName("http://no-such-host.invalid"));
    is(unknown, "Reach the endpoint", S3Problem.ENDPOINT_UNKNOWN, "endpoint");
    assertThat(unknown.detail())
        .isEqualTo(
            "The name care-files.no-such-host.invalid is unknown. Turn on Path style, which most"
                + " compatible servers need, or check the endpoint.");
  }

  @Test
  void holdsTheNameThatTheBucketStandsInToTheHostsRules() throws Exception {
    context.refuse("care-files.localhost");
    CheckStep refused = failedStep(bucketInName("http://localhost:" + s3.port()));
    assertThat(refused.detail())
        .isEqualTo("This installation does not let connectors reach care-files.localhost.");
    assertThat(s3.requests()).isZero();
  }

  @Test
  void goesThroughTheHostsProxy() throws Exception {
    context.through(new Network.Proxy("127.0.0.1", s3.port()));
    try (Connector connector =
        Readings.connector(settings("endpoint", "http://s3.no-such-host.invalid"), context)) {
      assertThat(connector.check().steps()).allMatch(CheckStep::passed);
    }
    assertThat(s3.requests()).isPositive();
  }

  @Test
  void saysThatNoSecureConnectionCameAbout() throws Exception {
    ServerSocket socket = new ServerSocket(0);
    Thread plain = new Thread(() -> answerPlainly(socket));
    plain.start();
    try {
      CheckStep tls =
          failedStep(settings("endpoint", "https://127.0.0.1:" + socket.getLocalPort()));
      is(tls, "Reach the endpoint", S3Problem.ENDPOINT_TLS, "endpoint");
    } finally {
      socket.close();
      plain.join();
    }
  }

  /** Answers each connection at once, as a server without TLS does. */
  private static void answerPlainly(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connection
            .getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        return;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"s3.example.org", "ftp://example.org", "'http://a b'", "http://user:pw@host/"})
  void refusesAnEndpointThatIsNoAddress(String endpoint) throws Exception {
    CheckStep step = failedStep(settings("endpoint", endpoint));
    is(step, "Reach the endpoint", S3Problem.ENDPOINT_INVALID, "endpoint");
    assertThat(step.detail()).doesNotContain("pw");
  }

  @Test
  void refusesARegionThatIsNone() throws Exception {
    is(
        failedStep(settings("region", "US East")),
        "Reach the endpoint",
        S3Problem.REGION_INVALID,
        "region");
  }

  @Test
  void asksToTryAgainWhenTheServerSaysSo() throws Exception {
    s3.whenListing(ScriptedS3.error(503, "SlowDown", "Slower", Map.of("Retry-After", "7")));
    ConnectorException failure = listing();
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(s3.requests()).as("tries of the connector itself").isLessThanOrEqualTo(2);
  }

  private ConnectorException listing() {
    try (Connector connector = Readings.connector(s3.settings(), context)) {
      return catchThrowableOfType(
          ConnectorException.class, () -> connector.source().orElseThrow().tables());
    }
  }

  private ConnectorException reading() throws InterruptedException {
    try (Connector connector = Readings.connector(s3.settings(), context)) {
      Source source = connector.source().orElseThrow();
      ReadRequest request =
          new ReadRequest.Full(
              new TableName("", "a.csv"),
              TableOptions.NONE,
              List.of(new Column("id", ColumnType.WHOLE, true)));
      Split split =
          new Split(
              "1",
              "a.csv",
              new S3Split(
                      new S3Item("in/a.csv", "\"e1\"", 12), new FilePart(0, 12), false, List.of())
                  .payload(),
              12);
      try (BatchReader reader = source.open(request, split, Optional.empty())) {
        RecordingBatchBuilder out = new RecordingBatchBuilder(request.columns(), 100);
        return catchThrowableOfType(ConnectorException.class, () -> reader.readInto(out));
      }
    }
  }

  @Test
  void saysThatAnObjectVanished() throws Exception {
    s3.whenReading(ScriptedS3.error(404, "NoSuchKey"));
    assertThat(reading())
        .hasMessage(
            "in/a.csv is no longer in bucket care-files: it was removed or renamed after the files"
                + " were listed. Run again or, where it will not come back, clear its selection in"
                + " the dataflow.")
        .extracting(ConnectorException::code)
        .isEqualTo(S3Problem.OBJECT_VANISHED.toErrorCode());
  }

  @Test
  void saysThatAnObjectChanged() throws Exception {
    s3.whenReading(ScriptedS3.error(412, "PreconditionFailed"));
    assertThat(reading())
        .hasMessage("in/a.csv changed while it was read. Run again.")
        .extracting(ConnectorException::code)
        .isEqualTo(S3Problem.OBJECT_CHANGED.toErrorCode());
  }

  @Test
  void saysThatAnObjectIsArchived() throws Exception {
    s3.whenReading(ScriptedS3.error(403, "InvalidObjectState"));
    assertThat(reading().code()).isEqualTo(S3Problem.OBJECT_ARCHIVED.toErrorCode());
  }

  @Test
  void neverTakesABrokenConnectionForTheEndOfTheFile() throws Exception {
    s3.whenReading(new Answer(200, Map.of("ETag", "\"e1\"", "Content-Length", "12"), "id\n1\n2\n"));
    ConnectorException failure = reading();
    assertThat(failure.code()).isEqualTo(S3Problem.CONNECTION_LOST.toErrorCode());
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void neverTakesAListingThatBreaksOffForAnotherServer() {
    String begun =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult><Name>care-files</Name><Contents><Key>in/a""";
    s3.whenListing(new Answer(200, Map.of("Content-Length", "900"), begun));
    ConnectorException failure = listing();
    assertThat(failure.code()).isEqualTo(S3Problem.CONNECTION_LOST.toErrorCode());
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void saysThatTheFolderIsEmpty() {
    s3.whenListing(ScriptedS3.objects(Map.of("in/", 0L, "in/_SUCCESS", 0L, "in/.hidden", 3L)));
    ConnectorException failure = listing();
    assertThat(failure)
        .hasMessage(
            "The folder in/ of bucket care-files holds no files. Choose another folder or upload"
                + " files first.");
    assertThat(failure.fieldKey()).contains("folder");
    assertThat(failure.code()).isEqualTo(S3Problem.EMPTY_FOLDER.toErrorCode());
  }
}
