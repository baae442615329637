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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.wire.Issuer;
import tributary.spi.CheckStep;
import tributary.spi.Connector;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;
import tributary.spi.TableName;
import tributary.testkit.FullRead;

/** An application that signs in by a certificate in place of a secret. */
class CertificateSignInTest {
  private static final Duration YEAR = Duration.ofDays(365);
  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(20);

  @BeforeEach
  void atTheSameTime() {
    DATAVERSE.context().settableClock().set(Instant.now());
  }

  private Connector connector(byte[] pkcs12) {
    Map<String, String> settings = new HashMap<>(DATAVERSE.settings());
    settings.remove("clientSecret");
    KeyMaterial material = new KeyMaterial(pkcs12, Secret.of(Controls.CERTIFICATE_PASSWORD));
    return DATAVERSE.connector(
        DATAVERSE.values(settings).with(DynamicsConfig.CERTIFICATE, material));
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
    try (Connector connector = connector(DATAVERSE.controls().certificate(YEAR))) {
      assertThat(connector.check().failure()).isEmpty();
      assertThat(FullRead.of(connector.source().orElseThrow(), new TableName("", "account")).rows())
          .hasSize(20);
    }
  }

  @Test
  void signsAnewForEachToken() throws InterruptedException {
    DATAVERSE.controls().tokensLive(Duration.ofMillis(30));
    long before = DATAVERSE.controls().tokensIssued();
    try (Connector connector = connector(DATAVERSE.controls().certificate(YEAR))) {
      assertThat(FullRead.of(connector.source().orElseThrow(), new TableName("", "account")).rows())
          .hasSize(20);
    }
    assertThat(DATAVERSE.controls().tokensIssued()).isGreaterThan(before + 1);
  }

  @Test
  void saysThatTheCertificateIsNotTheOneOfTheRegistration() throws InterruptedException {
    byte[] before = DATAVERSE.controls().certificate(YEAR);
    DATAVERSE.controls().certificate(YEAR);
    assertThat(failed(before).detail())
        .isEqualTo(
            "Microsoft does not accept the certificate for the Client ID"
                + " “5a6b7c8d-0000-4000-8000-2b3c4d5e6f70”. Upload its public part to the app"
                + " registration, or choose the one that is there (AADSTS700027).");
  }

  @Test
  void saysThatTheCertificateHasExpired() throws InterruptedException {
    byte[] over = DATAVERSE.controls().certificate(Duration.ofDays(-1));
    assertThat(failed(over).detail())
        .isEqualTo(
            "The certificate has expired. Make a new one and upload its public part to the app"
                + " registration (AADSTS700027).");
  }

  @Test
  void saysThatTheClockIsWrong() throws InterruptedException {
    byte[] good = DATAVERSE.controls().certificate(YEAR);
    DATAVERSE.context().settableClock().set(Instant.now().minus(Duration.ofHours(2)));
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
