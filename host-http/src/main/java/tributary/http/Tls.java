package tributary.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import tributary.spi.ConnectorException;
import tributary.spi.HttpProblem;
import tributary.spi.HttpTarget;
import tributary.spi.KeyMaterial;

/** Makes what TLS needs of keys and authorities, in memory only. */
final class Tls {
  private Tls() {}

  /** Returns the context for a target; empty where the JDK's own will do. */
  static Optional<SSLContext> context(HttpTarget target) {
    if (target.key().isEmpty() && target.authorities().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(context(target, target.key().map(Tls::keys).orElse(null)));
  }

  /** Returns the JDK's own context. */
  static SSLContext ofTheJdk() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  /** Returns the context for a target, showing no certificate. */
  static SSLContext withoutKey(HttpTarget target) {
    return context(target, null);
  }

  private static SSLContext context(HttpTarget target, KeyManager[] keys) {
    TrustManager[] trusted = target.authorities().map(Tls::trusted).orElse(null);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  private static KeyManager[] keys(KeyMaterial material) {
    char[] password = material.password().reveal();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(material.pkcs12()), password);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return Arrays.stream(factory.getKeyManagers())
          .map(
              manager ->
                  manager instanceof X509ExtendedKeyManager own ? new OnlyKey(own, store) : manager)
          .toArray(KeyManager[]::new);
    } catch (GeneralSecurityException | IOException e) {
      throw new ConnectorException(
          HttpProblem.KEY_UNUSABLE,
          "The certificate cannot be opened with its password. Upload it again, with the password"
              + " it was exported with.",
          e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static TrustManager[] trusted(String pem) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (certificates.isEmpty()) {
        throw new CertificateException("no certificate");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("authority" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new ConnectorException(
          HttpProblem.AUTHORITIES_UNUSABLE,
          "The trusted authorities are not certificates as PEM (-----BEGIN CERTIFICATE-----).",
          e);
    }
  }
}
