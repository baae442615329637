package tributary.web.telemetry;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets the operator's monitoring read the metrics. Counts alone are open; with a token configured
 * it is asked for, and figures that name tenants are not told without one.
 */
@WebFilter(urlPatterns = {"/metrics", "/metrics/*"})
public class MetricsGate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String BEARER = "Bearer ";

  private final transient Optional<String> token;
  private final boolean tenants;

  @Inject
  MetricsGate(
      @ConfigProperty(name = "tributary.metrics.token") Optional<String> token,
      @ConfigProperty(name = "tributary.metrics.tenants", defaultValue = "false") boolean tenants) {
    this.token = token.filter(t -> !t.isBlank());
    this.tenants = tenants;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (token.isEmpty() && tenants) {
      refuse(
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "The metrics name tenants, so they need a token: set tributary.metrics.token, or"
              + " tributary.metrics.tenants to false.");
    } else if (token.isPresent() && !given(request, token.get())) {
      response.setHeader("WWW-Authenticate", "Bearer");
      refuse(
          response,
          HttpServletResponse.SC_UNAUTHORIZED,
          "Send the token of tributary.metrics.token in the header Authorization: Bearer.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean given(HttpServletRequest request, String token) {
    String header = request.getHeader("Authorization");
    return header != null
        && header.startsWith(BEARER)
        && MessageDigest.isEqual(
            header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(why);
  }
}
