package tributary.notification;

/**
 * A rule as given.
 *
 * @param rule may be wrong
 * @param webhookSecret what posts are signed with; empty: the one that is saved
 */
public record NotificationWish(NotificationRule rule, String webhookSecret) {
  @Override
  public String toString() {
    return "NotificationWish[" + rule + "]";
  }
}
