package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tributary.plugin.dynamics.LocalDataverse.with;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.CheckStep;
import tributary.spi.Column;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.ErrorKind;
import tributary.spi.Source;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.RecordingBatchBuilder;

/** Everything that can be wrong, with the words a person reads. */
class DynamicsFailuresTest {
  private static final TableName ACCOUNT = new TableName("", "account");

  /** So many questions of the table come before those for its rows. */
  private static final int AFTER_METADATA = 0;

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(40);

  private static Controls controls() {
    return DATAVERSE.controls();
  }

  private CheckStep failed(Map<String, String> settings) throws InterruptedException {
    try (Connector connector = DATAVERSE.connector(settings)) {
      return connector.check().failure().orElseThrow();
    }
  }

  private FullRead read() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector(DATAVERSE.settings())) {
      return FullRead.of(connector.source().orElseThrow(), ACCOUNT);
    }
  }

  private ConnectorException refused() {
    return catchThrowableOfType(ConnectorException.class, this::read);
  }

  @Test
  void saysThatTheSecretIsWrong() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.settings(), "clientSecret", "old-secret"));
    assertThat(step.name()).isEqualTo("Sign in");
    assertThat(step.fieldKey()).contains("clientSecret");
    assertThat(step.detail())
        .contains("with this Client secret. Enter the secret's value (not its ID)")
        .contains("AADSTS7000215")
        .doesNotContain("old-secret");
  }

  @Test
  void saysThatThePasswordIsWrong() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.userSettings(), "password", "old-password"));
    assertThat(step.fieldKey()).contains("password");
    assertThat(step.detail())
        .contains("“importer@larkmere.onmicrosoft.com” with this Password")
        .doesNotContain("old-password");
  }

  @Test
  void saysThatThePasswordIsMissing() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.userSettings(), "password", ""));
    assertThat(step.fieldKey()).contains("password");
    assertThat(step.detail()).contains("or empty the Username to sign in as the application");
  }

  @Test
  void saysThatNeitherSecretNorCertificateIsThere() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.settings(), "clientSecret", ""));
    assertThat(step.fieldKey()).contains("clientSecret");
    assertThat(step.detail()).contains("a Certificate under Advanced, or a Username and Password");
  }

  @Test
  void saysThatConsentIsMissing() throws InterruptedException {
    controls().consent(false);
    CheckStep step = failed(DATAVERSE.settings());
    assertThat(step.detail()).contains("grant admin consent").contains("AADSTS65001");
    assertThat(step.code().orElseThrow().kind()).isEqualTo(ErrorKind.PERMISSION);
  }

  @Test
  void saysToSignInAsTheApplicationWhereASecondFactorIsDemanded() throws InterruptedException {
    controls().demandMfa(true);
    CheckStep step = failed(DATAVERSE.userSettings());
    assertThat(step.fieldKey()).contains("username");
    assertThat(step.detail())
        .contains("second factor")
        .contains("Sign in as the application: empty Username and Password");
  }

  @Test
  void saysThatTheTenantIsUnknown() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.settings(), "tenant", "nobody.example"));
    assertThat(step.fieldKey()).contains("tenant");
    assertThat(step.detail()).contains("does not know the tenant “nobody.example”");
  }

  @Test
  void saysThatTheApplicationIsUnknown() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.settings(), "clientId", "0000"));
    assertThat(step.fieldKey()).contains("clientId");
    assertThat(step.detail()).contains("does not know the application “0000”");
  }

  @Test
  void saysThatTheDomainIsUnknown() throws InterruptedException {
    CheckStep step = failed(with(DATAVERSE.settings(), "domainUrl", "https://nobody.invalid"));
    assertThat(step.name()).isEqualTo("Find the environment");
    assertThat(step.fieldKey()).contains("domainUrl");
    assertThat(step.detail())
        .isEqualTo(
            "Domain URL: There is no server named “nobody.invalid”. Correct the address, or ask the operator"
                + " whether this machine can look up names on the internet.");
  }

  @Test
  void saysThatTheDomainIsNoDataverse() throws IOException, InterruptedException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort();
      CheckStep step = failed(with(DATAVERSE.settings(), "domainUrl", url));
      assertThat(step.fieldKey()).contains("domainUrl");
      assertThat(step.detail())
          .contains("answers, but not as Dynamics 365 does")
          .contains("Power Platform admin center");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void showsTheSecretToNobodyButMicrosoft() throws InterruptedException {
    long before = controls().tokensIssued();
    CheckStep step = failed(with(DATAVERSE.settings(), "authority", ""));
    assertThat(step.fieldKey()).contains("authority");
    assertThat(step.detail()).contains("none of Microsoft's addresses");
    assertThat(controls().tokensIssued()).isEqualTo(before);
  }

  @Test
  void takesAnAddressAsTheBrowserShowsItAndRefusesOneWithoutTls() {
    assertThat(
            catchThrowableOfType(
                    ConnectorException.class,
                    () ->
                        DATAVERSE.connector(
                            with(DATAVERSE.settings(), "domainUrl", "http://a.example")))
                .getMessage())
        .contains("“http://a.example” is not an address with https");
    try (Connector connector =
        DATAVERSE.connector(
            LocalDataverse.with(
                DATAVERSE.settings(),
                "domainUrl",
                DATAVERSE.sandbox().url() + "/main.aspx?appid=1"))) {
      assertThat(connector.source()).isPresent();
    }
  }

  @Test
  void greysATableWithoutPrivilegeAndReadsTheRest() throws InterruptedException {
    controls().forbid("contact");
    try (Connector connector = DATAVERSE.connector(DATAVERSE.settings())) {
      assertThat(connector.check().failure()).isEmpty();
      assertThat(connector.check().steps().get(3).detail())
          .contains("Without the privilege to read them: Contact.");
      assertThat(connector.source().orElseThrow().tables())
          .filteredOn(table -> table.unreadable().isPresent())
          .singleElement()
          .extracting(TableDescriptor::fileName)
          .isEqualTo("Contact");
    }
    assertThat(read().rows()).isNotEmpty();
  }

  @Test
  void saysWhichPrivilegeIsMissingWhenARunMeetsIt() {
    controls().forbid("account");
    ConnectorException failure = refused();
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.PERMISSION);
    assertThat(failure)
        .hasMessageContaining("does not let the application read “Account”")
        .hasMessageContaining("security role with the Read privilege");
  }

  @Test
  void refusesALinkToAnotherHost() {
    controls().add(Fault.body(Fault.Kind.FOREIGN_LINK, "account", 0, 0));
    assertThat(refused())
        .hasMessageContaining("goes on at another host than “127.0.0.1”")
        .hasMessageContaining("the sign-in is shown to nobody else");
  }

  @Test
  void saysThatTheDeltaLinkHasExpired() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector(DATAVERSE.settings())) {
      Cursor cursor = FullRead.of(connector.source().orElseThrow(), ACCOUNT).cursor().orElseThrow();
      controls().forgetChanges();
      ConnectorException failure =
          catchThrowableOfType(
              ConnectorException.class,
              () -> FullRead.since(connector.source().orElseThrow(), ACCOUNT, cursor));
      assertThat(failure.code().name()).isEqualTo("CURSOR_EXPIRED");
      assertThat(failure).hasMessageContaining("no longer knows what changed in “Account”");
    }
  }

  @Test
  void waitsAsLongAsTheServiceWantsAndGoesOn() throws InterruptedException {
    controls().add(Fault.status("account", 429, "0x80072322", AFTER_METADATA + 1, 2));
    assertThat(read().rows()).hasSize(40);
  }

  @Test
  void asksForShorterPagesWhenOneTakesTooLong() throws InterruptedException {
    controls().add(Fault.status("account", 504, null, AFTER_METADATA, 2));
    Map<String, String> settings = with(DATAVERSE.settings(), "pageSize", "400");
    try (Connector connector = DATAVERSE.connector(settings)) {
      assertThat(FullRead.of(connector.source().orElseThrow(), ACCOUNT).rows()).hasSize(40);
    }
  }

  @Test
  void leavesAFaultOfTheServiceToALaterTry() {
    controls().add(Fault.status("account", 500, "0x80040216", AFTER_METADATA + 1, 0));
    ConnectorException failure = refused();
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(failure).hasMessageContaining("a fault of its own (status 500, 0x80040216)");
  }

  @Test
  void takesNothingOfAnAnswerThatBreaksOff() {
    controls().add(Fault.body(Fault.Kind.TRUNCATE, "account", AFTER_METADATA, 0));
    ConnectorException failure = refused();
    assertThat(failure.code().kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(failure).hasMessageContaining("answer for “Account” broke off");
  }

  @Test
  void takesNothingOfAConnectionThatEnds() {
    controls().add(Fault.body(Fault.Kind.CUT, "account", AFTER_METADATA, 0));
    assertThat(refused().code().kind()).isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void saysThatAPageForPeopleIsNoAnswer() {
    controls().add(Fault.body(Fault.Kind.HTML, "account", AFTER_METADATA, 0));
    assertThat(refused()).hasMessageContaining("is not the JSON of OData");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "revenue | \"NaN\" | NaN | is not a number",
        "numberofemployees | 1.5 | 1.5 | is not a whole number",
        "createdon | \"yesterday\" | yesterday | is not a date and time",
        "tr_foundedon | \"1752-13-02\" | 1752-13-02 | is not a date",
        "creditonhold | \"maybe\" | maybe | is neither true nor false",
        "accountid | \"1\" | 1 | is not a UUID"
      })
  void handsOverWhatDoesNotFitItsColumn(String name, String json, String raw, String problem)
      throws InterruptedException {
    controls().add(Fault.field("account", name, json));
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      List<Column> columns = source.layout(ACCOUNT, TableOptions.NONE).columns();
      int place = columns.stream().map(Column::name).toList().indexOf(name);
      FullRead read = FullRead.of(source, ACCOUNT);
      assertThat(read.rows()).hasSize(40);
      assertThat(read.rows().stream().map(row -> row.values().get(place)).distinct())
          .containsExactly(new RecordingBatchBuilder.Misfit(raw, problem));
    }
  }

  @Test
  void endsSoonWhenTheServiceIsSlowAndThePersonCancels() throws InterruptedException {
    controls().add(Fault.latency("account", Duration.ofSeconds(20).toMillis()));
    Thread reader = new Thread(() -> refusedOrInterrupted());
    reader.start();
    reader.join(300);
    reader.interrupt();
    reader.join(5_000);
    assertThat(reader.isAlive()).isFalse();
  }

  private void refusedOrInterrupted() {
    try {
      read();
    } catch (InterruptedException expected) {
      Thread.currentThread().interrupt();
    }
  }
}
