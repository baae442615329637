package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** What an error page says beyond its own words. */
@Named
@RequestScoped
public class ErrorPage {
  private HttpServletRequest request;

  /** For the container's proxy. */
  protected ErrorPage() {}

  @Inject
  ErrorPage(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns the refusal's words; empty where the server has only its own, which help nobody. */
  public String getMessage() {
    Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    String text = message == null ? "" : message.toString();
    return text.endsWith(".") ? text : "";
  }
}
