package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tributary.notification.store.KeptRule;
import tributary.tenant.TenantId;

/** Finds a message's secret and has it carried. */
@ApplicationScoped
class Post {
  private KeptRules rules;
  private RuleSecrets secrets;
  private MailCarrier mail;
  private WebhookCarrier webhook;

  protected Post() {}

  @Inject
  Post(KeptRules rules, RuleSecrets secrets, MailCarrier mail, WebhookCarrier webhook) {
    this.rules = rules;
    this.secrets = secrets;
    this.mail = mail;
    this.webhook = webhook;
  }

  /** Carries a message; no transaction is open. */
  public void carry(Message message) throws Undelivered, InterruptedException {
    switch (message.channel()) {
      case MAIL -> mail.carry(message, new byte[0]);
      case WEBHOOK -> webhook.carry(message, secret(message));
    }
  }

  private byte[] secret(Message message) throws Undelivered {
    Optional<KeptRule> rule =
        Optional.ofNullable(message.rule()).flatMap(id -> rules.byId(message.tenant(), id));
    if (rule.filter(kept -> kept.rule().webhook().equals(message.recipient())).isEmpty()) {
      throw Undelivered.forGood("The webhook's address was changed or removed in the meantime.");
    }
    return open(message.tenant(), rule.get());
  }

  private byte[] open(TenantId tenant, KeptRule rule) throws Undelivered {
    return secrets
        .open(tenant, rule)
        .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
        .orElseThrow(
            () ->
                Undelivered.forGood(
                    "The webhook's secret cannot be opened with this installation's vault key."
                        + " Enter it again."));
  }
}
