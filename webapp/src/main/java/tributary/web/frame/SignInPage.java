package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tributary.web.security.SignIn;

/** Asks for user name and password. */
@Named
@RequestScoped
public class SignInPage {
  private SignIn signIn;
  private FacesContext faces;
  private String user = "";
  private String password = "";
  private String next = "";
  private boolean refused;

  /** For the container's proxy. */
  protected SignInPage() {}

  @Inject
  SignInPage(SignIn signIn, FacesContext faces) {
    this.signIn = signIn;
    this.faces = faces;
  }

  /** Signs in and goes to the page that was asked for, or says that it did not work. */
  public void enter() throws IOException {
    ExternalContext external = faces.getExternalContext();
    if (signIn.attempt(user.strip(), password, (HttpServletResponse) external.getResponse())) {
      external.redirect(signIn.destination(next));
    } else {
      refused = true;
    }
    password = "";
  }

  public boolean isRefused() {
    return refused;
  }

  public String getUser() {
    return user;
  }

  public void setUser(String user) {
    this.user = user;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getNext() {
    return next;
  }

  public void setNext(String next) {
    this.next = next;
  }
}
