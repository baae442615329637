package tributary.plugin;

import java.util.List;
import tributary.spi.EventGroup;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;

/**
 * A plugin's receiver behind {@link GuardedCalls}. An event is looked at on the caller's thread.
 */
final class LoaderSafeWebhooks implements WebhookReceiver {
  private final WebhookReceiver plugin;
  private final GuardedCalls calls;

  LoaderSafeWebhooks(WebhookReceiver plugin, GuardedCalls calls) {
    this.plugin = plugin;
    this.calls = calls;
  }

  @Override
  public List<EventGroup> eventGroups() {
    return calls.briefly("event groups", () -> List.copyOf(plugin.eventGroups()));
  }

  @Override
  public WebhookAnswer receive(WebhookRequest request) {
    return calls.briefly("receive", () -> plugin.receive(request));
  }

  @Override
  public Subscription subscribe(SubscribeRequest request) throws InterruptedException {
    return calls.boxed("subscribe", () -> plugin.subscribe(request));
  }

  @Override
  public void unsubscribe(Subscription subscription) throws InterruptedException {
    calls.boxed(
        "unsubscribe",
        () -> {
          plugin.unsubscribe(subscription);
          return "";
        });
  }
}
