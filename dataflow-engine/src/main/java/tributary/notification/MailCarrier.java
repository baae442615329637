package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends e-mail through the installation's SMTP server. */
@ApplicationScoped
class MailCarrier implements Carrier {
  private static final String PATIENCE_MILLIS = "10000";

  private MailServer server;
  private Clock clock;
  private SSLSocketFactory sockets;

  /** Where and as whom mail is sent. */
  record MailServer(
      Optional<String> host,
      int port,
      Optional<String> user,
      Optional<String> password,
      String tls,
      String from) {
    @Override
    public String toString() {
      return "MailServer[" + host + "]";
    }
  }

  protected MailCarrier() {}

  @Inject
  MailCarrier(
      @ConfigProperty(name = "tributary.mail.host") Optional<String> host,
      @ConfigProperty(name = "tributary.mail.port", defaultValue = "587") int port,
      @ConfigProperty(name = "tributary.mail.user") Optional<String> user,
      @ConfigProperty(name = "tributary.mail.password") Optional<String> password,
      @ConfigProperty(name = "tributary.mail.tls", defaultValue = "starttls") String tls,
      @ConfigProperty(name = "tributary.mail.from", defaultValue = "tributary@localhost")
          String from,
      Clock clock) {
    this(new MailServer(host, port, user, password, tls, from), clock);
  }

  MailCarrier(MailServer server, Clock clock) {
    this(server, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * @param sockets decide which certificates are trusted
   */
  MailCarrier(MailServer server, Clock clock, SSLSocketFactory sockets) {
    this.server = server;
    this.clock = clock;
    this.sockets = sockets;
  }

  /** Returns whether there is a server to send through. */
  public boolean isPossible() {
    return server.host().filter(host -> !host.isBlank()).isPresent();
  }

  @Override
  public void carry(Message message, byte[] secret) throws Undelivered {
    if (!isPossible()) {
      throw Undelivered.forGood(
          "This installation has no mail server. The operator sets tributary.mail.host.");
    }
    try {
      Transport.send(mail(message));
    } catch (SendFailedException e) {
      if (e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0) {
        throw Undelivered.forGood(
            "The mail server does not take the address " + message.recipient() + ". Correct it.");
      }
      throw MailFailure.of(e, server);
    } catch (MessagingException e) {
      throw MailFailure.of(e, server);
    }
  }

  private MimeMessage mail(Message message) throws MessagingException {
    MimeMessage mail = new OwnIdMessage(session(), message.id());
    mail.setFrom(new InternetAddress(server.from()));
    mail.setRecipient(RecipientType.TO, new InternetAddress(message.recipient()));
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setText(message.body(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    // nobody's out-of-office answers
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  private Session session() {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", server.host().orElseThrow());
    properties.put("mail.smtp.port", String.valueOf(server.port()));
    properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
    properties.put("mail.smtp.ssl.socketFactory", sockets);
    // or a refused certificate would be shown to another factory
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.tls()) {
      case "starttls" -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case "tls" -> properties.put("mail.smtp.ssl.enable", "true");
      case "none" -> properties.put("mail.smtp.starttls.enable", "false");
      default ->
          throw new IllegalStateException(
              "tributary.mail.tls is “" + server.tls() + "”. Set it to starttls, tls or none.");
    }
    if (server.user().isEmpty()) {
      return Session.getInstance(properties);
    }
    properties.put("mail.smtp.auth", "true");
    PasswordAuthentication account =
        new PasswordAuthentication(server.user().get(), server.password().orElse(""));
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return account;
          }
        });
  }
}
