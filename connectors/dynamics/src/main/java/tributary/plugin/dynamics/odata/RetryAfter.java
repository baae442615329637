package tributary.plugin.dynamics.odata;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Understands for how long an answer asks to wait: so many seconds, or until a date. */
final class RetryAfter {
  private RetryAfter() {}

  /** Returns how long to wait from now on; empty where that is not said, or not understood. */
  static Optional<Duration> of(Optional<String> header, Instant now) {
    return header.map(String::strip).flatMap(text -> pause(text, now));
  }

  private static Optional<Duration> pause(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return date(Optional.of(text))
        .map(until -> until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
  }

  /** Returns the moment that a header names; empty where it names none that is understood. */
  static Optional<Instant> date(Optional<String> header) {
    try {
      return header.map(
          text ->
              ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
