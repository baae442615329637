package tributary.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import tributary.access.Access;
import tributary.access.SignedIn;

/**
 * Ties every request to who makes it: the bearer of the token in its {@code Authorization} header,
 * else the person of its session. Whoever asks for a protected page without either is sent to the
 * sign-in page, and from there back to the page.
 */
@ApplicationScoped
public class SignInMechanism implements HttpAuthenticationMechanism {
  private Access access;
  private IdentityStoreHandler stores;

  /** For the container's proxy. */
  protected SignInMechanism() {}

  @Inject
  SignInMechanism(Access access, IdentityStoreHandler stores) {
    this.access = access;
    this.stores = stores;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Credential credential = context.getAuthParameters().getCredential();
    if (credential != null) {
      return signIn(credential, request, context);
    }
    Optional<SignedIn> bearer = BearerToken.of(request).flatMap(access::byToken);
    if (bearer.isPresent()) {
      Identity.bind(request, bearer.get());
      return recognised(bearer.get(), context);
    }
    Optional<SignedIn> person = Identity.of(request);
    if (person.isPresent()) {
      return recognised(person.get(), context);
    }
    return context.isProtected() ? sendToSignIn(request, response) : context.doNothing();
  }

  private AuthenticationStatus signIn(
      Credential credential, HttpServletRequest request, HttpMessageContext context) {
    CredentialValidationResult result = stores.validate(credential);
    if (result.getCallerPrincipal() instanceof AccountPrincipal principal) {
      Identity.keep(request, principal.signedIn());
      return recognised(principal.signedIn(), context);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }

  private static AuthenticationStatus recognised(SignedIn someone, HttpMessageContext context) {
    return context.notifyContainerAboutLogin(
        new AccountPrincipal(someone), Set.of(someone.role().name()));
  }

  private static AuthenticationStatus sendToSignIn(
      HttpServletRequest request, HttpServletResponse response) {
    try {
      new SignInRedirect(request).send(response);
      return AuthenticationStatus.SEND_CONTINUE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
