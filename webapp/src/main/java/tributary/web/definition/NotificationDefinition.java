package tributary.web.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import tributary.notification.NotificationRule;
import tributary.notification.NotificationWish;

/**
 * Whom to tell what became of runs, as a document.
 *
 * @param failure of failed and partly succeeded runs, and of those that wait; left out: true
 * @param recovery of the first success after a failure; left out: true
 * @param success of every success; left out: false
 * @param mail e-mail addresses; left out: none
 * @param webhook where JSON is posted to; left out: nowhere
 */
public record NotificationDefinition(
    Boolean failure, Boolean recovery, Boolean success, List<String> mail, Webhook webhook) {
  /**
   * Where JSON is posted to.
   *
   * @param secret what posts are signed with; never told; left out: the one that is saved
   */
  public record Webhook(String url, @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {
    @Override
    public String toString() {
      return "Webhook[" + url + "]";
    }
  }

  /** Returns the document of a rule. */
  public static NotificationDefinition of(NotificationRule rule) {
    return new NotificationDefinition(
        rule.failure(),
        rule.recovery(),
        rule.success(),
        rule.mail(),
        rule.webhook().isEmpty() ? null : new Webhook(rule.webhook(), null));
  }

  /** Returns what the document asks for. */
  public NotificationWish wish() {
    return new NotificationWish(
        new NotificationRule(
            Objects.requireNonNullElse(failure, true),
            Objects.requireNonNullElse(recovery, true),
            Objects.requireNonNullElse(success, false),
            mail == null
                ? List.of()
                : mail.stream().map(address -> address == null ? "" : address.strip()).toList(),
            webhook == null || webhook.url() == null ? "" : webhook.url().strip()),
        webhook == null || webhook.secret() == null ? "" : webhook.secret());
  }
}
