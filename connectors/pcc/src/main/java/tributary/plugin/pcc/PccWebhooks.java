package tributary.plugin.pcc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tributary.kit.JsonPage;
import tributary.kit.JsonRecord;
import tributary.kit.RecordShape;
import tributary.spi.Change;
import tributary.spi.EventGroup;
import tributary.spi.RowKey;
import tributary.spi.SubscribeRequest;
import tributary.spi.Subscription;
import tributary.spi.TableName;
import tributary.spi.WebhookAnswer;
import tributary.spi.WebhookEvent;
import tributary.spi.WebhookLogin;
import tributary.spi.WebhookReceiver;
import tributary.spi.WebhookRequest;

/**
 * Understands PointClickCare's messages: who calls proves himself by basic authentication, and the
 * message says to whom something happened, not what. All of that: confirmed.
 */
final class PccWebhooks implements WebhookReceiver {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_ID_CHARS = 200;
  private static final String SCHEME = "basic ";

  private static final List<String> FIELDS =
      List.of("messageId", "eventType", "orgUuid", "patientId", "eventDate", "resourceId");
  private static final RecordShape SHAPE = new RecordShape(FIELDS);

  private final PccConfig config;
  private final PccSubscriptions subscriptions;

  PccWebhooks(PccConfig config, PccClient client) {
    this.config = config;
    this.subscriptions = new PccSubscriptions(config, client);
  }

  @Override
  public List<EventGroup> eventGroups() {
    return PccEvents.groups();
  }

  @Override
  public WebhookAnswer receive(WebhookRequest request) {
    if (!provesItself(request)) {
      return refused(WebhookAnswer.Reason.BAD_SIGNATURE);
    }
    byte[] body = request.body();
    if (body.length > MOST_BYTES) {
      return refused(WebhookAnswer.Reason.MALFORMED);
    }
    Optional<Message> message = Message.parse(body);
    if (message.isEmpty()) {
      return refused(WebhookAnswer.Reason.MALFORMED);
    }
    Optional<List<TableName>> tables = PccEvents.tablesOf(message.get().eventType());
    if (!message.get().orgUuid().equalsIgnoreCase(config.organization()) || tables.isEmpty()) {
      return refused(WebhookAnswer.Reason.UNKNOWN_TOPIC);
    }
    return new WebhookAnswer.Accepted(
        List.of(message.get().event(tables.get(), request.receivedAt())));
  }

  private static WebhookAnswer refused(WebhookAnswer.Reason reason) {
    return new WebhookAnswer.Refused(reason);
  }

  private static boolean provesItself(WebhookRequest request) {
    List<String> shown = request.headers().getOrDefault("authorization", List.of());
    if (shown.size() != 1 || !shown.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] wanted = both(request.login());
    try {
      byte[] given = Base64.getDecoder().decode(shown.get(0).substring(SCHEME.length()).strip());
      return MessageDigest.isEqual(wanted, given);
    } catch (IllegalArgumentException e) {
      // not base64: it proves nothing
      return false;
    } finally {
      Arrays.fill(wanted, (byte) 0);
    }
  }

  private static byte[] both(WebhookLogin login) {
    char[] password = login.password().reveal();
    try {
      return (login.user() + ":" + String.valueOf(password)).getBytes(StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  @Override
  public Subscription subscribe(SubscribeRequest request) throws InterruptedException {
    return subscriptions.make(request);
  }

  @Override
  public void unsubscribe(Subscription subscription) throws InterruptedException {
    subscriptions.end(subscription.remoteId());
  }

  /**
   * What a message says.
   *
   * @param eventDate as it is written; empty where it is not
   */
  private record Message(
      String messageId, String eventType, String orgUuid, String patientId, String eventDate) {
    /** Returns the message; empty where it is none. */
    static Optional<Message> parse(byte[] body) {
      Taken taken = new Taken();
      try {
        JsonPage.read(new ByteArrayInputStream(body), "", SHAPE, taken);
      } catch (IOException e) {
        // whoever sent it is told that it is malformed
        return Optional.empty();
      }
      return Optional.ofNullable(taken.message).filter(Message::isWhole);
    }

    private boolean isWhole() {
      return !messageId.isBlank()
          && messageId.length() <= MOST_ID_CHARS
          && !eventType.isBlank()
          && !orgUuid.isBlank()
          && patientId.matches("\\d{1,18}");
    }

    WebhookEvent event(List<TableName> tables, Instant receivedAt) {
      RowKey patient = RowKey.of(patientId);
      return new WebhookEvent(
          messageId,
          eventType,
          moment().orElse(receivedAt),
          tables.stream().map(table -> new Change(table, patient, Change.Kind.UPSERTED)).toList());
    }

    private Optional<Instant> moment() {
      try {
        return Optional.of(Instant.parse(eventDate));
      } catch (DateTimeException e) {
        // a moment in another form says nothing that is needed
        return Optional.empty();
      }
    }
  }

  /** Takes the one message of a body. */
  private static final class Taken implements JsonPage.Taker {
    private Message message;
    private int records;

    @Override
    public void take(JsonRecord record) {
      records++;
      // The resources are a list: confirmed. Nothing of them is needed: the patient is read again.
      boolean sound = records == 1 && !record.text(5).startsWith("{");
      message =
          sound
              ? new Message(
                  record.text(0), record.text(1), record.text(2), record.text(3), record.text(4))
              : null;
    }

    @Override
    public void tooLong(long number) {
      records++;
      message = null;
    }
  }
}
