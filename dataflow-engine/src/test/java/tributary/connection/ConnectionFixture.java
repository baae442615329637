package tributary.connection;

import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import tributary.plugin.ConnectorCatalogue;
import tributary.spi.Http;
import tributary.spi.Network;
import tributary.telemetry.Telemetry;

/** The connections feature, put together without a container. */
public final class ConnectionFixture {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private final SourceConnections connections;
  private final KeptConnections kept;

  public ConnectionFixture(ConnectorCatalogue catalogue, StoredConnections stored) {
    this(catalogue, stored, KEY);
  }

  ConnectionFixture(ConnectorCatalogue catalogue, StoredConnections stored, String key) {
    KeptSecrets secrets = new KeptSecrets(new TinkVault(Optional.of(key), "unused"));
    DraftExaminer examiner = new DraftExaminer(catalogue, stored, secrets, Clock.systemUTC());
    ConnectorHost host =
        new ConnectorHost(
            catalogue,
            Clock.systemUTC(),
            new OpenNetwork(),
            ConnectionFixture::noHttp,
            Telemetry.NONE);
    this.connections = new SourceConnections(examiner, host);
    this.kept = new KeptConnections(examiner, host, stored, secrets);
  }

  private static Http noHttp(Network network) {
    return target -> {
      throw new UnsupportedOperationException("These tests open no line");
    };
  }

  public Connections connections() {
    return connections;
  }

  public SettingsSeal seal() {
    return kept;
  }

  public SavedConnections saved() {
    return kept;
  }

  private static final class OpenNetwork implements Network {
    @Override
    public Optional<Proxy> proxyFor(URI address) {
      return Optional.empty();
    }

    @Override
    public void requireAllowed(URI address) {}
  }
}
