package tributary.sandbox.pcc;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.temporal.ChronoUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A stand-in of PointClickCare on the loopback address: real mutual TLS with an authority of its
 * own, the vendor's paths, parameters, paging, errors and quota, and an invented population that
 * lives. Safe for use by several threads; {@link #close} may be called more than once.
 */
public final class PccSandbox implements AutoCloseable {
  public static final String CLIENT_ID = "larkmere-client";
  public static final String CLIENT_SECRET = "sandbox-secret-for-invented-data-only";
  public static final String APPLICATION = "larkmere-import";
  private static final int THREADS = 48;

  private final Server server;
  private final ServerConnector connector;
  private final Certificates certificates;
  private final Gateway gateway;
  private final Api api;

  private PccSandbox(
      Server server,
      ServerConnector connector,
      Certificates certificates,
      Gateway gateway,
      Api api) {
    this.server = server;
    this.connector = connector;
    this.certificates = certificates;
    this.gateway = gateway;
    this.api = api;
  }

  /**
   * Starts a server; it serves when this returns.
   *
   * @throws IOException when a port is taken or the directory cannot be used
   */
  public static PccSandbox start(PccSettings settings) throws IOException {
    Certificates certificates =
        Certificates.in(settings.directory().resolve("certificates"), settings.clock().instant());
    long start = settings.clock().instant().truncatedTo(ChronoUnit.DAYS).getEpochSecond();
    Organization organization =
        Organization.invent(settings.seed(), start, settings.facilities(), settings.patients());
    World world = new World(organization);
    Api api =
        new Api(
            world, new Grants(), APPLICATION, () -> settings.clock().instant().getEpochSecond());
    Gateway gateway =
        new Gateway(
            api,
            new Tokens(settings.clock(), CLIENT_ID, CLIENT_SECRET, settings.tokenLife()),
            new Quota(settings.clock(), settings.dailyQuota(), settings.perSecond()),
            new Faults(),
            new Subscriptions(settings.clock(), APPLICATION, organization.uuid()));
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("pcc");
    Server server = new Server(threads);
    try {
      ServerConnector connector = connector(server, certificates, settings.port());
      server.addConnector(connector);
      server.setHandler(gateway);
      server.start();
      return new PccSandbox(server, connector, certificates, gateway, api);
    } catch (Exception failure) {
      stop(server);
      throw new IOException(
          "The PointClickCare sandbox does not start on port " + settings.port(), failure);
    }
  }

  private static ServerConnector connector(Server server, Certificates certificates, int port)
      throws GeneralSecurityException, IOException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(certificates.server(Certificates.Shown.GOOD));
    tls.setKeyStorePassword(Certificates.PASSWORD);
    tls.setTrustStore(certificates.trusted());
    tls.setWantClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            2,
            new SslConnectionFactory(tls, "http/1.1"),
            new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(120_000);
    return connector;
  }

  /** Where clients reach it; {@code /auth/token} and {@code /api/public/preview1} follow. */
  public URI url() {
    return URI.create("https://localhost:" + connector.getLocalPort());
  }

  public Certificates certificates() {
    return certificates;
  }

  /** The organization that activated the application. */
  public String organization() {
    return api.world().organization().uuid();
  }

  /** How many calls were answered. */
  public long calls() {
    return gateway.calls();
  }

  @Override
  public void close() throws IOException {
    stop(server);
  }

  private static void stop(Server server) throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("The PointClickCare sandbox does not stop", failure);
    }
  }
}
