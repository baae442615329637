package tributary.foreign;

import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.DispatcherType;
import org.eclipse.jetty.security.ConstraintMapping;
import org.eclipse.jetty.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.security.Constraint;
import org.eclipse.jetty.util.security.Credential;
import org.teiid.jdbc.ConnectionImpl;
import org.teiid.jdbc.TeiidDriver;
import org.teiid.odata.api.Client;
import org.teiid.olingo.service.LocalClient;
import org.teiid.olingo.web.ODataFilter;
import org.teiid.olingo.web.ODataServlet;
import org.teiid.runtime.EmbeddedConfiguration;
import org.teiid.runtime.EmbeddedServer;

/** Teiid, which gives out databases as OData, with its servlet behind a name and a password. */
final class TeiidService implements AutoCloseable {
  /** Rows on a page unless fewer are asked for. */
  static final int MOST_ON_A_PAGE = 100;

  private static final String ROLE = "reader";

  /** Warns with a stack of every wrong address; held, or the level would be forgotten. */
  private static final Logger LOG = Logger.getLogger("org.teiid");

  private final EmbeddedServer teiid;
  private final Server server;
  private final URI root;

  private TeiidService(EmbeddedServer teiid, Server server, URI root) {
    this.teiid = teiid;
    this.server = server;
    this.root = root;
  }

  static TeiidService start(String username, String password) throws Exception {
    LOG.setLevel(Level.SEVERE);
    EmbeddedServer teiid = new EmbeddedServer();
    Server server = new Server();
    try {
      teiid.start(new EmbeddedConfiguration());
      try (InputStream catalog = TeiidService.class.getResourceAsStream("catalog-vdb.xml")) {
        teiid.deployVDB(catalog);
      }
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(handler(teiid.getDriver(), signIn(username, password)));
      server.start();
      URI root =
          URI.create(
              "http://127.0.0.1:" + connector.getLocalPort() + "/odata4/catalog/dictionary/");
      return new TeiidService(teiid, server, root);
    } catch (Exception e) {
      server.stop();
      teiid.stop();
      throw e;
    }
  }

  private static ServletContextHandler handler(
      TeiidDriver driver, ConstraintSecurityHandler signIn) {
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/odata4");
    context.setSecurityHandler(signIn);
    context.addServlet(new ServletHolder(new ODataServlet()), "/*");
    FilterHolder filter = new FilterHolder(new DriverFilter(driver));
    filter.setInitParameter("batch-size", Integer.toString(MOST_ON_A_PAGE));
    context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
    return context;
  }

  private static ConstraintSecurityHandler signIn(String username, String password) {
    UserStore users = new UserStore();
    users.addUser(username, Credential.getCredential(password), new String[] {ROLE});
    HashLoginService logins = new HashLoginService("catalog");
    logins.setUserStore(users);
    Constraint known = new Constraint(Constraint.__BASIC_AUTH, ROLE);
    known.setAuthenticate(true);
    ConstraintMapping everywhere = new ConstraintMapping();
    everywhere.setPathSpec("/*");
    everywhere.setConstraint(known);
    ConstraintSecurityHandler signIn = new ConstraintSecurityHandler();
    signIn.setAuthenticator(new BasicAuthenticator());
    signIn.setLoginService(logins);
    signIn.addConstraintMapping(everywhere);
    return signIn;
  }

  /** Connects to the server at hand, where Teiid looks for the one of an application server. */
  private static final class DriverFilter extends ODataFilter {
    private final TeiidDriver driver;

    DriverFilter(TeiidDriver driver) {
      this.driver = driver;
    }

    @Override
    public Client buildClient(String database, String version, Properties settings) {
      return new LocalClient(database, version, settings, new ConcurrentHashMap<>()) {
        private ConnectionImpl connection;

        @Override
        public ConnectionImpl open() throws SQLException {
          connection = buildConnection(driver, database, version, settings);
          return connection;
        }

        @Override
        public ConnectionImpl getConnection() {
          return connection;
        }

        @Override
        public void close() throws SQLException {
          if (connection != null) {
            connection.close();
          }
        }
      };
    }
  }

  URI root() {
    return root;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The service does not stop", e);
    } finally {
      teiid.stop();
    }
  }
}
