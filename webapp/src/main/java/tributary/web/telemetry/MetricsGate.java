package tributary.web.telemetry;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the operator's monitoring read the metrics, which the server shows. */
@WebFilter(urlPatterns = {"/metrics", "/metrics/*"})
public class MetricsGate extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient MetricsAccess access;

  @Inject
  MetricsGate(
      @ConfigProperty(name = "tributary.metrics.token") Optional<String> token,
      @ConfigProperty(name = "tributary.metrics.tenants", defaultValue = "false") boolean tenants) {
    access = new MetricsAccess(token, tenants);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<MetricsAccess.Refused> refused = access.refused(request.getHeader("Authorization"));
    if (refused.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(refused.get().status());
    if (refused.get().status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(refused.get().why());
  }
}
