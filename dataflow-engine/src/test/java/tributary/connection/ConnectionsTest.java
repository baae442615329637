package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tributary.control.FilesConnector;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConfigValues;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.tenant.TenantId;

class ConnectionsTest {
  private static final TenantId NORTH = new TenantId("north");
  private static final TenantId SOUTH = new TenantId("south");
  private static final UUID FLOW = UUID.randomUUID();
  private static final Map<String, String> COMPLETE =
      Map.of("accessKey", "AKIA", "secretKey", "hush", "bucket", "records");

  private final FilesConnector files = new FilesConnector().withFile("a.csv");
  private final Shelf shelf = new Shelf();
  private final ConnectionFixture fixture = new ConnectionFixture(files, shelf);
  private final Connections connections = fixture.connections();

  private static ConnectionDraft draft(Map<String, String> settings, String... secretsOf) {
    return new ConnectionDraft(
        FilesConnector.ID,
        new Settings(settings),
        secretsOf.length == 0 ? Optional.empty() : Optional.of(secretsOf[0]));
  }

  private void save() {
    shelf.stored = fixture.seal().seal(NORTH, FLOW, "Census", draft(COMPLETE));
  }

  @Test
  void asksTheSourceAndClosesTheConnection() {
    assertThat(connections.check(NORTH, draft(COMPLETE)).passed()).isTrue();
    assertThat(connections.tables(NORTH, draft(COMPLETE))).hasSize(1);
    assertThat(files.opened()).isEqualTo(2);
    assertThat(files.closed()).isEqualTo(2);
  }

  @Test
  void asksNothingWithWrongSettings() {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> connections.check(NORTH, draft(Map.of())));
    assertThat(refusal.fields()).hasSize(3);
    assertThat(files.opened()).isZero();
  }

  @Test
  void aSourcesFailureIsItsOwnWordsAndTheConnectionIsClosed() {
    files.fail(
        new ConnectorException(
            () -> new ErrorCode("SLOW_DOWN", ErrorKind.LIMIT), "The source is busy.", null));
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> connections.tables(NORTH, draft(COMPLETE)));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.SOURCE);
    assertThat(refusal.code()).isEqualTo("SLOW_DOWN");
    assertThat(refusal).hasMessage("The source is busy.");
    assertThat(files.closed()).isEqualTo(1);
  }

  @Test
  void offersChoicesBeforeTheFormIsComplete() {
    Map<String, String> settings = Map.of("accessKey", "AKIA", "secretKey", "hush");
    assertThat(connections.options(NORTH, draft(settings), "bucket", "")).hasSize(2);
    assertThat(files.lastSettings().text("bucket")).isEmpty();
  }

  @Test
  void saysWhatAChoiceStillNeeds() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> connections.options(NORTH, draft(Map.of("accessKey", "A")), "bucket", ""));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field)
        .containsExactly("settings.secretKey");
  }

  @Test
  void refusesChoicesOfAFieldThatHasNone() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> connections.options(NORTH, draft(COMPLETE), "accessKey", ""));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
  }

  @Test
  void aSavedSecretStandsInForOneThatIsLeftOut() {
    save();
    connections.check(NORTH, draft(Map.of("accessKey", "B", "bucket", "b"), "Census"));
    ConfigValues opened = files.lastSettings();
    assertThat(new String(opened.secret("secretKey").reveal())).isEqualTo("hush");
    assertThat(opened.text("accessKey")).isEqualTo("B");
  }

  @Test
  void aSavedSecretIsNotSentToAnotherAddressNotEvenForAListOfChoices() {
    save();
    Map<String, String> elsewhere =
        Map.of("accessKey", "AKIA", "bucket", "records", "endpoint", "https://evil.example");
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> connections.options(NORTH, draft(elsewhere, "Census"), "bucket", ""));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field, FieldProblem::code)
        .containsExactly(tuple("settings.secretKey", "SECRET_NEEDED_AGAIN"));
    assertThat(files.opened()).isZero();
    Map<String, String> again = new HashMap<>(elsewhere);
    again.put("secretKey", "new");
    assertThat(connections.check(NORTH, draft(again, "Census")).passed()).isTrue();
  }

  @Test
  void anotherTenantCannotBorrowSecrets() {
    save();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> connections.check(SOUTH, draft(Map.of("accessKey", "A"), "Census")));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
  }

  @Test
  void openSettingsOfADataflowForARun() {
    save();
    try (var connector = fixture.saved().open(NORTH, FLOW)) {
      assertThat(connector.source()).isPresent();
    }
    assertThat(new String(files.lastSettings().secret("secretKey").reveal())).isEqualTo("hush");
    assertThat(files.closed()).isEqualTo(1);
  }

  @Test
  void savedSettingsThatWantTheMachinesOwnCredentialsOpenNothing() {
    save();
    Map<String, String> settings = new HashMap<>(shelf.stored.settings());
    settings.put("mode", "machine");
    shelf.stored =
        new StoredConnection(
            FLOW, "Census", FilesConnector.ID, settings, shelf.stored.sealed(), Optional.empty());
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> fixture.saved().open(NORTH, FLOW));
    assertThat(refusal.code()).isEqualTo("HOST_CREDENTIALS_REFUSED");
    assertThat(files.opened()).isZero();
  }

  @Test
  void settingsSavedForAnOlderConnectorStillOpen() {
    save();
    Map<String, byte[]> sealed =
        Map.of(
            "password",
            new KeptSecrets(
                    new TinkVault(
                        Optional.of(Base64.getEncoder().encodeToString(new byte[32])), "unused"))
                .seal(NORTH, FLOW, "password", "old-hush"));
    shelf.stored =
        new StoredConnection(
            FLOW,
            "Census",
            FilesConnector.ID,
            Map.of("accessKey", "AKIA", "container", "records", "colour", "red"),
            sealed,
            Optional.empty());
    fixture.saved().open(NORTH, FLOW).close();
    assertThat(files.lastSettings().text("bucket")).isEqualTo("records");
    assertThat(new String(files.lastSettings().secret("secretKey").reveal())).isEqualTo("old-hush");
  }

  @Test
  void saysWhichSecretTheVaultCannotOpen() {
    save();
    String otherKey =
        Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    ConnectionFixture other = new ConnectionFixture(files, shelf, otherKey);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> other.saved().open(NORTH, FLOW));
    assertThat(refusal.fields())
        .extracting(FieldProblem::field, FieldProblem::code)
        .containsExactly(tuple("settings.secretKey", "SECRET_UNREADABLE"));
    assertThat(refusal).hasMessageContaining("Secret access key");
  }

  /** Holds one connection, of tenant north. */
  private static final class Shelf implements StoredConnections {
    private StoredConnection stored;

    @Override
    public Optional<StoredConnection> byName(TenantId tenant, String dataflow) {
      return found(tenant).filter(one -> one.label().equals(dataflow));
    }

    @Override
    public Optional<StoredConnection> byId(TenantId tenant, UUID dataflow) {
      return found(tenant).filter(one -> one.dataflow().equals(dataflow));
    }

    private Optional<StoredConnection> found(TenantId tenant) {
      return tenant.equals(NORTH) ? Optional.ofNullable(stored) : Optional.empty();
    }
  }
}
