package tributary.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are made by OpenSSL, as people make them; see their README. */
class KeyFileTest {
  private static final char[] PASSWORD = "maple leaf".toCharArray();
  private static final char[] NONE = {};
  private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

  private static byte[] file(String name) throws IOException {
    try (InputStream in = KeyFileTest.class.getResourceAsStream("/keys/" + name)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client.p12", "client-rc2.p12", "client-encrypted.pem", "client-pkcs1.pem"})
  void opensWhatPeopleExport(String name) throws Exception {
    KeyFile opened = KeyFile.open(file(name), PASSWORD);
    assertThat(opened.view().subject()).isEqualTo("Larkmere data import");
    assertThat(opened.view().issuer()).isEqualTo("Maple test authority");
    assertThat(opened.view().selfSigned()).isFalse();
    opened.requireUsable(NOW);
  }

  @Test
  void opensAnEllipticKeyInPlainPem() throws Exception {
    KeyFile opened = KeyFile.open(file("elliptic.pem"), NONE);
    assertThat(opened.view().selfSigned()).isTrue();
    assertThat(opened.material().toString()).isEqualTo("KeyMaterial[hidden]");
  }

  @Test
  void handsConnectorsOneFormOnly() throws Exception {
    var material = KeyFile.open(file("client-encrypted.pem"), PASSWORD).material();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new java.io.ByteArrayInputStream(material.pkcs12()), material.password().reveal());
    assertThat(store.isKeyEntry("key")).isTrue();
    assertThat(store.getCertificateChain("key")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client.p12", "client-encrypted.pem"})
  void saysThatThePasswordIsWrong(String name) throws IOException {
    byte[] bytes = file(name);
    assertThatThrownBy(() -> KeyFile.open(bytes, "wrong".toCharArray()))
        .isInstanceOfSatisfying(
            KeyFileProblem.class,
            problem -> {
              assertThat(problem.part()).isEqualTo(KeyFileProblem.Part.PASSWORD);
              assertThat(problem.code()).isEqualTo("CERTIFICATE_PASSWORD_WRONG");
            });
    assertThatThrownBy(() -> KeyFile.open(bytes, NONE))
        .isInstanceOfSatisfying(
            KeyFileProblem.class,
            problem -> assertThat(problem.code()).isEqualTo("CERTIFICATE_PASSWORD_MISSING"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"without-key.p12", "without-key.pem"})
  void saysThatTheKeyIsMissing(String name) throws IOException {
    byte[] bytes = file(name);
    assertThatThrownBy(() -> KeyFile.open(bytes, PASSWORD))
        .hasMessage(
            "the file has no private key in it. Export the certificate together with its key.");
  }

  @Test
  void saysThatTheKeyIsOfAnother() throws IOException {
    byte[] bytes = file("key-of-another.pem");
    assertThatThrownBy(() -> KeyFile.open(bytes, NONE))
        .hasMessageContaining("belongs to another certificate");
  }

  @Test
  void saysHowToConvertAnOldForm() throws IOException {
    byte[] bytes = file("elliptic-old.pem");
    assertThatThrownBy(() -> KeyFile.open(bytes, NONE)).hasMessageContaining("openssl pkcs8");
  }

  @Test
  void saysThatItIsNoCertificateFile() {
    byte[] bytes = "<html>not found</html>".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> KeyFile.open(bytes, NONE))
        .hasMessageContaining("neither PKCS#12 (.p12, .pfx) nor PEM");
  }

  @Test
  void saysThatItsTimeIsOver() throws Exception {
    KeyFile opened = KeyFile.open(file("client.p12"), PASSWORD);
    Instant after = opened.view().until().plusSeconds(1);
    assertThatThrownBy(() -> opened.requireUsable(after))
        .hasMessageContaining("“Larkmere data import” expired on ")
        .hasMessageContaining("Upload the renewed one.");
    Instant before = opened.view().from().minusSeconds(1);
    assertThatThrownBy(() -> opened.requireUsable(before)).hasMessageContaining("only valid from");
  }

  @Test
  void saysThatItIsNotForClients() throws Exception {
    KeyFile opened = KeyFile.open(file("for-servers.pem"), NONE);
    assertThatThrownBy(() -> opened.requireUsable(NOW))
        .hasMessageContaining("not issued for client authentication");
  }

  @Test
  void warnsAMonthBeforeTheEnd() throws Exception {
    CertificateView view = KeyFile.open(file("client.p12"), PASSWORD).view();
    assertThat(view.endsSoon(view.until().minusSeconds(29 * 86_400))).isTrue();
    assertThat(view.endsSoon(view.until().minusSeconds(31 * 86_400))).isFalse();
  }
}
