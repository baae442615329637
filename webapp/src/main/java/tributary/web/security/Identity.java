package tributary.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tributary.access.SignedIn;
import tributary.access.SignedIn.Role;
import tributary.problem.Refusal;

/** Where a request and its session keep who makes it. */
final class Identity {
  private static final String KEY = SignedIn.class.getName();

  private Identity() {}

  /** Returns the bearer of the request's token, else the person of its session. */
  static Optional<SignedIn> of(HttpServletRequest request) {
    if (request.getAttribute(KEY) instanceof SignedIn bearer) {
      return Optional.of(bearer);
    }
    // Whoever shows a token that is not known does not act as the person of the session instead.
    return BearerToken.of(request).isPresent() ? Optional.empty() : ofSession(request);
  }

  static boolean isBearer(HttpServletRequest request) {
    return request.getAttribute(KEY) instanceof SignedIn;
  }

  static Optional<SignedIn> ofSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(KEY) instanceof SignedIn person
        ? Optional.of(person)
        : Optional.empty();
  }

  /** Binds the request, and nothing beyond it, to the bearer of a token. */
  static void bind(HttpServletRequest request, SignedIn bearer) {
    request.setAttribute(KEY, bearer);
  }

  /**
   * Keeps the person in the session, under a new session id so that an old one is worth nothing.
   */
  static void keep(HttpServletRequest request, SignedIn person) {
    request.getSession(true);
    request.changeSessionId();
    request.getSession().setAttribute(KEY, person);
  }

  static boolean covers(Role has, Role needed) {
    return has.ordinal() <= needed.ordinal();
  }

  static Refusal forbidden(SignedIn someone, Role needed) {
    return new Refusal(
        Refusal.Kind.FORBIDDEN,
        "ROLE_TOO_LOW",
        "%s is %s in %s; this needs %s. Ask an Owner of %s for that role."
            .formatted(
                someone.name(),
                word(someone.role()),
                someone.tenantName(),
                word(needed),
                someone.tenantName()),
        List.of());
  }

  private static String word(Role role) {
    String name = role.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
