package tributary.verification.container;

import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** An owner of a tenant, with the token that speaks for it; as the bootstrap file writes it. */
public record Member(String tenant, String user, String password, String token) {
  /** Whom most tests act for. */
  public static final Member ALDER =
      new Member("alder", "ada", "alder-house-42-Lamps", "trb_alder_7f3e1c9a5d2b4860");

  /** Somebody of another tenant, who must see nothing of the first one's. */
  public static final Member BIRCH =
      new Member("birch", "ben", "birch-court-17-Bells", "trb_birch_2c8d6e4f1a9b3570");

  TenantId tenantId() {
    return new TenantId(tenant);
  }

  Actor actor() {
    return new Actor(Actor.Kind.PERSON, user);
  }
}
