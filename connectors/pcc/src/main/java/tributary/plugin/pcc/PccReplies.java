package tributary.plugin.pcc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import tributary.kit.Quota;
import tributary.spi.ConnectorException;

/** Understands what the gateway says in statuses and headers. */
final class PccReplies {
  /** A pause that is waited for without letting the run know. */
  private static final Duration SHORT = Duration.ofSeconds(60);

  /** What is waited when the vendor does not say how long. */
  private static final Duration UNKNOWN = Duration.ofSeconds(2);

  /** Names of the gateway's headers, and their unit (epoch milliseconds): confirmed. */
  private static final String REMAINING = "X-Quota-Remaining";

  private static final String RESET = "X-Quota-Time-To-Reset";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final PccConfig config;
  private final Clock clock;
  private final Quota quota;

  PccReplies(PccConfig config, Clock clock, Quota quota) {
    this.config = config;
    this.clock = clock;
    this.quota = quota;
  }

  /** Takes note of what the headers tell of the quota. */
  void note(Function<String, Optional<String>> headers) {
    Optional<Long> remaining = headers.apply(REMAINING).flatMap(PccReplies::number);
    Optional<Instant> reset = headers.apply(RESET).flatMap(PccReplies::number).map(this::moment);
    if (remaining.isPresent() && reset.isPresent()) {
      quota.left(remaining.get(), reset.get());
    }
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A small number is taken as milliseconds from now. */
  private Instant moment(long millis) {
    return millis < 1_000_000_000_000L
        ? clock.instant().plusMillis(Math.max(0, millis))
        : Instant.ofEpochMilli(millis);
  }

  /** Refuses to go on when so little is left that others need it. */
  void requireQuota() {
    quota
        .spentUntil()
        .ifPresent(
            until -> {
              throw spent(until);
            });
  }

  /**
   * Deals with an answer that says to come back later: asks all readers to wait when that is soon.
   *
   * @throws ConnectorException when it is not soon
   */
  void later(Function<String, Optional<String>> headers) {
    Duration pause = pause(headers);
    if (pause.compareTo(SHORT) > 0) {
      throw spent(clock.instant().plus(pause));
    }
    quota.hold(pause);
  }

  private Duration pause(Function<String, Optional<String>> headers) {
    Optional<Duration> asked =
        headers.apply("Retry-After").flatMap(PccReplies::number).map(Duration::ofSeconds);
    Duration told =
        asked
            .or(
                () ->
                    headers
                        .apply(RESET)
                        .flatMap(PccReplies::number)
                        .map(this::moment)
                        .map(until -> Duration.between(clock.instant(), until)))
            .orElse(UNKNOWN);
    return told.isNegative() ? Duration.ZERO : told;
  }

  private ConnectorException spent(Instant until) {
    String when = MOMENT.format(until);
    String left = config.reserve() > 0 ? " but for the " + config.reserve() + " to leave" : "";
    if (!config.waits()) {
      return new ConnectorException(
          PccError.QUOTA_ENDS_RUN,
          "PointClickCare's quota of requests is spent"
              + left
              + " until "
              + when
              + ". Start the run again after that, have it wait (setting “When the day's quota is"
              + " spent”), or ask PointClickCare for more.",
          null);
    }
    return ConnectorException.retryLater(
        PccError.QUOTA_SPENT,
        "PointClickCare's quota of requests is spent" + left + " until " + when + ".",
        null,
        Duration.between(clock.instant(), until));
  }

  /**
   * Puts a refusal into words.
   *
   * @param status of the answer; not 2xx, 401, 429 or 503
   * @param body its beginning
   * @param what was asked for, such as “conditions in Oak Hill (12)”
   */
  ConnectorException refusal(int status, String body, String what) {
    if (status == 400 && isAboutCertificate(body)) {
      return certificate();
    }
    return switch (status) {
      case 403 -> forbidden(body, what);
      case 404 ->
          isPcc(body)
              ? new ConnectorException(
                  PccError.NOT_FOUND, "PointClickCare does not find " + what + ".", null)
              : notPcc(config.api().getHost());
      case 400, 422 ->
          isPcc(body)
              ? new ConnectorException(
                  PccError.REQUEST_REFUSED,
                  "PointClickCare refuses the question for "
                      + what
                      + " (status "
                      + status
                      + "). Its API may have changed; ask for a newer version of this connector.",
                  null)
              : notPcc(config.api().getHost());
      default ->
          status >= 500
              ? new ConnectorException(
                  PccError.SERVER_FAILED,
                  "PointClickCare has a fault of its own (status "
                      + status
                      + ") with "
                      + what
                      + ". Try again later.",
                  null)
              : notPcc(config.api().getHost());
    };
  }

  private ConnectorException forbidden(String body, String what) {
    if (body.contains("not activated")) {
      return notActivated();
    }
    return new ConnectorException(
        PccError.RESOURCE_FORBIDDEN,
        "The application may not read "
            + what
            + ". Ask PointClickCare to grant it this resource, leave the table out, or leave the"
            + " facility out (setting “Facilities”).",
        null);
  }

  ConnectorException notActivated() {
    return ConnectorException.inField(
        PccConfig.ORGANIZATION,
        PccError.APPLICATION_NOT_ACTIVATED,
        "The organization “"
            + config.organization()
            + "” has not activated the application “"
            + config.application()
            + "”. Correct the Organization Uuid, or ask the organization to activate the"
            + " application in PointClickCare.",
        null);
  }

  ConnectorException certificate() {
    return ConnectorException.inField(
        PccConfig.CERTIFICATE,
        PccError.CERTIFICATE_NOT_ACCEPTED,
        "PointClickCare does not accept the certificate. It must be issued for client"
            + " authentication by an authority that PointClickCare knows (a self-signed one will"
            + " not do), and be the one that is registered for the application.",
        null);
  }

  static ConnectorException notPcc(String host) {
    return ConnectorException.inField(
        PccConfig.API_URL,
        PccError.NOT_POINTCLICKCARE,
        "“"
            + host
            + "” answers, but not as PointClickCare does. Correct the addresses under Advanced.",
        null);
  }

  /** The words are those of nginx, which stands before the API: confirmed. */
  static boolean isAboutCertificate(String body) {
    return body.contains("SSL certificate");
  }

  /** Errors come as {@code {errors:[…]}}: inferred; so any JSON object with a known name does. */
  static boolean isPcc(String body) {
    return body.stripLeading().startsWith("{")
        && (body.contains("\"errors\"")
            || body.contains("\"error\"")
            || body.contains("\"status\""));
  }
}
