package tributary.sandbox.pcc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Who has asked to be told of events. */
final class Subscriptions {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Subscription> list = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger(1_900);
  private final Clock clock;
  private final String application;
  private final String organization;
  private final Memory memory;
  private volatile boolean approvesAtOnce = true;

  Subscriptions(Clock clock, String application, String organization, Memory memory) {
    this.clock = clock;
    this.application = application;
    this.organization = organization;
    this.memory = memory;
    list.addAll(memory.subscriptions());
    list.forEach(one -> numbers.accumulateAndGet(one.id(), Math::max));
  }

  private void keep() {
    try {
      memory.subscriptions(list);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void approveAtOnce(boolean on) {
    approvesAtOnce = on;
  }

  /** Approves what waits. */
  synchronized void approveAll() {
    list.replaceAll(
        one ->
            one.status() == Subscription.Status.PENDING
                ? one.as(Subscription.Status.APPROVED, clock.instant().getEpochSecond())
                : one);
    keep();
  }

  List<Subscription> live() {
    return list.stream().filter(one -> one.status() == Subscription.Status.APPROVED).toList();
  }

  Reply answer(String method, String rest, Map<String, String> query, String body) throws Refusal {
    if (rest.isEmpty() && method.equals("GET")) {
      return all(query);
    }
    if (rest.isEmpty() && method.equals("POST")) {
      return subscribe(body);
    }
    if (rest.startsWith("/") && method.equals("DELETE")) {
      return cancel(rest.substring(1));
    }
    throw new Refusal(405, "4050", "Method Not Allowed", "Use GET, POST or DELETE.");
  }

  private Reply all(Map<String, String> query) throws Refusal {
    Api.checkParameters(Endpoint.SUBSCRIPTIONS, query);
    checkApplication(query.get("applicationName"));
    List<Subscription> wanted = new ArrayList<>(list);
    String status = query.get("status");
    wanted.removeIf(one -> status != null && !one.status().name().equals(status));
    Json json = new Json();
    Call call = new Call(null, Endpoint.SUBSCRIPTIONS, Map.of(), query, Map.of(), 0);
    return Reply.json(call.page(json, wanted.size(), i -> write(json, wanted.get(i))));
  }

  private void write(Json json, Subscription one) {
    boolean live = one.status() == Subscription.Status.APPROVED;
    json.object().field("webhookSubscriptionId", one.id());
    json.field("action", live ? "SUBSCRIBE" : "UNSUBSCRIBE");
    json.field("applicationName", one.applicationName()).field("applicationType", "SANDBOX");
    json.field("endUrl", one.endUrl()).array("eventGroupList");
    one.eventGroupList().forEach(json::item);
    json.endArray().field("includeDischarged", one.includeDischarged());
    json.field("includeOutpatient", one.includeOutpatient());
    json.field("enableRoomReservationCancellation", one.enableRoomReservationCancellation());
    json.field("username", one.username()).field("vendorExternalId", one.vendorExternalId());
    json.field("status", one.status().name());
    json.moment("createdDate", one.created());
    json.moment("revisionDate", one.revised());
    json.array("currentSubscription").object();
    json.field("action", live ? "SUBSCRIBE" : "UNSUBSCRIBE").field("orgUuid", organization);
    json.field("status", live ? "SUCCESS" : "PROCESSING").end().endArray().end();
  }

  private synchronized Reply subscribe(String body) throws Refusal {
    JsonNode asked = parse(body);
    checkApplication(asked.path("applicationName").asText(null));
    String address = asked.path("endUrl").asText("");
    if (!address.startsWith("https://") && !address.startsWith("http://")) {
      throw Refusal.missing("endUrl");
    }
    check(address);
    TreeSet<String> groups = new TreeSet<>();
    for (JsonNode group : asked.path("eventGroupList")) {
      if (!Event.GROUPS.containsKey(group.asText())) {
        throw Refusal.badParameter("Unknown event group '" + group.asText() + "'.");
      }
      groups.add(group.asText());
    }
    if (groups.isEmpty()) {
      throw Refusal.missing("eventGroupList");
    }
    for (String field : List.of("username", "password")) {
      if (asked.path(field).asText().isEmpty()) {
        throw Refusal.missing(field);
      }
    }
    Subscription one =
        new Subscription(
            numbers.incrementAndGet(),
            application,
            address,
            List.copyOf(groups),
            asked.path("username").asText(),
            asked.path("password").asText(),
            asked.path("includeDischarged").asBoolean(),
            asked.path("includeOutpatient").asBoolean(),
            asked.path("enableRoomReservationCancellation").asBoolean(),
            asked.path("vendorExternalId").asText(null),
            approvesAtOnce ? Subscription.Status.APPROVED : Subscription.Status.PENDING,
            clock.instant().getEpochSecond(),
            clock.instant().getEpochSecond());
    list.add(one);
    keep();
    return Reply.json(
        200, new Json().object().field("webhookSubscriptionId", one.id()).end().toString());
  }

  private synchronized Reply cancel(String id) throws Refusal {
    for (int i = 0; i < list.size(); i++) {
      Subscription one = list.get(i);
      if (Integer.toString(one.id()).equals(id) && one.status() != Subscription.Status.CANCELLED) {
        list.set(i, one.as(Subscription.Status.CANCELLED, clock.instant().getEpochSecond()));
        keep();
        return Reply.json(200, "{}");
      }
    }
    throw Refusal.notFound("Webhook Subscription Not Found");
  }

  private void checkApplication(String name) throws Refusal {
    if (name == null) {
      throw Refusal.missing("applicationName");
    }
    if (!name.equals(application)) {
      throw Refusal.notFound("Application Not Found");
    }
  }

  private static void check(String address) throws Refusal {
    try {
      URI.create(address);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.badParameter("'endUrl' is not a valid address.");
    }
  }

  private static JsonNode parse(String text) throws Refusal {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw Refusal.badParameter("The body is not valid JSON.");
    }
  }
}
