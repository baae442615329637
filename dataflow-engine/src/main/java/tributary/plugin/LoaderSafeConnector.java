package tributary.plugin;

import java.util.List;
import java.util.Optional;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.Option;
import tributary.spi.Source;
import tributary.spi.WebhookReceiver;

/** A plugin's connector behind {@link GuardedCalls}, with its reading side and its receiver. */
final class LoaderSafeConnector implements Connector {
  private final Connector plugin;
  private final GuardedCalls calls;
  private final Optional<Source> source;
  private final Optional<WebhookReceiver> webhooks;

  LoaderSafeConnector(Connector plugin, GuardedCalls calls) {
    this.plugin = plugin;
    this.calls = calls;
    this.source =
        calls.briefly("source", plugin::source).map(inner -> new LoaderSafeSource(inner, calls));
    this.webhooks =
        calls
            .briefly("webhooks", plugin::webhooks)
            .map(inner -> new LoaderSafeWebhooks(inner, calls));
  }

  @Override
  public CheckReport check() throws InterruptedException {
    return calls.boxed("check", plugin::check);
  }

  @Override
  public List<Option> options(String fieldKey, String within) throws InterruptedException {
    return List.copyOf(
        calls.boxed("options of " + fieldKey, () -> plugin.options(fieldKey, within)));
  }

  @Override
  public Optional<Source> source() {
    return source;
  }

  @Override
  public Optional<WebhookReceiver> webhooks() {
    return webhooks;
  }

  @Override
  public void close() {
    calls.close("close", plugin);
  }
}
