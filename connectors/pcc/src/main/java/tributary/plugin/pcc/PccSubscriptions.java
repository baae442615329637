package tributary.plugin.pcc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tributary.spi.ConnectorException;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;

/** Asks for events and gives that up again. The fields: confirmed. */
final class PccSubscriptions {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String WHAT = "the subscription to events";
  private static final String APPROVED = "APPROVED";

  private final PccConfig config;
  private final PccClient client;

  PccSubscriptions(PccConfig config, PccClient client) {
    this.config = config;
    this.client = client;
  }

  Subscription make(SubscribeRequest request) throws InterruptedException {
    String id;
    try {
      id = client.subscribe(wish(request), WHAT);
    } catch (ConnectorException e) {
      if (e.code().equals(PccError.REQUEST_REFUSED.toErrorCode())) {
        throw new ConnectorException(
            PccError.SUBSCRIPTION_REFUSED,
            "PointClickCare refuses to send events to “"
                + request.callback().getScheme()
                + "://"
                + request.callback().getAuthority()
                + "”. The address must be one that it can reach from the internet over https; the"
                + " operator sets it (tributary.url).",
            e);
      }
      throw e;
    }
    return new Subscription(id, Optional.empty(), note(id));
  }

  /** A subscription is approved before it is live: inferred. */
  private Optional<String> note(String id) throws InterruptedException {
    String status =
        client.subscriptions(WHAT).stream()
            .filter(one -> id.equals(one.get("webhookSubscriptionId")))
            .map(one -> one.getOrDefault("status", ""))
            .findFirst()
            .orElse("");
    return status.equals(APPROVED)
        ? Optional.empty()
        : Optional.of(
            "PointClickCare approves a subscription before it sends events. Its state there is "
                + (status.isEmpty() ? "not told" : status)
                + ".");
  }

  private String wish(SubscribeRequest request) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("applicationName", config.application());
      json.writeStringField("endUrl", request.callback().toString());
      json.writeArrayFieldStart("eventGroupList");
      for (String group : new TreeSet<>(request.eventGroups())) {
        json.writeString(group);
      }
      json.writeEndArray();
      json.writeStringField("username", request.login().user());
      char[] password = request.login().password().reveal();
      json.writeFieldName("password");
      json.writeString(password, 0, password.length);
      // all patients are imported, so all are told of
      json.writeBooleanField("includeDischarged", true);
      json.writeBooleanField("includeOutpatient", true);
      json.writeBooleanField("enableRoomReservationCancellation", false);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  void end(String id) throws InterruptedException {
    try {
      client.unsubscribe(id, WHAT);
    } catch (ConnectorException e) {
      if (!e.code().equals(PccError.NOT_FOUND.toErrorCode())) {
        throw e;
      }
    }
  }

  /** Fields of a subscription that are looked at. */
  static List<String> fields() {
    return List.of("webhookSubscriptionId", "status");
  }

  /** Returns the name of a new subscription in an answer. */
  static Optional<String> id(Map<String, String> answer) {
    return Optional.ofNullable(answer.get("webhookSubscriptionId")).filter(id -> !id.isBlank());
  }
}
