package tributary.sandbox.pcc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
 * A stand-in of PointClickCare on the loopback address: real mutual TLS with an authority of its
 * own, the vendor's paths, parameters, paging, errors and quota, and an invented population that
 * lives. Safe for use by several threads; {@link #close} may be called more than once.
 */
public final class PccSandbox implements AutoCloseable {
  public static final String CLIENT_ID = "larkmere-client";
  public static final String CLIENT_SECRET = "sandbox-secret-for-invented-data-only";
  public static final String APPLICATION = "larkmere-import";
  private static final int THREADS = 48;
  private static final int WEBHOOK_THREADS = 16;

  private final Server server;
  private final ServerConnector connector;
  private final ServerConnector controlConnector;
  private final Certificates certificates;
  private final Gateway gateway;
  private final Controls controls;
  private final ScheduledExecutorService threads;
  private final String organization;

  private PccSandbox(PccSettings settings) throws IOException, GeneralSecurityException {
    Files.createDirectories(settings.directory());
    certificates =
        Certificates.in(settings.directory().resolve("certificates"), settings.clock().instant());
    long today = settings.clock().instant().truncatedTo(ChronoUnit.DAYS).getEpochSecond();
    Memory memory = Memory.in(settings.directory().resolve("memory.json"), settings, today);
    World world =
        new World(
            Organization.invent(
                settings.seed(), memory.start(), settings.facilities(), settings.patients()));
    organization = world.organization().uuid();
    SandboxTime time = new SandboxTime(settings.clock());
    live(world, time, memory.days());
    threads = Executors.newScheduledThreadPool(WEBHOOK_THREADS, PccSandbox::daemon);
    Grants grants = new Grants();
    Tokens tokens = new Tokens(settings.clock(), CLIENT_ID, CLIENT_SECRET, settings.tokenLife());
    Quota quota = new Quota(settings.clock(), settings.dailyQuota(), settings.perSecond());
    Faults faults = new Faults();
    Subscriptions subscriptions =
        new Subscriptions(settings.clock(), APPLICATION, organization, memory);
    Webhooks webhooks = new Webhooks(subscriptions, threads, settings.clock());
    Life life = new Life(world, event -> webhooks.tell(event, wasDischarged(world, event)));
    gateway =
        new Gateway(
            new Api(world, grants, APPLICATION, time::now), tokens, quota, faults, subscriptions);
    QueuedThreadPool pool = new QueuedThreadPool(THREADS, 4);
    pool.setName("pcc");
    server = new Server(pool);
    SslContextFactory.Server tls = tls(certificates);
    connector = connector(server, tls, settings.port());
    controlConnector = new ServerConnector(server, 1, 1, new HttpConnectionFactory());
    controlConnector.setHost("127.0.0.1");
    controlConnector.setPort(settings.controlPort());
    controls =
        new Controls(
            new Controls.Parts(
                world,
                life,
                time,
                memory,
                faults,
                grants,
                tokens,
                quota,
                webhooks,
                subscriptions,
                shown -> show(tls, shown),
                threads));
    server.addConnector(connector);
    server.addConnector(controlConnector);
    server.setHandler(doors(gateway, new ControlApi(controls, gateway)));
  }

  /**
   * Starts a server; it serves when this returns.
   *
   * @throws IOException when a port is taken or the directory cannot be used
   */
  public static PccSandbox start(PccSettings settings) throws IOException {
    try {
      PccSandbox sandbox = new PccSandbox(settings);
      try {
        sandbox.server.start();
        return sandbox;
      } catch (Exception failure) {
        sandbox.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException("The PointClickCare sandbox does not start", failure);
    }
  }

  /** Lets the days pass again that passed before the last end; nobody is told a second time. */
  private static void live(World world, SandboxTime time, List<Long> days) {
    Life silent = new Life(world, event -> {});
    for (int i = 0; i < days.size(); i++) {
      silent.day(i + 1, days.get(i));
      time.advance(Moments.DAY);
    }
  }

  private static boolean wasDischarged(World world, Event event) {
    Chart chart = world.chart(event.patientId());
    return chart != null
        && chart.status() == Patient.Status.DISCHARGED
        && !event.eventType().equals("patient.discharge");
  }

  private static Handler doors(Handler api, Handler control) {
    return new Handler.Abstract() {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        return (request.isSecure() ? api : control).handle(request, response, callback);
      }
    };
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pcc-webhooks");
    thread.setDaemon(true);
    return thread;
  }

  private static SslContextFactory.Server tls(Certificates certificates)
      throws GeneralSecurityException, IOException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(certificates.server(Certificates.Shown.GOOD));
    tls.setKeyStorePassword(Certificates.PASSWORD);
    tls.setTrustStore(certificates.trusted());
    tls.setWantClientAuth(true);
    return tls;
  }

  private void show(SslContextFactory.Server tls, Certificates.Shown shown)
      throws GeneralSecurityException, IOException {
    KeyStore store = certificates.server(shown);
    try {
      tls.reload(factory -> factory.setKeyStore(store));
    } catch (Exception failure) {
      throw new IOException("The server's certificate cannot be changed", failure);
    }
  }

  private static ServerConnector connector(Server server, SslContextFactory.Server tls, int port) {
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

  /** Where the levers are reached from outside the process: plain HTTP. */
  public URI control() {
    return URI.create("http://127.0.0.1:" + controlConnector.getLocalPort());
  }

  /** Everything that a client needs, as one JSON object. Nothing in it is secret. */
  public String access() {
    return new Json()
        .object()
        .field("url", url().toString())
        .field("authUrl", url() + Gateway.TOKEN)
        .field("apiUrl", url() + Gateway.API.substring(0, Gateway.API.length() - 1))
        .field("control", control().toString())
        .field("clientId", CLIENT_ID)
        .field("clientSecret", CLIENT_SECRET)
        .field("application", APPLICATION)
        .field("organization", organization)
        .field("certificate", certificates.client().toAbsolutePath().toString())
        .field("certificatePassword", Certificates.PASSWORD)
        .field("ca", certificates.authority().toAbsolutePath().toString())
        .end()
        .toString();
  }

  public Certificates certificates() {
    return certificates;
  }

  public Controls controls() {
    return controls;
  }

  /** The organization that activated the application. */
  public String organization() {
    return organization;
  }

  /** How many calls were answered. */
  public long calls() {
    return gateway.calls();
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("The PointClickCare sandbox does not stop", failure);
    }
  }
}
