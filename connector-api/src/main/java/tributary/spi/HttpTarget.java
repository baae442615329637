package tributary.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which server to speak to, and how.
 *
 * @param base the address that paths are put after; {@code http} or {@code https}
 * @param key what this side proves itself with (mutual TLS), where the server asks for it; it stays
 *     in memory
 * @param authorities certificates, as PEM, that are trusted instead of the public authorities
 * @param connectLimit how long connecting may take
 * @param answerLimit how long the server may take to begin its answer, and between its parts
 * @param perSecond the most requests that are begun in a second; 0: as many as are asked for
 */
public record HttpTarget(
    URI base,
    Optional<KeyMaterial> key,
    Optional<String> authorities,
    Duration connectLimit,
    Duration answerLimit,
    int perSecond) {
  public HttpTarget {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(authorities, "authorities");
    Objects.requireNonNull(connectLimit, "connectLimit");
    Objects.requireNonNull(answerLimit, "answerLimit");
    if (perSecond < 0) {
      throw new IllegalArgumentException("Not a pace: " + perSecond);
    }
  }

  /** Returns a target with the usual limits: 10 seconds to connect, 60 to answer, no pace. */
  public static HttpTarget of(URI base) {
    return new HttpTarget(
        base,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        0);
  }

  /** Returns this target with a key to prove this side with. */
  public HttpTarget with(KeyMaterial material) {
    return new HttpTarget(
        base, Optional.of(material), authorities, connectLimit, answerLimit, perSecond);
  }

  /** Returns this target trusting these authorities only. */
  public HttpTarget trusting(String pem) {
    return new HttpTarget(base, key, Optional.of(pem), connectLimit, answerLimit, perSecond);
  }

  /** Returns this target with a pace. */
  public HttpTarget paced(int requestsPerSecond) {
    return new HttpTarget(base, key, authorities, connectLimit, answerLimit, requestsPerSecond);
  }
}
