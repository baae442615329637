package tributary.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * How old something may become before it is cleaned up.
 *
 * @param limit empty: for ever; zero: not at all
 */
public record Age(Optional<Duration> limit) {
  private static final String FOREVER = "forever";
  private static final double DAYS_OF_YEAR = 365.25;

  public Age {
    Objects.requireNonNull(limit, "limit");
    if (limit.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("An age of less than nothing");
    }
  }

  /** Returns an age of whole days. */
  public static Age days(long days) {
    return new Age(Optional.of(Duration.ofDays(days)));
  }

  /** Reads {@code forever}, {@code 0} or an ISO 8601 duration; empty when it is none of them. */
  static Optional<Age> parse(String text) {
    if (text.equalsIgnoreCase(FOREVER)) {
      return Optional.of(new Age(Optional.empty()));
    }
    try {
      Duration duration = text.equals("0") ? Duration.ZERO : Duration.parse(text);
      return duration.isNegative() ? Optional.empty() : Optional.of(new Age(Optional.of(duration)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Returns the moment before which everything is too old; empty when nothing ever is. */
  public Optional<Instant> cutoff(Instant now) {
    return limit.map(now::minus);
  }

  /** Returns whether nothing of this age is kept less long than of the other. */
  boolean covers(Age other) {
    return limit.isEmpty()
        || other.limit.isPresent() && limit.get().compareTo(other.limit.get()) >= 0;
  }

  /** Returns it as it follows "kept", such as "for 90 days". */
  public String words() {
    if (limit.isEmpty()) {
      return "for ever";
    }
    Duration duration = limit.get();
    if (duration.isZero()) {
      return "no longer than until the next clean-up";
    }
    if (duration.toDays() > 0) {
      return "for " + inDays(duration.toDays());
    }
    return duration.toHours() > 0
        ? "for " + counted(duration.toHours(), "hour")
        : "for " + counted(Math.max(1, duration.toMinutes()), "minute");
  }

  /** Whole years are said as such, give or take the leap day. */
  private static String inDays(long days) {
    long years = Math.round(days / DAYS_OF_YEAR);
    boolean whole = years > 0 && Math.abs(days - years * DAYS_OF_YEAR) <= 1;
    return whole ? counted(years, "year") : counted(days, "day");
  }

  private static String counted(long count, String one) {
    return count == 1 ? "1 " + one : count + " " + one + "s";
  }
}
