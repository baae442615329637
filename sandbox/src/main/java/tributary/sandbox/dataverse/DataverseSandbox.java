package tributary.sandbox.dataverse;

import java.io.IOException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A stand-in of Dataverse and of the authority that gives its tokens, on the loopback address and
 * one port, over plain HTTP; the levers have a port of their own. Safe for use by several threads;
 * {@link #close} may be called more than once.
 */
public final class DataverseSandbox implements AutoCloseable {
  public static final String CLIENT_ID = Login.CLIENT_ID;
  public static final String CLIENT_SECRET = Login.CLIENT_SECRET;
  public static final String USERNAME = Login.USERNAME;
  public static final String PASSWORD = Login.PASSWORD;
  public static final String TENANT = Login.TENANT;

  private static final int THREADS = 80;
  private static final int IDLE_MILLIS = 120_000;

  /** More than {@link Door#LONGEST_ADDRESS}, so that what is too long is refused there. */
  private static final int LONGEST_QUESTION = 256 * 1024;

  private final Server server;
  private final ServerConnector api;
  private final ServerConnector levers;
  private final Controls controls;
  private final Door door;

  private DataverseSandbox(DataverseSettings settings) throws IOException {
    QueuedThreadPool pool = new QueuedThreadPool(THREADS, 4);
    pool.setName("dataverse");
    server = new Server(pool);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LONGEST_QUESTION);
    api = new ServerConnector(server, 1, 2, new HttpConnectionFactory(http));
    levers = new ServerConnector(server, 1, 1, new HttpConnectionFactory());
    open(api, settings.port());
    open(levers, settings.controlPort());
    World world =
        new World(TableList.with(settings.moreTables()), settings.accounts(), settings.clock());
    Registered registered = new Registered(settings.clock());
    Login login =
        new Login(
            settings.clock(), settings.tokenLife(), new ClientProof(registered, settings.clock()));
    login.of(url().toString());
    Protection protection = new Protection(settings.clock());
    Faults faults = new Faults();
    RowPages pages = new RowPages(world, settings.clock(), url() + Door.API);
    door = new Door(url().toString(), world, login, protection, faults, pages);
    controls = new Controls(world, login, registered, protection, faults, settings.tokenLife());
  }

  private void open(ServerConnector connector, int port) throws IOException {
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    connector.open();
  }

  /**
   * Starts a server; it serves when this returns.
   *
   * @throws IOException when a port is taken
   */
  public static DataverseSandbox start(DataverseSettings settings) throws IOException {
    DataverseSandbox sandbox = new DataverseSandbox(settings);
    try {
      sandbox.serve();
      return sandbox;
    } catch (IOException failure) {
      sandbox.close();
      throw failure;
    }
  }

  private void serve() throws IOException {
    ControlApi ofLevers = new ControlApi(controls, door::calls);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            boolean lever = Request.getLocalPort(request) == levers.getLocalPort();
            return lever
                ? ofLevers.handle(request, response, callback)
                : door.handle(request, response, callback);
          }
        });
    try {
      server.start();
    } catch (Exception failure) {
      throw new IOException("The Dataverse sandbox does not start", failure);
    }
  }

  /** The organization's address, and the authority's. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + api.getLocalPort());
  }

  /** Where the levers are reached from outside the process. */
  public URI control() {
    return URI.create("http://127.0.0.1:" + levers.getLocalPort());
  }

  public Controls controls() {
    return controls;
  }

  /** How many questions the service was asked. */
  public long calls() {
    return door.calls();
  }

  /** Everything that a client needs, as one JSON object. Nothing in it is secret. */
  public String access() {
    return new String(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("url", url().toString());
              json.writeStringField("authority", url().toString());
              json.writeStringField("control", control().toString());
              json.writeStringField("tenant", TENANT);
              json.writeStringField("clientId", CLIENT_ID);
              json.writeStringField("clientSecret", CLIENT_SECRET);
              json.writeStringField("username", USERNAME);
              json.writeStringField("password", PASSWORD);
              json.writeEndObject();
            }),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IOException("The Dataverse sandbox does not stop", failure);
    }
  }
}
