package tributary.web.frame;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tributary.connection.CertificateView;

/** Warns of the end of a certificate. */
@Named
@ApplicationScoped
public class CertificateEnd {
  private Clock clock;

  /** For the container's proxy. */
  protected CertificateEnd() {}

  @Inject
  CertificateEnd(Clock clock) {
    this.clock = clock;
  }

  /** Returns when it ends, in words, where that is near or past; else empty. */
  public String warning(Instant until) {
    Instant now = clock.instant();
    if (until == null || until.isAfter(now.plus(CertificateView.WARNING))) {
      return "";
    }
    if (!until.isAfter(now)) {
      return "Certificate expired";
    }
    long days = ChronoUnit.DAYS.between(now, until);
    return days == 0
        ? "Certificate ends today"
        : days == 1 ? "Certificate ends tomorrow" : "Certificate ends in " + days + " days";
  }
}
