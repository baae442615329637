package tributary.notification.store;

import java.util.Arrays;
import java.util.UUID;
import tributary.notification.NotificationRule;

/**
 * A rule as it is kept.
 *
 * @param sealed the webhook's secret; empty without a webhook
 */
public record KeptRule(UUID id, NotificationRule rule, byte[] sealed) {
  @Override
  public boolean equals(Object other) {
    return other instanceof KeptRule that
        && id.equals(that.id)
        && rule.equals(that.rule)
        && Arrays.equals(sealed, that.sealed);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "KeptRule[" + id + "]";
  }
}
