package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.verification.source.Rule;
import tributary.verification.source.SourceFiles;
import tributary.verification.source.SourceKeys;

/** What a person can get wrong before the first run, each with its own words. */
class BadSettingsIT extends ApiTest {
  private static final String DATAFLOWS = Api.V1 + "/dataflows";

  private static final String FORM =
      "a name starts with a letter and has only letters A to Z and digits, no spaces.";

  @ParameterizedTest
  @CsvSource({
    "9lives, lives",
    "two words, twoWords",
    "Pflegetäglich, Pflegetaglich",
    "\uD83D\uDC75, Dataflow"
  })
  void aBadNameIsRefusedWithASuggestion(String name, String suggestion) {
    field(
        refused(flow(name)),
        "name",
        "NAME_INVALID",
        "“" + name + "” cannot name a dataflow: " + FORM,
        suggestion);
    create(flow(suggestion).with("tables", List.of()));
  }

  @Test
  void aMissingOrTooLongNameIsRefused() {
    String long61 = "n".repeat(61);

    field(refused(flow("")), "name", "NAME_MISSING", "Enter a name for the dataflow.", "");
    field(
        refused(flow(long61)),
        "name",
        "NAME_INVALID",
        "“" + long61 + "” cannot name a dataflow: it has 61 characters, 60 are allowed.",
        "n".repeat(60));
  }

  @Test
  void aTakenNameIsRefusedWithAFreeOne() {
    create(flow("TakenName").with("tables", List.of()));

    field(
        refused(flow("takenNAME")),
        "name",
        "NAME_TAKEN",
        "There is already a dataflow “TakenName”. Upper and lower case do not make a difference."
            + " Choose another name.",
        "takenNAME2");
    create(flow("takenNAME2").with("tables", List.of()));
  }

  @Test
  void aBadOrTakenEntityNameIsRefusedWithASuggestion() {
    SourceFiles bucket = bucket();
    create(FlowDocument.named("NamesEntity", bucket).table("a.csv", "entityName", "NamedEntity"));

    field(
        refused(
            FlowDocument.named("WantsNamed", bucket).table("a.csv", "entityName", "namedENTITY")),
        "tables[0].entityName",
        "ENTITY_NAME_TAKEN",
        "The entity name “namedENTITY” is used by the dataflow “NamesEntity” already; upper and"
            + " lower case do not make a difference. Choose another name.",
        "namedENTITY2");
    field(
        refused(FlowDocument.named("WantsBad", bucket).table("a.csv", "entityName", "no spaces")),
        "tables[0].entityName",
        "ENTITY_NAME_INVALID",
        "“no spaces” cannot name an entity: a name starts with a letter and has only letters A to Z,"
            + " digits and underscores.",
        "no_spaces");
    field(
        refused(
            FlowDocument.named("WantsLong", bucket).table("a.csv", "entityName", "e".repeat(64))),
        "tables[0].entityName",
        "ENTITY_NAME_INVALID",
        "“" + "e".repeat(64) + "” cannot name an entity: it has 64 characters, 63 are allowed.",
        "e".repeat(63));
  }

  @Test
  void twoTablesOfADataflowDoNotShareAnEntityName() {
    SourceFiles bucket = Surroundings.bucket("same-names");
    bucket.put("a.csv", "id\n1\n");
    bucket.put("b.csv", "id\n1\n");

    field(
        refused(
            FlowDocument.named("SharesName", bucket)
                .table("a.csv", "entityName", "SharedName")
                .table("b.csv", "entityName", "sharedname")),
        "tables[1].entityName",
        "ENTITY_NAME_TAKEN",
        "The entity name “sharedname” is used by another table of this dataflow already; upper and"
            + " lower case do not make a difference. Choose another name.",
        "sharedname2");
  }

  @ParameterizedTest
  @CsvSource({
    "accessKeyId, Enter the Access key ID.",
    "secretAccessKey, Enter the Secret access key.",
    "bucket, Choose the S3 bucket."
  })
  void aMissingRequiredSettingIsNamedAsTheFormNamesIt(String setting, String message) {
    field(
        refused(flow("Missing").withoutSetting(setting)),
        "settings." + setting,
        "REQUIRED",
        message,
        "");
  }

  @Test
  void theMachinesOwnCredentialsAreNeitherOfferedNorTaken() {
    JsonNode fields = api.get(Api.V1 + "/connectors/s3").body(200).path("settings").path("fields");
    assertThat(fields.path(0).path("key").asText()).isEqualTo("authentication");
    assertThat(Answer.each(fields.path(0).path("options"), "value")).containsExactly("keys");
    field(
        api.post(DATAFLOWS, flow("HostCredentials").setting("authentication", "default").json())
            .body(422),
        "settings.authentication",
        "HOST_CREDENTIALS_REFUSED",
        "Authentication cannot be “Default credential chain” here: it would use credentials of this"
            + " installation's own machine, which are not lent to dataflows. Choose “Access key”,"
            + " or ask the operator to set tributary.plugins.host-credentials to true.",
        "");
  }

  @Test
  void allWrongFieldsAreNamedAtOnce() {
    JsonNode problem =
        refused(flow("not a name").withoutSetting("bucket").withoutSetting("accessKeyId"));

    assertThat(Answer.each(problem.path("fields"), "field"))
        .contains("name", "settings.bucket", "settings.accessKeyId");
  }

  @Test
  void aConnectorThatIsNotInstalledIsRefused() {
    assertThat(
            onlyField(refused(flow("NoConnector").with("connector", "nosuch")))
                .path("field")
                .asText())
        .isEqualTo("connector");
  }

  @Test
  void aWrongAccessKey() {
    inSetting(
        flow("WrongKey").setting("accessKeyId", "AKIANOBODY"),
        "accessKeyId",
        "The server does not know this access key ID. Check it, or make a new access key.");
  }

  @Test
  void aWrongSecretThatIsNotRepeated() {
    JsonNode problem =
        inSetting(
            flow("WrongSecret").setting("secretAccessKey", "wrong-secret-0123456789"),
            "secretAccessKey",
            "The secret access key does not belong to this access key ID. Type it again.");

    assertThat(problem.toString())
        .doesNotContain("wrong-secret-0123456789")
        .doesNotContain(SourceKeys.SECRET_KEY);
  }

  @Test
  void anUnknownBucket() {
    inSetting(
        flow("NoBucket").setting("bucket", "no-such-bucket"),
        "bucket",
        "There is no bucket \"no-such-bucket\". Check its name, and the endpoint where there is"
            + " one.");
  }

  @Test
  void anAddressInPlaceOfABucket() {
    inSetting(
        flow("BucketAddress").setting("bucket", "s3://bad-settings/in"),
        "bucket",
        "\"s3://bad-settings/in\" cannot be the name of a bucket. Type the name alone, without"
            + " s3:// and folder.");
  }

  @Test
  void noPermissionToList() {
    SourceFiles bucket = Surroundings.bucket("may-not-list");
    bucket.put("a.csv", "id\n1\n");
    bucket.impose(Rule.NO_LISTING);

    atSource(
        FlowDocument.named("NoList", bucket),
        "These credentials may not list the bucket may-not-list. Grant s3:ListBucket on it.");
  }

  @Test
  void noPermissionToRead() {
    SourceFiles bucket = Surroundings.bucket("may-not-read");
    bucket.put("a.csv", "id\n1\n");
    bucket.impose("a.csv", Rule.NO_READING);
    create(FlowDocument.named("NoRead", bucket).table("a.csv", "entityName", "NoReadA"));

    JsonNode problem = api.post(path("NoRead") + "/check").problem(502);

    assertThat(problem.path("detail").asText())
        .isEqualTo(
            "Read a file: These credentials may not read a.csv in bucket may-not-read. Grant"
                + " s3:GetObject on the bucket's objects, and kms:Decrypt where they are encrypted"
                + " with a key of your own.");
  }

  @Test
  void anEndpointAtWhichNothingAnswers() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    inSetting(
        flow("Unreachable").setting("endpoint", "http://127.0.0.1:" + port),
        "endpoint",
        "Nothing answers at http://127.0.0.1:"
            + port
            + ". Check the endpoint, its port and firewalls.");
  }

  @Test
  void anEndpointThatIsNoAddress() {
    inSetting(
        flow("BadEndpoint").setting("endpoint", "s3.example.org"),
        "endpoint",
        "The endpoint is not a web address. Write it like https://s3.example.org:9000, without a"
            + " bucket, user or password.");
  }

  @Test
  void theMachinesMetadataServiceIsNoEndpoint() {
    atSource(
        flow("Metadata").setting("endpoint", "http://169.254.169.254/latest"),
        "“169.254.169.254” is a link-local address, which connectors never reach. Enter another"
            + " address.");
  }

  @Test
  void aWrongRegion() {
    inSetting(
        flow("WrongRegion").setting("endpoint", Surroundings.endpointOfOtherRegion().toString()),
        "region",
        "The bucket bad-settings is in region eu-central-1, not in us-east-1. Set the region to"
            + " eu-central-1.");
  }

  @Test
  void anEmptyFolder() {
    inSetting(
        flow("EmptyFolder").setting("folder", "nothing/here"),
        "folder",
        "The folder nothing/here/ of bucket bad-settings holds no files. Choose another folder or"
            + " upload files first.");
  }

  private static SourceFiles bucket() {
    SourceFiles bucket = Surroundings.bucket("bad-settings");
    bucket.put("a.csv", "id\n1\n");
    return bucket;
  }

  private static FlowDocument flow(String name) {
    return FlowDocument.named(name, bucket());
  }

  private JsonNode refused(FlowDocument dataflow) {
    return api.post(DATAFLOWS, dataflow.json()).problem(422);
  }

  /** Expects one field with a problem, whose text is also the problem's. */
  private static void field(
      JsonNode problem, String field, String code, String message, String suggestion) {
    JsonNode only = onlyField(problem);
    assertThat(only.path("field").asText()).isEqualTo(field);
    assertThat(only.path("code").asText()).isEqualTo(code);
    assertThat(only.path("message").asText()).isEqualTo(message);
    assertThat(only.path("suggestion").asText()).isEqualTo(suggestion);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("detail").asText()).isEqualTo(message);
  }

  private JsonNode inSetting(FlowDocument dataflow, String setting, String message) {
    JsonNode problem = refused(dataflow);
    JsonNode field = onlyField(problem);
    assertThat(field.path("field").asText()).isEqualTo("settings." + setting);
    assertThat(field.path("message").asText()).isEqualTo(message);
    assertThat(problem.path("detail").asText()).isEqualTo(message);
    return problem;
  }

  private void atSource(FlowDocument dataflow, String message) {
    JsonNode problem = api.post(DATAFLOWS, dataflow.json()).problem(502);
    assertThat(problem.path("detail").asText()).isEqualTo(message);
  }

  private static JsonNode onlyField(JsonNode problem) {
    assertThat(problem.path("fields")).as(problem.toString()).hasSize(1);
    return problem.path("fields").path(0);
  }
}
