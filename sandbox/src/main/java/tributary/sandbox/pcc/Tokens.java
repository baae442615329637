package tributary.sandbox.pcc;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The token endpoint. An error is answered as RFC 6749 has it: nobody shows the vendor's own
 * [inferred]. A token is answered with {@code access_token} and {@code expires_in} [confirmed].
 */
final class Tokens {
  private final Clock clock;
  private final String clientId;
  private final Map<String, Instant> known = new ConcurrentHashMap<>();
  private final AtomicLong issued = new AtomicLong();
  private volatile String secret;
  private volatile Duration life;

  Tokens(Clock clock, String clientId, String secret, Duration life) {
    this.clock = clock;
    this.clientId = clientId;
    this.secret = secret;
    this.life = life;
  }

  /** Takes another secret from now on. Tokens live on, as they do with the vendor. */
  void rotate(String newSecret) {
    secret = newSecret;
  }

  void live(Duration newLife) {
    life = newLife;
  }

  /** Forgets every token. */
  void revoke() {
    known.clear();
  }

  long issued() {
    return issued.get();
  }

  /** Answers a call of the token endpoint. */
  Reply issue(String authorization, String form) {
    if (!form.contains("grant_type=")) {
      return error(400, "invalid_request", "Required param : grant_type");
    }
    if (!form.contains("grant_type=client_credentials")) {
      return error(400, "unsupported_grant_type", "Unsupported grant type");
    }
    if (!authorized(authorization)) {
      return error(401, "invalid_client", "Client credentials are invalid");
    }
    Instant now = clock.instant();
    known.values().removeIf(end -> end.isBefore(now));
    String token = UUID.randomUUID().toString().replace("-", "");
    known.put(token, now.plus(life));
    issued.incrementAndGet();
    return Reply.json(
        200,
        new Json()
            .object()
            .field("access_token", token)
            .field("token_type", "Bearer")
            .field("expires_in", life.toSeconds())
            .end()
            .toString());
  }

  private boolean authorized(String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return false;
    }
    String expected = clientId + ":" + secret;
    return Base64.getEncoder()
        .encodeToString(expected.getBytes(StandardCharsets.UTF_8))
        .equals(authorization.substring("Basic ".length()).trim());
  }

  /** Refuses what carries no token, one that was never given, or one that has ended. */
  void check(String authorization) throws Refusal {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      throw Refusal.unauthorized("Missing access token.");
    }
    Instant end = known.get(authorization.substring("Bearer ".length()));
    if (end == null) {
      throw Refusal.unauthorized("Invalid access token.");
    }
    if (!end.isAfter(clock.instant())) {
      throw Refusal.unauthorized("Access token expired.");
    }
  }

  private static Reply error(int status, String code, String description) {
    return Reply.json(
        status,
        new Json()
            .object()
            .field("error", code)
            .field("error_description", description)
            .end()
            .toString());
  }
}
