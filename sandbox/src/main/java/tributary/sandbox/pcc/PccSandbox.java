package tributary.sandbox.pcc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A stand-in of PointClickCare on the loopback address: real mutual TLS with an authority of its
 * own, the vendor's paths, parameters, paging, errors and quota, and an invented population that
 * lives. Safe for use by several threads; {@link #close} may be called more than once.
 */
public final class PccSandbox implements AutoCloseable {
  public static final String CLIENT_ID = "larkmere-client";
  public static final String CLIENT_SECRET = "sandbox-secret-for-invented-data-only";
  public static final String APPLICATION = "larkmere-import";
  private static final int WEBHOOK_THREADS = 16;

  private final Front front;
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
    front = new Front(certificates, settings.port(), settings.controlPort());
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
                front::show,
                threads));
  }

  /**
   * Starts a server; it serves when this returns.
   *
   * @throws IOException when a port is taken or the directory cannot be used
   */
  public static PccSandbox start(PccSettings settings) throws IOException {
    PccSandbox sandbox;
    try {
      sandbox = new PccSandbox(settings);
    } catch (GeneralSecurityException failure) {
      throw new IOException("The PointClickCare sandbox has no certificates", failure);
    }
    try {
      sandbox.front.serve(sandbox.gateway, new ControlApi(sandbox.controls, sandbox.gateway));
      return sandbox;
    } catch (IOException failure) {
      sandbox.close();
      throw failure;
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

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pcc-webhooks");
    thread.setDaemon(true);
    return thread;
  }

  /** Where clients reach it; {@code /auth/token} and {@code /api/public/preview1} follow. */
  public URI url() {
    return URI.create("https://localhost:" + front.apiPort());
  }

  /** Where the levers are reached from outside the process: plain HTTP. */
  public URI control() {
    return URI.create("http://127.0.0.1:" + front.leverPort());
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
    front.stop();
  }
}
