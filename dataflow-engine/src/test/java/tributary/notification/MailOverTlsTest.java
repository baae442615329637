package tributary.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import tributary.control.SettableClock;
import tributary.notification.MailCarrier.MailServer;
import tributary.notification.SentNotification.Channel;
import tributary.tenant.TenantId;

/** Mail against a real SMTP server that takes none unprotected and none from strangers. */
class MailOverTlsTest {
  private static final char[] KEEP = "keep this shut".toCharArray();
  private static final Message MESSAGE =
      new Message(
          UUID.randomUUID(),
          new TenantId("north"),
          null,
          Channel.MAIL,
          "anna@example.org",
          "Census failed",
          "Why it failed",
          1);

  private static SSLContext ownAuthority;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private SMTPServer smtp;

  @BeforeAll
  static void certify(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "mail",
                "-dname",
                "CN=mail of a test",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(KEEP))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, KEEP);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("mail", keys.getCertificate("mail"));
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, KEEP);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    ownAuthority = SSLContext.getInstance("TLS");
    ownAuthority.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @AfterEach
  void stop() {
    smtp.stop();
  }

  /**
   * @param tls as in {@code tributary.mail.tls}
   */
  private void serve(String tls) {
    SMTPServer.Builder server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!user.equals("tributary") || !password.equals("p4ssword")) {
                        throw new LoginFailedException();
                      }
                    }))
            .messageHandler((context, from, to, data) -> received.add(to));
    if (tls.equals("tls")) {
      server.serverSocketFactory(ownAuthority);
    } else {
      server.enableTLS().requireTLS().startTlsSocketFactory(ownAuthority);
    }
    smtp = server.build();
    smtp.start();
  }

  private void send(String host, String tls, String password, SSLSocketFactory trust)
      throws Undelivered {
    MailServer server =
        new MailServer(
            Optional.of(host),
            smtp.getPortAllocated(),
            Optional.of("tributary"),
            Optional.of(password),
            tls,
            "tributary@example.org");
    new MailCarrier(server, new SettableClock(), trust).carry(MESSAGE, new byte[0]);
  }

  private void refused(
      String host, String tls, String password, SSLSocketFactory trust, String words) {
    assertThatExceptionOfType(Undelivered.class)
        .isThrownBy(() -> send(host, tls, password, trust))
        .withMessage("The mail server %s:%d ".formatted(host, smtp.getPortAllocated()) + words)
        .matches(e -> !e.isHopeless());
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void sendsWithALoginOverAProtectedLine(String tls) throws Exception {
    serve(tls);
    send("127.0.0.1", tls, "p4ssword", ownAuthority.getSocketFactory());
    assertThat(received).containsExactly("anna@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void saysThatThePasswordIsWrong(String tls) {
    serve(tls);
    refused(
        "127.0.0.1",
        tls,
        "wrong",
        ownAuthority.getSocketFactory(),
        "does not accept the user tributary with this password. The operator corrects"
            + " tributary.mail.user or tributary.mail.password.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void saysThatTheCertificateIsNotTrusted(String tls) {
    serve(tls);
    refused(
        "127.0.0.1",
        tls,
        "p4ssword",
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        "shows a certificate that is not trusted here. The operator has the authority that issued"
            + " it trusted by the application's Java, or corrects tributary.mail.host.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void saysThatTheCertificateIsOfAnotherName(String tls) {
    serve(tls);
    refused(
        "localhost",
        tls,
        "p4ssword",
        ownAuthority.getSocketFactory(),
        "shows a certificate of another name. The operator sets tributary.mail.host to the name in"
            + " the certificate.");
  }

  @Test
  void saysThatTheServerBeginsWithoutTls() {
    serve("starttls");
    refused(
        "127.0.0.1",
        "tls",
        "p4ssword",
        ownAuthority.getSocketFactory(),
        "does not speak TLS as expected on this port. The operator corrects tributary.mail.host,"
            + " tributary.mail.port or tributary.mail.tls.");
  }
}
