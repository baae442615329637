package tributary.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.Password;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Signs a person in: what the sign-in page calls. */
@RequestScoped
public class SignIn {
  private SecurityContext security;
  private HttpServletRequest request;

  /** For the container's proxy. */
  protected SignIn() {}

  @Inject
  SignIn(SecurityContext security, HttpServletRequest request) {
    this.security = security;
    this.request = request;
  }

  /**
   * Signs the person in and gives the session a new id.
   *
   * @return whether user name and password fit together
   */
  public boolean attempt(String user, String password, HttpServletResponse response) {
    AuthenticationParameters given =
        AuthenticationParameters.withParams()
            .credential(new UsernamePasswordCredential(user, new Password(password)))
            .newAuthentication(true);
    return security.authenticate(request, response, given) == AuthenticationStatus.SUCCESS;
  }

  /**
   * Returns where to go after sign-in: the page that was asked for, when it is one of this server's
   * own, else the first page.
   *
   * @param next as it came with the request; may be null
   */
  public String destination(String next) {
    return Destination.within(request.getContextPath(), next);
  }
}
