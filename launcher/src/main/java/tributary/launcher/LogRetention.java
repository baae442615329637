package tributary.launcher;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a program's log.
 *
 * @param fileBytes at which a file moves aside; after a day it does so in any case
 * @param totalBytes what files that moved aside may use together
 * @param age how old they may become; empty: any age
 */
record LogRetention(long fileBytes, long totalBytes, Optional<Duration> age) {
  static final String KEY = "TRIBUTARY_RETENTION_LOGS";
  private static final long FILE = 10L << 20;
  private static final long TOTAL = 40L << 20;
  private static final Duration USUAL = Duration.ofDays(30);

  /** Reads the environment; the application reads the same key to show it. */
  static LogRetention from(Map<String, String> environment) {
    String text = environment.getOrDefault(KEY, USUAL.toString()).strip();
    return new LogRetention(FILE, TOTAL, age(text));
  }

  private static Optional<Duration> age(String text) {
    if (text.equalsIgnoreCase("forever")) {
      return Optional.empty();
    }
    try {
      Duration age = text.equals("0") ? Duration.ZERO : Duration.parse(text);
      if (!age.isNegative()) {
        return Optional.of(age);
      }
    } catch (DateTimeParseException notADuration) {
      // falls through to the one text for both kinds of wrong value
    }
    throw new Problem(
        "%s is '%s', which is no length of time. Write days as P30D, hours as PT12H, or forever."
            .formatted(KEY, text));
  }
}
