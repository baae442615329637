package tributary.web.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may read the metrics. Counts alone are open; with a token configured it is asked for, and
 * figures that name tenants are not told without one.
 *
 * @param token what the operator configured
 * @param tenants whether the figures name tenants
 */
record MetricsAccess(Optional<String> token, boolean tenants) {
  private static final String BEARER = "Bearer ";

  /**
   * Why somebody may not.
   *
   * @param status as HTTP says it
   */
  record Refused(int status, String why) {}

  MetricsAccess {
    token = token.filter(configured -> !configured.isBlank());
  }

  /**
   * Returns why not; empty: they may.
   *
   * @param authorization the header, or null
   */
  Optional<Refused> refused(String authorization) {
    if (token.isEmpty() && tenants) {
      return Optional.of(
          new Refused(
              403,
              "The metrics name tenants, so they need a token: set tributary.metrics.token, or"
                  + " tributary.metrics.tenants to false."));
    }
    if (token.isPresent() && !given(authorization, token.get())) {
      return Optional.of(
          new Refused(
              401,
              "Send the token of tributary.metrics.token in the header Authorization: Bearer."));
    }
    return Optional.empty();
  }

  private static boolean given(String authorization, String token) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }
}
