package tributary.sandbox.pcc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tributary.sandbox.wire.Issuer;

/**
 * The files of the sandbox's own authority: what the server shows, what a client needs, and what a
 * client must not get through with. They are made once per directory.
 */
public final class Certificates {
  /** Opens every PKCS#12 file in the directory. It guards nothing: the keys are for play. */
  public static final String PASSWORD = "sandbox-certificate";

  private static final Duration LIFE = Duration.ofDays(3 * 365);
  private static final String ALIAS = "1";

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /** Which certificate the server shows. */
  enum Shown {
    GOOD("server.p12"),
    EXPIRED("server-expired.p12"),
    OTHER_HOST("server-other-host.p12");

    private final String file;

    Shown(String file) {
      this.file = file;
    }
  }

  /** Uses the certificates in a directory; makes them if there are none, or they end soon. */
  static Certificates in(Path directory, Instant now) throws IOException {
    Certificates certificates = new Certificates(directory);
    try {
      if (!certificates.last(now)) {
        Files.createDirectories(directory);
        certificates.make(now);
      }
    } catch (GeneralSecurityException failure) {
      throw new IOException("No certificates can be made in " + directory, failure);
    }
    return certificates;
  }

  /** The authority that signed the server's certificate and the client's, as PEM. */
  public Path authority() {
    return directory.resolve("ca.pem");
  }

  /** What the client shows, as PKCS#12 with {@link #PASSWORD}. */
  public Path client() {
    return directory.resolve("client.p12");
  }

  /** The same, certificate and key in one PEM file. */
  public Path clientPem() {
    return directory.resolve("client.pem");
  }

  /** Good for twenty days from when it was made. */
  public Path clientThatEndsSoon() {
    return directory.resolve("client-ends-soon.p12");
  }

  /** Over since yesterday. */
  public Path expiredClient() {
    return directory.resolve("client-expired.p12");
  }

  /** Signed by nobody but itself. */
  public Path selfSignedClient() {
    return directory.resolve("client-self-signed.p12");
  }

  /** By the right authority, for servers only. */
  public Path clientForServersOnly() {
    return directory.resolve("client-no-client-auth.p12");
  }

  /** A key store with one certificate and no key. */
  public Path clientWithoutKey() {
    return directory.resolve("client-no-key.p12");
  }

  KeyStore server(Shown shown) throws GeneralSecurityException, IOException {
    return load(directory.resolve(shown.file));
  }

  KeyStore trusted() throws GeneralSecurityException, IOException {
    return trusting(authority());
  }

  private static KeyStore trusting(Path authority) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setCertificateEntry("ca", read(authority));
    return store;
  }

  /**
   * Returns TLS of a client that shows this certificate and trusts this authority alone.
   *
   * @param client PKCS#12 with {@link #PASSWORD}
   * @param authority as PEM
   */
  public static SSLContext tls(Path client, Path authority)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(client), PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trusting(authority));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  /** Opens one of the PKCS#12 files. */
  public static KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private boolean last(Instant now) throws GeneralSecurityException, IOException {
    return Files.isRegularFile(authority())
        && ((java.security.cert.X509Certificate) read(authority()))
            .getNotAfter()
            .toInstant()
            .isAfter(now.plus(LIFE.dividedBy(2)));
  }

  private static Certificate read(Path authority) throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(authority)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private void make(Instant now) throws GeneralSecurityException, IOException {
    Instant from = now.minus(Duration.ofDays(2));
    Instant until = now.plus(LIFE);
    Instant yesterday = now.minus(Duration.ofDays(1));
    Issuer issuer = Issuer.found("Tributary sandbox authority", from, until);
    List<String> here = List.of("localhost", "127.0.0.1");
    server(issuer, Shown.GOOD, here, from, until);
    server(issuer, Shown.EXPIRED, here, from, yesterday);
    server(issuer, Shown.OTHER_HOST, List.of("elsewhere.invalid"), from, until);
    String name = "Larkmere data import";
    Issuer.Identity client =
        issuer.issue(name, Issuer.rsaKeys(), Issuer.Use.CLIENT, List.of(), from, until);
    save(client(), client, issuer);
    Files.writeString(
        clientPem(),
        pem("CERTIFICATE", client.certificate().getEncoded())
            + pem("PRIVATE KEY", client.key().getEncoded()));
    client(issuer, clientThatEndsSoon(), Issuer.Use.CLIENT, from, now.plus(Duration.ofDays(20)));
    client(issuer, expiredClient(), Issuer.Use.CLIENT, from, yesterday);
    client(issuer, clientForServersOnly(), Issuer.Use.SERVER, from, until);
    save(
        selfSignedClient(),
        Issuer.selfSigned(name, Issuer.ellipticKeys(), Issuer.Use.CLIENT, from, until),
        null);
    KeyStore keyless = empty();
    keyless.setCertificateEntry(ALIAS, client.certificate());
    store(clientWithoutKey(), keyless);
    Path draft = directory.resolve("ca.pem.new");
    Files.writeString(
        draft,
        pem("CERTIFICATE", issuer.authority().certificate().getEncoded()),
        StandardCharsets.US_ASCII);
    Files.move(draft, authority(), StandardCopyOption.REPLACE_EXISTING);
  }

  private void server(Issuer issuer, Shown shown, List<String> hosts, Instant from, Instant until)
      throws GeneralSecurityException, IOException {
    save(
        directory.resolve(shown.file),
        issuer.issue(hosts.get(0), Issuer.ellipticKeys(), Issuer.Use.SERVER, hosts, from, until),
        issuer);
  }

  private void client(Issuer issuer, Path file, Issuer.Use use, Instant from, Instant until)
      throws GeneralSecurityException, IOException {
    save(
        file,
        issuer.issue("Larkmere data import", Issuer.ellipticKeys(), use, List.of(), from, until),
        issuer);
  }

  private static void save(Path file, Issuer.Identity identity, Issuer issuer)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    Certificate[] chain =
        issuer == null
            ? new Certificate[] {identity.certificate()}
            : new Certificate[] {identity.certificate(), issuer.authority().certificate()};
    store.setKeyEntry(ALIAS, identity.key(), PASSWORD.toCharArray(), chain);
    store(file, store);
  }

  private static void store(Path file, KeyStore store)
      throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), kind);
  }
}
