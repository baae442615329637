package tributary.sandbox.dataverse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tributary.sandbox.wire.Issuer;

/** The certificate that stands in the app registration: the last one that was made. Thread-safe. */
final class Registered {
  /** Opens every PKCS#12 file that is made here. It guards nothing: the keys are for play. */
  static final String PASSWORD = "sandbox-certificate";

  private final Clock clock;
  private volatile Optional<X509Certificate> certificate = Optional.empty();

  Registered(Clock clock) {
    this.clock = clock;
  }

  Optional<X509Certificate> certificate() {
    return certificate;
  }

  void forget() {
    certificate = Optional.empty();
  }

  /**
   * Makes a key with its certificate and registers that in place of the one before.
   *
   * @param life from now on; negative: it is over
   * @return certificate and key as PKCS#12 with {@link #PASSWORD}
   */
  byte[] make(Duration life) {
    Instant now = clock.instant();
    try {
      Issuer.Identity identity =
          Issuer.selfSigned(
              "Larkmere data import",
              Issuer.rsaKeys(),
              Issuer.Use.CLIENT,
              now.minus(Duration.ofDays(2)),
              now.plus(life));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = PASSWORD.toCharArray();
      Certificate[] chain = {identity.certificate()};
      store.setKeyEntry("1", identity.key(), password, chain);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      certificate = Optional.of(identity.certificate());
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("No certificate can be made here", impossible);
    }
  }
}
