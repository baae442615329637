package tributary.sandbox.pcc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The two ports: the API over TLS, where a client's certificate is asked for and a wrong one is
 * refused in the handshake, and the levers over plain HTTP. Both on the loopback address only.
 */
final class Front {
  private static final int THREADS = 48;
  private static final int IDLE_MILLIS = 120_000;

  private final Certificates certificates;
  private final SslContextFactory.Server tls = new SslContextFactory.Server();
  private final Server server;
  private final ServerConnector api;
  private final ServerConnector levers;

  Front(Certificates certificates, int apiPort, int leverPort)
      throws GeneralSecurityException, IOException {
    this.certificates = certificates;
    QueuedThreadPool pool = new QueuedThreadPool(THREADS, 4);
    pool.setName("pcc");
    server = new Server(pool);
    tls.setKeyStore(certificates.server(Certificates.Shown.GOOD));
    tls.setKeyStorePassword(Certificates.PASSWORD);
    tls.setTrustStore(certificates.trusted());
    tls.setWantClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslConnectionFactory handshake = new SslConnectionFactory(tls, "http/1.1");
    api = new ServerConnector(server, 1, 2, handshake, new HttpConnectionFactory(http));
    levers = new ServerConnector(server, 1, 1, new HttpConnectionFactory());
    open(api, apiPort);
    open(levers, leverPort);
  }

  private void open(ServerConnector connector, int port) {
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
  }

  /** Begins to serve. */
  void serve(Handler ofApi, Handler ofLevers) throws IOException {
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            Handler one = request.isSecure() ? ofApi : ofLevers;
            return one.handle(request, response, callback);
          }
        });
    try {
      server.start();
    } catch (Exception failure) {
      throw new IOException("The PointClickCare sandbox does not start", failure);
    }
  }

  /** Shows another certificate to whoever connects from now on. */
  void show(Certificates.Shown shown) throws GeneralSecurityException, IOException {
    KeyStore store = certificates.server(shown);
    try {
      tls.reload(factory -> factory.setKeyStore(store));
    } catch (Exception failure) {
      throw new IOException("The server's certificate cannot be changed", failure);
    }
  }

  int apiPort() {
    return api.getLocalPort();
  }

  int leverPort() {
    return levers.getLocalPort();
  }

  void stop() throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("The PointClickCare sandbox does not stop", failure);
    }
  }
}
