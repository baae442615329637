package tributary.web.security;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * Keeps the session's cookie from scripts and from other sites' requests. In code, because the
 * server does not take the attribute from web.xml. Over https the server adds Secure itself.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setName("TRIBUTARY");
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
  }
}
