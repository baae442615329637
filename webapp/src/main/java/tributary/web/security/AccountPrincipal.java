package tributary.web.security;

import jakarta.security.enterprise.CallerPrincipal;
import tributary.access.SignedIn;

/** The caller principal of a local account; carries what the account may do. */
final class AccountPrincipal extends CallerPrincipal {
  private static final long serialVersionUID = 1L;

  private final SignedIn signedIn;

  AccountPrincipal(SignedIn signedIn) {
    super(signedIn.name());
    this.signedIn = signedIn;
  }

  SignedIn signedIn() {
    return signedIn;
  }
}
