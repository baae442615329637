package tributary.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tributary.inbox.WebhookCall;
import tributary.inbox.WebhookInbox;
import tributary.inbox.WebhookReply;
import tributary.inbox.WebhookView;
import tributary.inbox.Webhooks;
import tributary.tenant.Actor;
import tributary.verification.container.Member;
import tributary.verification.faults.changelog.ChangeLogPlugin;

/** Tells of changes to a change log until they are acknowledged, as vendors do. */
final class Vendor {
  private static final Actor ACTOR = new Actor(Actor.Kind.PERSON, Member.ALDER.user());
  private static final int ROWS = 20;

  private final String dataflow;
  private final ChangeLog log;
  private final Engine engine;
  private final Client client;
  private final String endpoint;
  private final String password;
  private final AtomicInteger told = new AtomicInteger();

  Vendor(String dataflow, ChangeLog log, Engine engine, Client client) throws IOException {
    this.dataflow = dataflow;
    this.log = log;
    this.engine = engine;
    this.client = client;
    WebhookView view =
        engine
            .part(Webhooks.class)
            .subscribe(
                Client.TENANT, ACTOR, dataflow, Set.of(), URI.create("http://localhost:8080"));
    String path = view.address().orElseThrow().getPath();
    endpoint = path.substring(path.lastIndexOf('/') + 1);
    password = Files.readString(ChangeLogPlugin.password(log.file()));
  }

  /** Changes rows and tells of all of them, a few in each event; each event twice. */
  void changeAndTell() {
    List<Long> ids = new ArrayList<>(log.changed());
    for (int i = 0; i < ids.size(); i += ROWS) {
      String id = "event" + told.incrementAndGet();
      List<Long> some = ids.subList(i, Math.min(ids.size(), i + ROWS));
      client.patiently(() -> tell(id, some));
      assertThat(client.patiently(() -> tell(id, some))).isEqualTo(new WebhookReply.Stored(0));
    }
  }

  private WebhookReply tell(String id, List<Long> rows) {
    StringBuilder body = new StringBuilder(password).append('\n').append(id);
    rows.forEach(row -> body.append('\n').append(row));
    return engine
        .part(WebhookInbox.class)
        .receive(
            endpoint,
            new WebhookCall(
                "POST", Map.of(), Map.of(), body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns how many events were acknowledged. */
  int told() {
    return told.get();
  }

  /** Returns how the events stand. */
  WebhookView view() {
    return client.patiently(() -> engine.part(Webhooks.class).of(Client.TENANT, dataflow));
  }
}
