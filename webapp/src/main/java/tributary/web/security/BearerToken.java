package tributary.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Reads the token of an {@code Authorization: Bearer} header. */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  static Optional<String> of(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(header.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty());
  }
}
