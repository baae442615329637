package tributary.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;
import tributary.spi.KeyMaterial;
import tributary.spi.Secret;

/**
 * An uploaded certificate with its private key, opened in memory.
 *
 * @param key proves who this side is
 * @param chain the key's certificate, then those that signed it
 */
record KeyFile(PrivateKey key, List<X509Certificate> chain) {
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USE = "2.5.29.37.0";
  private static final byte[] PROBE = {1, 2, 3};

  /** Opens PKCS#12, or PEM with the key in it. */
  static KeyFile open(byte[] file, char[] password) throws KeyFileProblem {
    return PemFile.is(file) ? ofPem(PemFile.read(file, password)) : ofPkcs12(file, password);
  }

  private static KeyFile ofPem(PemFile file) throws KeyFileProblem {
    if (file.certificates().isEmpty()) {
      throw KeyFileProblem.unreadable(null);
    }
    PrivateKey key = file.key().orElseThrow(KeyFile::noKey);
    X509Certificate own =
        file.certificates().stream()
            .filter(certificate -> belongs(key, certificate.getPublicKey()))
            .findFirst()
            .orElseThrow(
                () ->
                    new KeyFileProblem(
                        KeyFileProblem.Part.FILE,
                        "KEY_OF_ANOTHER",
                        "its private key belongs to another certificate. Put the key and the"
                            + " certificate that were made for each other into one file."));
    return new KeyFile(key, chain(own, file.certificates()));
  }

  private static KeyFile ofPkcs12(byte[] file, char[] password) throws KeyFileProblem {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getKey(alias, password) instanceof PrivateKey key
            && store.getCertificateChain(alias) != null) {
          return new KeyFile(
              key,
              Arrays.stream(store.getCertificateChain(alias))
                  .map(X509Certificate.class::cast)
                  .toList());
        }
      }
    } catch (UnrecoverableKeyException e) {
      throw KeyFileProblem.passwordWrong(e);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw password.length == 0
            ? KeyFileProblem.passwordMissing()
            : KeyFileProblem.passwordWrong(e);
      }
      throw KeyFileProblem.unreadable(e);
    } catch (GeneralSecurityException e) {
      throw KeyFileProblem.unreadable(e);
    }
    throw noKey();
  }

  private static KeyFileProblem noKey() {
    return new KeyFileProblem(
        KeyFileProblem.Part.FILE,
        "CERTIFICATE_WITHOUT_KEY",
        "the file has no private key in it. Export the certificate together with its key.");
  }

  private static boolean belongs(PrivateKey key, PublicKey certified) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(PROBE);
      byte[] signed = signing.sign();
      signing.initVerify(certified);
      signing.update(PROBE);
      return signing.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> all) {
    List<X509Certificate> chain = new ArrayList<>(List.of(own));
    Optional<X509Certificate> next = Optional.of(own);
    while (next.isPresent() && chain.size() <= all.size()) {
      X500Principal issuer = next.get().getIssuerX500Principal();
      next =
          all.stream()
              .filter(one -> !chain.contains(one) && one.getSubjectX500Principal().equals(issuer))
              .findFirst();
      next.ifPresent(chain::add);
    }
    return List.copyOf(chain);
  }

  private X509Certificate own() {
    return chain.get(0);
  }

  CertificateView view() {
    return new CertificateView(
        name(own().getSubjectX500Principal()),
        name(own().getIssuerX500Principal()),
        own().getNotBefore().toInstant(),
        own().getNotAfter().toInstant(),
        own().getSubjectX500Principal().equals(own().getIssuerX500Principal()));
  }

  /** The common name, where there is one: people know a certificate by it. */
  private static String name(X500Principal principal) {
    try {
      return new LdapName(principal.getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .findFirst()
              .orElse(principal.getName());
    } catch (InvalidNameException e) {
      return principal.getName();
    }
  }

  /** Refuses what no server would take. */
  void requireUsable(Instant now) throws KeyFileProblem {
    Instant until = own().getNotAfter().toInstant();
    if (until.isBefore(now)) {
      throw new KeyFileProblem(
          KeyFileProblem.Part.FILE,
          "CERTIFICATE_EXPIRED",
          "“"
              + view().subject()
              + "” expired on "
              + until.toString().substring(0, 10)
              + ". Upload the renewed one.");
    }
    Instant from = own().getNotBefore().toInstant();
    if (from.isAfter(now)) {
      throw new KeyFileProblem(
          KeyFileProblem.Part.FILE,
          "CERTIFICATE_NOT_YET_VALID",
          "“" + view().subject() + "” is only valid from " + from + ".");
    }
    if (!forClients()) {
      throw new KeyFileProblem(
          KeyFileProblem.Part.FILE,
          "CERTIFICATE_NOT_FOR_CLIENTS",
          "“"
              + view().subject()
              + "” is not issued for client authentication. Have one issued with that use"
              + " (extended key usage clientAuth).");
    }
  }

  private boolean forClients() {
    try {
      List<String> uses = own().getExtendedKeyUsage();
      return uses == null || uses.contains(CLIENT_AUTHENTICATION) || uses.contains(ANY_USE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /** Returns it in the one form that connectors know. */
  KeyMaterial material() {
    char[] password = "tributary".toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("key", key, password, chain.toArray(new Certificate[0]));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return new KeyMaterial(out.toByteArray(), new Secret(password));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("A key store in memory cannot be made", e);
    }
  }

  /** Does not tell the key. */
  @Override
  public String toString() {
    return "KeyFile[" + view().subject() + "]";
  }
}
