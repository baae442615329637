package tributary.notification;

import java.util.List;

/**
 * Whom to tell and of what. That a schedule is, or soon will be, paused is told in any case.
 *
 * @param failure whether to tell of failed and partly succeeded runs, and of those that wait for a
 *     person
 * @param recovery whether to tell of the first success after a failure
 * @param success whether to tell of every success
 * @param mail e-mail addresses
 * @param webhook the address that JSON is posted to; empty: none
 */
public record NotificationRule(
    boolean failure, boolean recovery, boolean success, List<String> mail, String webhook) {
  /** Nobody is told anything. */
  public static final NotificationRule NOBODY =
      new NotificationRule(true, true, false, List.of(), "");

  public NotificationRule {
    mail = List.copyOf(mail);
  }

  /** Returns whether anybody is told. */
  public boolean reachesSomebody() {
    return !mail.isEmpty() || !webhook.isEmpty();
  }

  /** Returns whether this is told. */
  boolean tells(NotificationEvent event) {
    return switch (event) {
      case RUN_FAILED, RUN_WAITING -> failure;
      case RUN_RECOVERED -> recovery || success;
      case RUN_SUCCEEDED -> success;
      case PAUSE_AHEAD, SCHEDULE_PAUSED, TEST -> true;
    };
  }
}
