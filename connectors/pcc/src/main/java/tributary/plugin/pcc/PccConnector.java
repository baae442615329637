package tributary.plugin.pcc;

import java.util.Optional;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.ConnectorContext;
import tributary.spi.Source;
import tributary.spi.WebhookReceiver;

/** A connection to one organization. */
final class PccConnector implements Connector {
  private final PccConfig config;
  private final PccClient client;
  private final PccPlaces places;
  private final PccSource source;
  private final PccWebhooks webhooks;

  PccConnector(PccConfig config, ConnectorContext context) {
    this.config = config;
    this.client = new PccClient(config, context);
    this.places = new PccPlaces(config, client);
    this.source = new PccSource(config, client, places, context);
    this.webhooks = new PccWebhooks(config, client);
  }

  @Override
  public CheckReport check() throws InterruptedException {
    return new PccCheck(config, client, places, source.rights()).run();
  }

  @Override
  public Optional<Source> source() {
    return Optional.of(source);
  }

  @Override
  public Optional<WebhookReceiver> webhooks() {
    return Optional.of(webhooks);
  }

  @Override
  public void close() {
    client.close();
  }
}
