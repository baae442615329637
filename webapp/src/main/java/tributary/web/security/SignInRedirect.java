package tributary.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a browser to the sign-in page, with the page it asked for as {@code next}. */
final class SignInRedirect {
  static final String PAGE = "/sign-in.xhtml";

  private final HttpServletRequest request;

  SignInRedirect(HttpServletRequest request) {
    this.request = request;
  }

  void send(HttpServletResponse response) throws IOException {
    if (isPartial()) {
      // A Faces script follows only a redirect that stands in the answer itself.
      response.setContentType("text/xml;charset=UTF-8");
      response
          .getWriter()
          .write(
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                  + location().replace("&", "&amp;").replace("\"", "&quot;")
                  + "\"/></partial-response>");
    } else {
      response.sendRedirect(location());
    }
  }

  private boolean isPartial() {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  private String location() {
    String next = request.getRequestURI();
    boolean page = isPartial() || "GET".equals(request.getMethod());
    if ("GET".equals(request.getMethod()) && request.getQueryString() != null) {
      next = next + "?" + request.getQueryString();
    }
    boolean home = next.equals(request.getContextPath() + "/");
    String target = request.getContextPath() + PAGE;
    return page && !home
        ? target + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)
        : target;
  }
}
