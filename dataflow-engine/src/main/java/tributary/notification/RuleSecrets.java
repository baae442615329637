package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.Vault;
import tributary.notification.store.KeptRule;
import tributary.tenant.TenantId;

/** Seals and opens the webhooks' secrets, each bound to its tenant and rule. */
@ApplicationScoped
class RuleSecrets {
  private static final String FIELD = "notification/webhook-secret";

  private Vault vault;

  protected RuleSecrets() {}

  @Inject
  RuleSecrets(Vault vault) {
    this.vault = vault;
  }

  public byte[] seal(TenantId tenant, UUID rule, String secret) {
    return vault.seal(tenant, rule, FIELD, secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the secret; empty when the vault's key is another one. */
  public Optional<String> open(TenantId tenant, KeptRule rule) {
    try {
      byte[] clear = vault.open(tenant, rule.id(), FIELD, rule.sealed());
      return Optional.of(new String(clear, StandardCharsets.UTF_8));
    } catch (Vault.SealBroken e) {
      // whoever asks says so to a person
      return Optional.empty();
    }
  }
}
