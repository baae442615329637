package tributary.plugin.pcc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import tributary.sandbox.pcc.Certificates;

/**
 * A server that resets the line of whoever shows a certificate, without a word of TLS, and waits
 * for the request of whoever shows none.
 */
final class RudeServer implements AutoCloseable {
  private final SSLServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private RudeServer(SSLServerSocket server) {
    this.server = server;
  }

  /** Starts one that shows the certificate of a key store. */
  static RudeServer start(Path keys) throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(Certificates.load(keys), Certificates.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    socket.setWantClientAuth(true);
    RudeServer started = new RudeServer(socket);
    started.threads.execute(started::accept);
    return started;
  }

  String url() {
    return "https://localhost:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        SSLSocket caller = (SSLSocket) server.accept();
        threads.execute(() -> meet(caller));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void meet(SSLSocket caller) {
    try (caller) {
      caller.startHandshake();
      if (showsCertificate(caller)) {
        caller.setSoLinger(true, 0);
      } else {
        caller.getInputStream().read();
      }
    } catch (IOException e) {
      // the caller went away first, which it may
      return;
    }
  }

  private static boolean showsCertificate(SSLSocket caller) {
    try {
      return caller.getSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException none) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
