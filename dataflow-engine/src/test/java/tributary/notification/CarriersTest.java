package tributary.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.connection.Egress;
import tributary.control.SettableClock;
import tributary.notification.MailCarrier.MailServer;
import tributary.notification.SentNotification.Channel;
import tributary.tenant.TenantId;

/** Mail against a real SMTP server, posts against a real HTTP server. */
class CarriersTest {
  private static final byte[] SECRET = "a secret of some length".getBytes(StandardCharsets.UTF_8);

  private final SettableClock clock = new SettableClock();
  private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private final List<Map<String, String>> posts = new CopyOnWriteArrayList<>();
  private HttpServer web;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    smtp.setUser("anna@example.org", "tributary", "p4ssword");
    smtp.start();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          Map<String, String> post = new HashMap<>();
          post.put("method", exchange.getRequestMethod());
          post.put("path", exchange.getRequestURI().getPath());
          exchange.getRequestHeaders().forEach((name, values) -> post.put(name, values.get(0)));
          post.put(
              "body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          posts.add(post);
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void stop() {
    smtp.stop();
    web.stop(0);
  }

  @Test
  void sendsMailWithItsOwnIdAndSignsIn() throws Exception {
    Message message = mail("anna@example.org", "Zürich: failed ✗");
    carrier("none", Optional.of("tributary")).carry(message, new byte[0]);

    MimeMessage received = smtp.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Zürich: failed ✗");
    assertThat(received.getContent().toString()).contains("Why it failed");
    assertThat(received.getFrom()[0].toString()).isEqualTo("tributary@example.org");
    assertThat(received.getMessageID()).isEqualTo("<" + message.id() + "@tributary>");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void sendsNothingOverALineThatShouldBeProtectedAndIsNot() {
    assertThatExceptionOfType(Undelivered.class)
        .isThrownBy(
            () ->
                carrier("starttls", Optional.empty())
                    .carry(mail("anna@example.org", "s"), new byte[0]))
        .withMessageContaining("did not take the message")
        .matches(e -> !e.isHopeless());
    assertThat(smtp.getReceivedMessages()).isEmpty();
  }

  @Test
  void aLineBreakInASubjectAddsNoHeader() throws Exception {
    carrier("none", Optional.empty())
        .carry(mail("anna@example.org", "failed\r\nBcc: eve@example.org"), new byte[0]);
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    assertThat(smtp.getReceivedMessages()[0].getHeader("Bcc")).isNull();
  }

  @Test
  void saysThatThereIsNoMailServer() {
    MailServer none =
        new MailServer(Optional.empty(), 587, Optional.empty(), Optional.empty(), "tls", "a@b");
    assertThatExceptionOfType(Undelivered.class)
        .isThrownBy(
            () -> new MailCarrier(none, clock).carry(mail("anna@example.org", "s"), new byte[0]))
        .withMessageContaining("tributary.mail.host")
        .matches(Undelivered::isHopeless);
  }

  @Test
  void postsJsonSignedOverTimestampAndBody() throws Exception {
    Message message = post("/hook", "{\"event\":\"RUN_FAILED\"}");
    webhook().carry(message, SECRET);

    Map<String, String> got = posts.get(0);
    assertThat(got).containsEntry("method", "POST").containsEntry("path", "/hook");
    assertThat(got.get("body")).isEqualTo("{\"event\":\"RUN_FAILED\"}");
    assertThat(got.get("Content-type")).isEqualTo("application/json");
    assertThat(got.get("Tributary-notification")).isEqualTo(message.id().toString());
    String timestamp = got.get("Tributary-timestamp");
    assertThat(timestamp).isEqualTo(String.valueOf(clock.instant().getEpochSecond()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    byte[] expected =
        mac.doFinal((timestamp + "." + got.get("body")).getBytes(StandardCharsets.UTF_8));
    assertThat(got.get("Tributary-signature"))
        .isEqualTo("v1=" + HexFormat.of().formatHex(expected));
  }

  @Test
  void followsNoRedirection() {
    status = 302;
    assertThatExceptionOfType(Undelivered.class)
        .isThrownBy(() -> webhook().carry(post("/hook", "{}"), SECRET))
        .withMessageContaining("status 302");
    assertThat(posts).hasSize(1);
  }

  @Test
  void triesAgainWhatTheReceiverCannotTakeNow() {
    status = 503;
    assertThatExceptionOfType(Undelivered.class)
        .isThrownBy(() -> webhook().carry(post("/hook", "{}"), SECRET))
        .matches(e -> !e.isHopeless());
  }

  @Test
  void postsNothingToAnAddressThatTheRuleRefuses() {
    Egress refusing = egress(Optional.of("“x” is a link-local address. Enter another address."));
    assertThatExceptionOfType(Undelivered.class)
        .isThrownBy(() -> new WebhookCarrier(refusing, clock).carry(post("/hook", "{}"), SECRET))
        .withMessageContaining("link-local")
        .matches(Undelivered::isHopeless);
    assertThat(posts).isEmpty();
  }

  private MailCarrier carrier(String tls, Optional<String> user) {
    return new MailCarrier(
        new MailServer(
            Optional.of("127.0.0.1"),
            smtp.getSmtp().getPort(),
            user,
            user.map(name -> "p4ssword"),
            tls,
            "tributary@example.org"),
        clock);
  }

  private WebhookCarrier webhook() {
    return new WebhookCarrier(egress(Optional.empty()), clock);
  }

  private static Egress egress(Optional<String> refusal) {
    return new Egress() {
      @Override
      public Optional<String> refusal(URI address) {
        return refusal;
      }

      @Override
      public boolean allowsPrivateAddresses() {
        return true;
      }
    };
  }

  private static Message mail(String address, String subject) {
    return message(Channel.MAIL, address, subject, "Why it failed\n");
  }

  private Message post(String path, String json) {
    return message(
        Channel.WEBHOOK, "http://127.0.0.1:" + web.getAddress().getPort() + path, "subject", json);
  }

  private static Message message(Channel channel, String recipient, String subject, String body) {
    return new Message(
        UUID.randomUUID(), new TenantId("north"), null, channel, recipient, subject, body, 1);
  }
}
