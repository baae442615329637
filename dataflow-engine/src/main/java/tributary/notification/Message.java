package tributary.notification;

import java.util.UUID;
import tributary.tenant.TenantId;

/**
 * One notification on its way.
 *
 * @param rule the rule that named the recipient; null when it is gone
 * @param body text for e-mail, JSON for a webhook
 * @param attempts how often it was tried, this time included
 */
public record Message(
    UUID id,
    TenantId tenant,
    UUID rule,
    SentNotification.Channel channel,
    String recipient,
    String subject,
    String body,
    int attempts) {
  @Override
  public String toString() {
    return "Message[" + id + ", " + channel + "]";
  }
}
