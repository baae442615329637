package tributary.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.tenant.TenantId;

/** Opens the secrets that are kept with a dataflow. */
@ApplicationScoped
class KeptSecrets {
  private Vault vault;

  protected KeptSecrets() {}

  @Inject
  KeptSecrets(Vault vault) {
    this.vault = vault;
  }

  /**
   * Returns the secrets of these keys in clear.
   *
   * @throws Refusal INVALID naming each one that cannot be opened
   */
  public Map<String, String> open(
      TenantId tenant, StoredConnection stored, ConfigSpec spec, Set<String> keys) {
    Map<String, String> clear = new LinkedHashMap<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (String key : keys) {
      String sealedAs = sealedAs(key, stored, spec);
      try {
        byte[] bytes =
            vault.open(tenant, stored.dataflow(), sealedAs, stored.sealed().get(sealedAs));
        clear.put(key, new String(bytes, StandardCharsets.UTF_8));
      } catch (Vault.SealBroken e) {
        problems.add(
            FieldProblem.of(
                "settings." + key,
                "SECRET_UNREADABLE",
                "The saved "
                    + spec.field(key).map(ConfigField::head).map(head -> head.label()).orElse(key)
                    + " cannot be opened with this installation's vault key. Enter it again, or ask"
                    + " the operator to put back the earlier tributary.vault.key."));
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return clear;
  }

  /** Returns the key that a secret was sealed under, which the connector may have renamed since. */
  private static String sealedAs(String key, StoredConnection stored, ConfigSpec spec) {
    return stored.sealed().containsKey(key)
        ? key
        : stored.sealed().keySet().stream()
            .filter(old -> key.equals(spec.renamed().get(old)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No secret is kept for " + key));
  }

  /** Returns the secret, sealed for this field of this dataflow. */
  public byte[] seal(TenantId tenant, UUID dataflow, String key, String clear) {
    return vault.seal(tenant, dataflow, key, clear.getBytes(StandardCharsets.UTF_8));
  }
}
