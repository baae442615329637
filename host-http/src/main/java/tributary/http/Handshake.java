package tributary.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import tributary.spi.ConnectorException;
import tributary.spi.HttpProblem;
import tributary.spi.HttpTarget;

/**
 * Handshakes without a request behind them. With TLS 1.3 a server refuses a certificate after the
 * handshake, while the request is already being written: the client then often sees a broken
 * connection and not the server's reason. Whoever only listens mostly hears the reason. A server
 * that has not read the whole handshake when it hangs up cuts even that off, so a broken line is
 * tried again, and then without the certificate: a server that waits for a request as soon as none
 * is shown minds the certificate.
 */
final class Handshake {
  private static final int PATIENCE_MILLIS = 3000;
  private static final int TRIES = 3;

  private final HttpTarget target;

  /** How a handshake ends. */
  private sealed interface End {
    /** The server waits for a request. */
    record Accepted() implements End {}

    /** The server says what it minds about the certificate. */
    record Refused(ConnectorException reason) implements End {}

    /** The server hangs up without a word about the certificate. */
    record Broken(IOException failure) implements End {}
  }

  private Handshake(HttpTarget target) {
    this.target = target;
  }

  /** Returns the server's reason for refusing this side's certificate, if it refuses it. */
  static Optional<ConnectorException> refusal(HttpTarget target, SSLContext tls) {
    return new Handshake(target).refusal(tls);
  }

  private Optional<ConnectorException> refusal(SSLContext tls) {
    End end = end(tls);
    if (end instanceof End.Refused refused) {
      return Optional.of(refused.reason());
    }
    return end instanceof End.Broken broken && !(end(Tls.withoutKey(target)) instanceof End.Broken)
        ? Optional.of(Failures.refusedWithoutReason(target, broken.failure()))
        : Optional.empty();
  }

  private End end(SSLContext tls) {
    End end = tried(tls);
    for (int tries = 1; end instanceof End.Broken && tries < TRIES; tries++) {
      end = tried(tls);
    }
    return end;
  }

  private End tried(SSLContext tls) {
    URI base = target.base();
    int port = base.getPort() < 0 ? 443 : base.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(base.getHost(), port), (int) target.connectLimit().toMillis());
      try (SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, base.getHost(), port, true)) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        int first = socket.getInputStream().read();
        return first < 0
            ? new End.Broken(new EOFException("The server hung up"))
            : new End.Accepted();
      }
    } catch (SocketTimeoutException e) {
      return new End.Accepted();
    } catch (IOException e) {
      ConnectorException told = Failures.of(e, target);
      return HttpProblem.CERTIFICATE_REFUSED.is(told) ? new End.Refused(told) : new End.Broken(e);
    }
  }
}
