package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;

/** The time zone of the person's browser, which its first page sends as a cookie. */
@RequestScoped
public class PersonZone {
  static final String COOKIE = "tributary-zone";

  private HttpServletRequest request;

  /** For the container's proxy. */
  protected PersonZone() {}

  @Inject
  PersonZone(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns the zone; UTC until the browser has named one that is known here. */
  public ZoneId zone() {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .findFirst()
        .map(cookie -> parse(cookie.getValue()))
        .orElse(ZoneOffset.UTC);
  }

  static ZoneId parse(String value) {
    try {
      return ZoneId.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (DateTimeException | IllegalArgumentException e) {
      // A cookie is whatever the client sends; one that names no zone counts as none.
      return ZoneOffset.UTC;
    }
  }
}
