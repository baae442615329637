package tributary.notification;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import tributary.notification.MailCarrier.MailServer;

/** Says why a mail server did not take a message, and who mends it. */
final class MailFailure {
  private static final String NEXT =
      " The operator corrects tributary.mail.host, tributary.mail.port or tributary.mail.tls.";

  private MailFailure() {}

  static Undelivered of(MessagingException failure, MailServer server) {
    String place = "The mail server %s:%d ".formatted(server.host().orElse(""), server.port());
    return Undelivered.forNow(place + why(failure, server), failure);
  }

  private static String why(MessagingException failure, MailServer server) {
    List<Throwable> causes = causes(failure);
    if (has(causes, AuthenticationFailedException.class)) {
      return "does not accept the user %s with this password. The operator corrects"
              .formatted(server.user().orElse(""))
          + " tributary.mail.user or tributary.mail.password.";
    }
    if (has(causes, CertPathBuilderException.class)
        || has(causes, CertPathValidatorException.class)) {
      return "shows a certificate that is not trusted here. The operator has the authority that"
          + " issued it trusted by the application's Java, or corrects tributary.mail.host.";
    }
    if (has(causes, CertificateException.class)) {
      return "shows a certificate of another name. The operator sets tributary.mail.host to the"
          + " name in the certificate.";
    }
    if (has(causes, SSLException.class)) {
      return "does not speak TLS as expected on this port." + NEXT;
    }
    return "did not take the message: " + firstLine(failure);
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
    return causes.stream().anyMatch(kind::isInstance);
  }

  /** Returns a failure and all that led to it; one of mail can have a second cause. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    causes.add(failure);
    for (int i = 0; i < causes.size() && i < 20; i++) {
      Throwable one = causes.get(i);
      add(causes, one.getCause());
      if (one instanceof MessagingException mail) {
        add(causes, mail.getNextException());
      }
    }
    return causes;
  }

  private static void add(List<Throwable> causes, Throwable cause) {
    if (cause != null && !causes.contains(cause)) {
      causes.add(cause);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("no answer").strip();
  }
}
