package tributary.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import tributary.access.SignedIn;
import tributary.access.SignedIn.Role;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Who makes the present request: the person of the session, or the bearer of a token. */
@Named
@RequestScoped
public class CurrentUser {
  private HttpServletRequest request;

  /** For the container's proxy. */
  protected CurrentUser() {}

  @Inject
  CurrentUser(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns who it is; empty when nobody signed in. */
  public Optional<SignedIn> who() {
    return Identity.of(request);
  }

  /** Returns who it is; refuses when nobody signed in. */
  public SignedIn signedIn() {
    return who()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "NOT_SIGNED_IN",
                    "You are not signed in. Sign in and try again.",
                    List.of()));
  }

  /** Returns the tenant of all that the request does. */
  public TenantId tenant() {
    return signedIn().tenant();
  }

  /** Returns the actor for the history and the audit. */
  public Actor actor() {
    return signedIn().actor();
  }

  /** Returns the user name, or the token's name; empty when nobody signed in. */
  public String getName() {
    return who().map(SignedIn::name).orElse("");
  }

  /** Returns the tenant's name; empty when nobody signed in. */
  public String getTenantName() {
    return who().map(SignedIn::tenantName).orElse("");
  }

  /** Returns whether somebody signed in. */
  public boolean isPresent() {
    return who().isPresent();
  }

  /** Returns whether the request carries an API token, rather than a browser's session. */
  public boolean isBearer() {
    return Identity.isBearer(request);
  }

  /** Returns whether runs may be started, cancelled and rolled back. */
  public boolean isOperator() {
    return may(Role.OPERATOR);
  }

  /** Returns whether dataflows may be made, changed and removed. */
  public boolean isEditor() {
    return may(Role.EDITOR);
  }

  /** Returns whether the tenant's settings may be changed. */
  public boolean isOwner() {
    return may(Role.OWNER);
  }

  /** Returns whether the person may do what this role may do. */
  public boolean may(Role role) {
    return who().filter(someone -> Identity.covers(someone.role(), role)).isPresent();
  }

  /** Refuses, with the reason, unless the person may do what this role may do. */
  public void demand(Role role) {
    SignedIn someone = signedIn();
    if (!Identity.covers(someone.role(), role)) {
      throw Identity.forbidden(someone, role);
    }
  }
}
