package tributary.http;

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
 * A handshake without a request behind it. With TLS 1.3 a server refuses a certificate after the
 * handshake, while the request is already being written: the client then often sees a broken
 * connection and not the server's reason. Whoever only listens hears the reason.
 */
final class Handshake {
  private static final int PATIENCE_MILLIS = 3000;

  private Handshake() {}

  /** Returns the server's reason for refusing this side's certificate, if it gives one. */
  static Optional<ConnectorException> refusal(HttpTarget target, SSLContext tls) {
    URI base = target.base();
    int port = base.getPort() < 0 ? 443 : base.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(base.getHost(), port), (int) target.connectLimit().toMillis());
      try (SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, base.getHost(), port, true)) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        socket.getInputStream().read();
        return Optional.empty();
      }
    } catch (SocketTimeoutException e) {
      // it waits for a request: the certificate is not what it minds
      return Optional.empty();
    } catch (IOException e) {
      ConnectorException told = Failures.of(e, target);
      return HttpProblem.CERTIFICATE_REFUSED.is(told) ? Optional.of(told) : Optional.empty();
    }
  }
}
