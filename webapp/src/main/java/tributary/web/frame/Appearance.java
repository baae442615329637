package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** How the person likes the pages; kept in cookies so that the first paint is already right. */
@Named
@RequestScoped
public class Appearance {
  private HttpServletRequest request;

  /** For the container's proxy. */
  protected Appearance() {}

  @Inject
  Appearance(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns {@code light}, {@code dark} or {@code system}. */
  public String getTheme() {
    return cookie("tributary-theme", Set.of("light", "dark"), "system");
  }

  /** Returns {@code wide} or {@code narrow}. */
  public String getNav() {
    return cookie("tributary-nav", Set.of("narrow"), "wide");
  }

  private String cookie(String name, Set<String> known, String otherwise) {
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(name) && known.contains(cookie.getValue())) {
          return cookie.getValue();
        }
      }
    }
    return otherwise;
  }
}
