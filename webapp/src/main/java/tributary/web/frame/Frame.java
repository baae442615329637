package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import tributary.tenant.TenantView;
import tributary.tenant.Tenants;
import tributary.web.security.CurrentUser;

/** Who works here and for which tenant, for the header. */
@Named
@RequestScoped
public class Frame {
  private CurrentUser user;
  private Tenants tenants;
  private String tenant;

  /** For the container's proxy. */
  protected Frame() {}

  @Inject
  Frame(CurrentUser user, Tenants tenants) {
    this.user = user;
    this.tenants = tenants;
  }

  /** Returns the tenant's name for people. */
  public String getTenant() {
    if (tenant == null) {
      tenant =
          tenants.all().stream()
              .filter(view -> view.id().value().equals(user.getTenantName()))
              .map(TenantView::displayName)
              .findFirst()
              .orElse(user.getTenantName());
    }
    return tenant;
  }

  /** Returns the first letter of the user's name. */
  public String getInitial() {
    return user.getName().isEmpty() ? "?" : user.getName().substring(0, 1);
  }
}
