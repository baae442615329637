package tributary.plugin.dynamics;

import java.util.Optional;
import tributary.kit.AccessTokens;
import tributary.plugin.dynamics.odata.Access;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.Source;

/** A connection to one environment. */
final class DynamicsConnector implements Connector {
  private final DynamicsConfig config;
  private final DynamicsSignIn signIn;
  private final AccessTokens tokens;
  private final ODataClient client;
  private final DynamicsTables tables;
  private final DynamicsSource source;

  DynamicsConnector(DynamicsConfig config, ConnectorContext context) {
    this.config = config;
    this.signIn = new DynamicsSignIn(config, context);
    this.tokens = new AccessTokens(signIn::token, context.clock());
    this.client =
        new ODataClient(
            config.api(),
            Access.by(tokens),
            new DynamicsRefusals(config),
            config.parallel(),
            context);
    this.tables = new DynamicsTables(client, context.clock());
    this.source = new DynamicsSource(config, client, tables, context);
  }

  @Override
  public CheckReport check() throws InterruptedException {
    return new DynamicsCheck(config, signIn, tokens, tables).run();
  }

  @Override
  public Optional<Source> source() {
    return Optional.of(source);
  }

  @Override
  public void close() {
    client.close();
    signIn.close();
  }
}
