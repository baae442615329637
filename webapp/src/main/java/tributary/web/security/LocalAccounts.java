package tributary.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Arrays;
import java.util.Set;
import tributary.access.Access;

/** Checks user name and password against the local accounts. */
@ApplicationScoped
public class LocalAccounts implements IdentityStore {
  private Access access;

  /** For the container's proxy. */
  protected LocalAccounts() {}

  @Inject
  LocalAccounts(Access access) {
    this.access = access;
  }

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof UsernamePasswordCredential given)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    char[] password = given.getPassword().getValue();
    try {
      return access
          .signIn(given.getCaller(), password)
          .map(
              person ->
                  new CredentialValidationResult(
                      new AccountPrincipal(person), Set.of(person.role().name())))
          .orElse(CredentialValidationResult.INVALID_RESULT);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
