package tributary.access;

import java.io.Serializable;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * A person or a token that may act for a tenant.
 *
 * @param tenantName the tenant
 * @param kind a person or a token
 * @param name the user name or the token's name
 * @param role what it may do
 */
public record SignedIn(String tenantName, Actor.Kind kind, String name, Role role)
    implements Serializable {

  /** Returns the tenant. */
  public TenantId tenant() {
    return new TenantId(tenantName);
  }

  /** Returns the actor for the history and the audit. */
  public Actor actor() {
    return new Actor(kind, name);
  }

  /** What a member may do; each may do what the ones after it may. */
  public enum Role {
    OWNER,
    EDITOR,
    OPERATOR,
    VIEWER
  }
}
