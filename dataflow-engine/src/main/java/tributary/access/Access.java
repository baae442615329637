package tributary.access;

import java.util.Optional;
import tributary.tenant.TenantId;

/** Local accounts and API tokens. Passwords and tokens are kept as hashes only. */
public interface Access {
  /**
   * Returns who this is, or empty when user name and password do not fit together. Takes the same
   * time whether or not the user exists. After several failures in a row the account is locked for
   * a while, during which the right password is refused too.
   */
  Optional<SignedIn> signIn(String user, char[] password);

  /** Returns whom this token stands for, or empty. */
  Optional<SignedIn> byToken(String token);

  /** Makes the account with this password, as Owner of the tenant, unless the user is there. */
  void ensureOwner(TenantId tenant, String user, char[] password);

  /** Makes the API token of the tenant unless one of this name is there. */
  void ensureToken(TenantId tenant, String name, String token);
}
