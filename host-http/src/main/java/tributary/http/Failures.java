package tributary.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import tributary.spi.ConnectorException;
import tributary.spi.HttpProblem;
import tributary.spi.HttpTarget;

/** Puts what kept a request from its answer into words. */
final class Failures {
  /** The alerts of TLS that speak of this side's certificate. */
  private static final Pattern OWN_CERTIFICATE =
      Pattern.compile(
          "fatal alert: (bad_certificate|certificate_required|certificate_unknown|unknown_ca"
              + "|certificate_expired|certificate_revoked|unsupported_certificate|access_denied)");

  private static final Pattern OTHER_NAME =
      Pattern.compile("No (subject alternative|name matching)|doesn't match");

  private Failures() {}

  /** Returns whether a failure is of the network, not of the program. */
  static boolean isOfTheNetwork(Throwable thrown) {
    return !(thrown instanceof ConnectorException)
        && causes(thrown).stream()
            .anyMatch(
                cause ->
                    cause instanceof IOException || cause instanceof UnresolvedAddressException);
  }

  static ConnectorException of(Throwable thrown, HttpTarget target) {
    List<Throwable> causes = causes(thrown);
    for (Throwable cause : causes) {
      if (cause instanceof ConnectorException known) {
        return known;
      }
    }
    HttpProblem problem = problem(causes, target);
    // what the JDK says is kept as the cause: it names hosts and certificates, never content
    return new ConnectorException(problem, words(problem, target, causes), thrown);
  }

  /** Says that a server hangs up on this side's certificate without a word. */
  static ConnectorException refusedWithoutReason(HttpTarget target, Throwable thrown) {
    HttpProblem problem = HttpProblem.CERTIFICATE_REFUSED;
    return new ConnectorException(problem, words(problem, target, causes(thrown)), thrown);
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = thrown;
        cause != null && causes.size() < 20;
        cause = cause.getCause() == cause ? null : cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static HttpProblem problem(List<Throwable> causes, HttpTarget target) {
    if (any(causes, List.of(UnknownHostException.class, UnresolvedAddressException.class))) {
      return HttpProblem.HOST_UNKNOWN;
    }
    if (any(
        causes,
        List.of(
            HttpTimeoutException.class, SocketTimeoutException.class, TimeoutException.class))) {
      return HttpProblem.ANSWER_TIMEOUT;
    }
    if (any(causes, List.of(ConnectException.class, NoRouteToHostException.class))) {
      return HttpProblem.CONNECTION_REFUSED;
    }
    return any(causes, List.of(SSLException.class, CertificateException.class))
        ? ofTls(causes, target)
        : HttpProblem.CONNECTION_LOST;
  }

  private static HttpProblem ofTls(List<Throwable> causes, HttpTarget target) {
    if (said(causes, OWN_CERTIFICATE).isPresent()) {
      return HttpProblem.CERTIFICATE_REFUSED;
    }
    if (said(causes, OTHER_NAME).isPresent()) {
      return HttpProblem.SERVER_NAME_DIFFERS;
    }
    if (any(causes, List.of(CertificateException.class))) {
      return HttpProblem.SERVER_NOT_TRUSTED;
    }
    boolean brokenOff =
        said(causes, Pattern.compile("(?i)terminated|closed|reset|EOF")).isPresent();
    return brokenOff ? HttpProblem.CONNECTION_LOST : HttpProblem.TLS_FAILED;
  }

  private static boolean any(List<Throwable> causes, List<Class<? extends Throwable>> types) {
    return causes.stream()
        .anyMatch(cause -> types.stream().anyMatch(type -> type.isInstance(cause)));
  }

  private static Optional<String> said(List<Throwable> causes, Pattern words) {
    return causes.stream()
        .map(Throwable::getMessage)
        .filter(message -> message != null && words.matcher(message).find())
        .findFirst();
  }

  private static String words(HttpProblem problem, HttpTarget target, List<Throwable> causes) {
    String server = server(target.base());
    return switch (problem) {
      case HOST_UNKNOWN ->
          "There is no server named “"
              + target.base().getHost()
              + "”. Correct the address, or ask the operator whether this machine can look up"
              + " names on the internet.";
      case CONNECTION_REFUSED ->
          "Nothing answers at “"
              + server
              + "”. Correct the address, or ask the operator whether a firewall stands between.";
      case ANSWER_TIMEOUT ->
          "“"
              + server
              + "” did not answer within "
              + target.answerLimit().toSeconds()
              + " seconds. Try again later.";
      case CONNECTION_LOST ->
          "The connection to “" + server + "” broke before the answer's end. Try again.";
      case SERVER_NOT_TRUSTED ->
          "The certificate of “"
              + server
              + "” is not trusted"
              + (said(causes, Pattern.compile("(?i)expired|validity check")).isPresent()
                  ? ": its time is over. The server's owner must renew it."
                  : ": no authority that this installation knows has signed it. Correct the"
                      + " address, or upload the authority's certificate.");
      case SERVER_NAME_DIFFERS ->
          "The certificate of “"
              + server
              + "” is for another host. Correct the address: this may not be the server it claims"
              + " to be.";
      case CERTIFICATE_REFUSED ->
          target.key().isPresent()
              ? "“"
                  + server
                  + "” refuses this side's certificate ("
                  + alert(causes)
                  + "). Upload one for client authentication, by an authority that the server's"
                  + " owner accepts, that has not expired."
              : "“" + server + "” asks for a certificate, and there is none. Upload one.";
      case TLS_FAILED ->
          "No secure connection to “"
              + server
              + "” comes about. Correct the address and its port: the server may not speak HTTPS"
              + " there.";
      case KEY_UNUSABLE, AUTHORITIES_UNUSABLE, ADDRESS_INVALID ->
          throw new IllegalArgumentException("Told where it is found: " + problem);
    };
  }

  private static String alert(List<Throwable> causes) {
    return said(causes, OWN_CERTIFICATE)
        .map(message -> message.replaceFirst("(?s).*fatal alert: (\\w+).*", "$1"))
        .map(alert -> alert.replace('_', ' '))
        .orElse("no reason given");
  }

  private static String server(URI base) {
    return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
  }
}
