package tributary.inbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.spi.Change;
import tributary.spi.ConnectorException;
import tributary.spi.ErrorCode;
import tributary.spi.ErrorKind;
import tributary.spi.EventGroup;
import tributary.spi.RowKey;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.TableName;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookEvent;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;

/** A vendor whose events are lines of an id, a table and keys, proven by a password in a header. */
final class ScriptedReceiver implements WebhookReceiver {
  /** What it was asked last. */
  SubscribeRequest asked;

  /** Why it refuses. */
  Optional<String> refuses = Optional.empty();

  final List<String> ended = new ArrayList<>();

  @Override
  public List<EventGroup> eventGroups() {
    return List.of(
        new EventGroup(
            "CARE", "Care", "Allergies come and go.", Set.of(new TableName("", "allergies"))));
  }

  @Override
  public WebhookAnswer receive(WebhookRequest request) {
    String password = String.valueOf(request.login().password().reveal());
    if (!request.headers().getOrDefault("password", List.of()).contains(password)) {
      return new WebhookAnswer.Refused(WebhookAnswer.Reason.BAD_SIGNATURE);
    }
    String[] words = new String(request.body(), StandardCharsets.UTF_8).split(" ");
    return new WebhookAnswer.Accepted(
        List.of(
            new WebhookEvent(
                words[0],
                words[1] + ".changed",
                request.receivedAt(),
                Arrays.stream(words)
                    .skip(2)
                    .map(
                        key ->
                            new Change(
                                new TableName("", key.contains(":") ? key.split(":")[0] : words[1]),
                                RowKey.of(key.replaceFirst(".*:", "").split("/")),
                                Change.Kind.UPSERTED))
                    .toList())));
  }

  @Override
  public Subscription subscribe(SubscribeRequest request) {
    refuse();
    asked = request;
    return new Subscription(
        "sub-1", Optional.empty(), Optional.of("The vendor has to approve it."));
  }

  @Override
  public void unsubscribe(Subscription subscription) {
    refuse();
    ended.add(subscription.remoteId());
  }

  private void refuse() {
    if (refuses.isPresent()) {
      throw new ConnectorException(
          () -> new ErrorCode("CLOSED", ErrorKind.PERMISSION), refuses.get(), null);
    }
  }

  /** Returns the endpoint that it was told of. */
  String endpoint() {
    String path = asked.callback().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns a call that it would make; a key may be of another table, as {@code table:key}. */
  WebhookCall call(String id, String table, String... keys) {
    return new WebhookCall(
        "POST",
        Map.of(
            "password",
            List.of(asked == null ? "none" : String.valueOf(asked.login().password().reveal()))),
        Map.of(),
        (id + " " + table + " " + String.join(" ", keys))
            .stripTrailing()
            .getBytes(StandardCharsets.UTF_8));
  }
}
