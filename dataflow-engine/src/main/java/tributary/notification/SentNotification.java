package tributary.notification;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * One notification to one recipient. Null stands for "not yet".
 *
 * @param dataflow the dataflow's name
 * @param recipient an e-mail address, or a webhook's
 * @param subject what it tells, in one line
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried again
 * @param problem why the last attempt failed; empty when it did not
 */
public record SentNotification(
    UUID id,
    String dataflow,
    NotificationEvent event,
    Channel channel,
    String recipient,
    String subject,
    Instant createdAt,
    State state,
    int attempts,
    Instant nextAttemptAt,
    Instant deliveredAt,
    String problem)
    implements Serializable {
  /** How it is sent. */
  public enum Channel {
    MAIL,
    WEBHOOK
  }

  /** How it stands. */
  public enum State {
    WAITING("Waiting"),
    DELIVERED("Delivered"),
    GIVEN_UP("Given up");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** Returns the word for people. */
    public String label() {
      return label;
    }
  }
}
