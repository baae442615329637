package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.inbox.store.Endpoint;
import tributary.inbox.store.NewEvent;
import tributary.spi.Change;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookEvent;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;

/** Lets the connector look at a call, then stores what it tells before it is answered. */
@ApplicationScoped
class StoringInbox implements WebhookInbox {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_KEY = 1_000;
  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_CHANGES = 1_000;

  private InboxSteps steps;
  private EndpointLogin logins;
  private Receivers receivers;
  private ChangeStarter starter;
  private Clock clock;

  protected StoringInbox() {}

  @Inject
  StoringInbox(
      InboxSteps steps,
      EndpointLogin logins,
      Receivers receivers,
      ChangeStarter starter,
      Clock clock) {
    this.steps = steps;
    this.logins = logins;
    this.receivers = receivers;
    this.starter = starter;
    this.clock = clock;
  }

  @Override
  public WebhookReply receive(String id, WebhookCall call) {
    Optional<Endpoint> endpoint = steps.byId(id);
    if (endpoint.isEmpty()) {
      // looks at as much as for an endpoint that is there
      MessageDigest.isEqual(call.body(), id.getBytes(StandardCharsets.UTF_8));
      return new WebhookReply.NotProven();
    }
    if (endpoint.get().state() == Endpoint.State.REMOVED || endpoint.get().dataflow().isEmpty()) {
      return new WebhookReply.Gone();
    }
    return receive(endpoint.get(), call);
  }

  private WebhookReply receive(Endpoint endpoint, WebhookCall call) {
    UUID dataflow = endpoint.dataflow().orElseThrow();
    Optional<WebhookReceiver> receiver =
        receivers.of(endpoint.tenant(), dataflow, endpoint.connection());
    if (receiver.isEmpty()) {
      return new WebhookReply.Gone();
    }
    WebhookAnswer answer =
        receiver
            .get()
            .receive(
                new WebhookRequest(
                    call.method(),
                    call.headers(),
                    call.query(),
                    call.body(),
                    clock.instant(),
                    logins.open(endpoint)));
    if (answer instanceof WebhookAnswer.Refused refused) {
      return switch (refused.reason()) {
        case BAD_SIGNATURE, STALE -> new WebhookReply.NotProven();
        case MALFORMED, UNKNOWN_TOPIC -> new WebhookReply.NotUnderstood();
      };
    }
    if (endpoint.state() == Endpoint.State.PAUSED) {
      return new WebhookReply.Gone();
    }
    if (answer instanceof WebhookAnswer.Handshake handshake) {
      return new WebhookReply.Echo(handshake.contentType(), handshake.body());
    }
    return store(endpoint, dataflow, ((WebhookAnswer.Accepted) answer).events());
  }

  private WebhookReply store(Endpoint endpoint, UUID dataflow, List<WebhookEvent> events) {
    if (events.size() > MOST_EVENTS || !events.stream().allMatch(StoringInbox::isSound)) {
      return new WebhookReply.NotUnderstood();
    }
    int stored = steps.store(endpoint, events.stream().map(StoringInbox::kept).toList());
    if (stored > 0) {
      starter.begin(endpoint.tenant(), dataflow);
    }
    return new WebhookReply.Stored(stored);
  }

  private static boolean isSound(WebhookEvent event) {
    return isText(event.deliveryId(), LONGEST_ID)
        && isText(event.name(), LONGEST_NAME)
        && event.changes().size() <= MOST_CHANGES
        && event.changes().stream().allMatch(StoringInbox::isSound);
  }

  private static boolean isSound(Change change) {
    return !change.key().values().isEmpty()
        && change.key().values().stream().allMatch(value -> isText(value, LONGEST_KEY));
  }

  private static boolean isText(String text, int longest) {
    return !text.isEmpty() && text.length() <= longest && text.indexOf('\0') < 0;
  }

  private static NewEvent kept(WebhookEvent event) {
    return new NewEvent(
        event.deliveryId(),
        event.name(),
        event.occurredAt(),
        event.changes().stream()
            .map(c -> new NewEvent.NamedRow(c.table().toString(), c.key().values()))
            .distinct()
            .toList());
  }
}
