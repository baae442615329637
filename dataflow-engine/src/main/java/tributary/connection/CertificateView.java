package tributary.connection;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * What a person may see of an uploaded certificate.
 *
 * @param subject whose it is
 * @param issuer which authority has signed it
 * @param from when its time begins
 * @param until when its time ends
 * @param selfSigned whether it is signed by its own key only
 */
public record CertificateView(
    String subject, String issuer, Instant from, Instant until, boolean selfSigned)
    implements Serializable {
  /** So long before its end a person is warned. */
  public static final Duration WARNING = Duration.ofDays(30);

  /** Returns whether its end is near. */
  public boolean endsSoon(Instant now) {
    return !until.isAfter(now.plus(WARNING));
  }
}
