package tributary.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.Vault;
import tributary.inbox.store.Endpoint;
import tributary.problem.Refusal;
import tributary.spi.Secret;
import tributary.spi.WebhookLogin;
import tributary.tenant.TenantId;

/** Makes what vendors prove themselves with, and seals it for its dataflow. */
@ApplicationScoped
class EndpointLogin {
  private static final String FIELD = "webhook/password";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int USER = 16;
  private static final int PASSWORD = 43;
  private static final int ID = 32;

  private final SecureRandom random = new SecureRandom();
  private Vault vault;

  protected EndpointLogin() {}

  @Inject
  EndpointLogin(Vault vault) {
    this.vault = vault;
  }

  /** Returns an endpoint that nobody can guess, for this dataflow. */
  public Endpoint make(TenantId tenant, UUID dataflow, List<String> eventGroups) {
    return new Endpoint(
        letters(ID),
        tenant,
        Optional.of(dataflow),
        0,
        Endpoint.State.SUBSCRIBING,
        letters(USER),
        vault.seal(tenant, dataflow, FIELD, letters(PASSWORD).getBytes(StandardCharsets.US_ASCII)),
        eventGroups,
        "",
        "");
  }

  private String letters(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /**
   * Returns what the vendor proves itself with.
   *
   * @throws Refusal when it cannot be opened: the vault's key is another one
   */
  public WebhookLogin open(Endpoint endpoint) {
    try {
      byte[] clear =
          vault.open(
              endpoint.tenant(),
              endpoint.dataflow().orElseThrow(),
              FIELD,
              endpoint.sealedPassword());
      return new WebhookLogin(
          endpoint.user(), Secret.of(new String(clear, StandardCharsets.US_ASCII)));
    } catch (Vault.SealBroken e) {
      throw Refusal.conflict(
          "SECRET_UNREADABLE",
          "What the vendor proves itself with cannot be opened with this installation's vault key."
              + " Stop the webhooks and subscribe again, or ask the operator to put back the"
              + " earlier tributary.vault.key.");
    }
  }
}
