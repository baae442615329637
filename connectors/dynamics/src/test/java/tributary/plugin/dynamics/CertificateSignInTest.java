package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.wire.Issuer;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;
import tributary.spi.TableName;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.TestContext;

/** An application that signs in by a certificate in place of a secret. */
class CertificateSignInTest {
  private static final Duration YEAR = Duration.ofDays(365);
  private static LocalDataverse dataverse;

  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws IOException {
    dataverse = LocalDataverse.start(20, 0);
  }

  @AfterAll
  static void stop() throws IOException {
    dataverse.close();
  }

  @BeforeEach
  void atTheSameTime() {
    context.settableClock().set(Instant.now());
  }

  @AfterEach
  void calm() {
    dataverse.controls().calm();
    context.close();
  }

  private Connector connector(byte[] pkcs12) {
    Map<String, String> settings = new HashMap<>(dataverse.settings());
    settings.remove("clientSecret");
    DynamicsConnectorFactory factory = new DynamicsConnectorFactory();
    KeyMaterial material = new KeyMaterial(pkcs12, Secret.of(Controls.CERTIFICATE_PASSWORD));
    return factory.create(
        MapConfigValues.of(factory.descriptor().config(), settings)
            .with(DynamicsConfig.CERTIFICATE, material),
        context);
  }

  private CheckStep failed(byte[] pkcs12) throws InterruptedException {
    try (Connector connector = connector(pkcs12)) {
      CheckStep step = connector.check().failure().orElseThrow();
      assertThat(step.name()).isEqualTo("Sign in");
      assertThat(step.fieldKey()).contains("certificate");
      return step;
    }
  }

  @Test
  void signsInByTheCertificateOfTheRegistration() throws InterruptedException {
    try (Connector connector = connector(dataverse.controls().certificate(YEAR))) {
      assertThat(connector.check().failure()).isEmpty();
      assertThat(FullRead.of(connector.source().orElseThrow(), new TableName("", "account")).rows())
          .hasSize(20);
    }
  }

  @Test
  void signsAnewForEachToken() throws InterruptedException {
    dataverse.controls().tokensLive(Duration.ofMillis(30));
    long before = dataverse.controls().tokensIssued();
    try (Connector connector = connector(dataverse.controls().certificate(YEAR))) {
      assertThat(FullRead.of(connector.source().orElseThrow(), new TableName("", "account")).rows())
          .hasSize(20);
    }
    assertThat(dataverse.controls().tokensIssued()).isGreaterThan(before + 1);
  }

  @Test
  void saysThatTheCertificateIsNotTheOneOfTheRegistration() throws InterruptedException {
    byte[] before = dataverse.controls().certificate(YEAR);
    dataverse.controls().certificate(YEAR);
    assertThat(failed(before).detail())
        .isEqualTo(
            "Microsoft does not accept the certificate for the Client ID"
                + " “5a6b7c8d-0000-4000-8000-2b3c4d5e6f70”. Upload its public part to the app"
                + " registration, or choose the one that is there (AADSTS700027).");
  }

  @Test
  void saysThatTheCertificateHasExpired() throws InterruptedException {
    byte[] over = dataverse.controls().certificate(Duration.ofDays(-1));
    assertThat(failed(over).detail())
        .isEqualTo(
            "The certificate has expired. Make a new one and upload its public part to the app"
                + " registration (AADSTS700027).");
  }

  @Test
  void saysThatTheClockIsWrong() throws InterruptedException {
    byte[] good = dataverse.controls().certificate(YEAR);
    context.settableClock().set(Instant.now().minus(Duration.ofHours(2)));
    assertThat(failed(good).detail())
        .isEqualTo(
            "What the certificate signs is not good at the time that Microsoft's clock shows. Ask"
                + " the operator to set this machine's clock (AADSTS700024).");
  }

  @Test
  void saysThatTheKeyIsOfAKindThatCannotSign()
      throws GeneralSecurityException, IOException, InterruptedException {
    Issuer.Identity elliptic =
        Issuer.selfSigned(
            "Import",
            Issuer.ellipticKeys(),
            Issuer.Use.CLIENT,
            Instant.now().minusSeconds(60),
            Instant.now().plus(YEAR));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = Controls.CERTIFICATE_PASSWORD.toCharArray();
    store.setKeyEntry("1", elliptic.key(), password, new Certificate[] {elliptic.certificate()});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    store.store(file, password);
    assertThat(failed(file.toByteArray()).detail())
        .isEqualTo(
            "The certificate cannot be used to sign. Choose the file that holds an RSA certificate"
                + " and its key.");
  }
}
