package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Puts figures and times into words for the person. Null and empty stand for "not yet". */
@Named
@RequestScoped
public class Display {
  private static final String NOTHING = "–";
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm:ss VV (xxx)", Locale.ENGLISH);
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private PersonZone zone;
  private Clock clock;

  /** For the container's proxy. */
  protected Display() {}

  @Inject
  Display(PersonZone zone, Clock clock) {
    this.zone = zone;
    this.clock = clock;
  }

  /** Returns day and time in the person's zone. */
  public String time(Object instant) {
    return instant(instant).map(i -> SHORT.format(i.atZone(zone.zone()))).orElse(NOTHING);
  }

  /** Returns the day in the person's zone. */
  public String day(Object instant) {
    return instant(instant).map(i -> DAY.format(i.atZone(zone.zone()))).orElse(NOTHING);
  }

  /** Returns the time of day in the person's zone. */
  public String clock(Object instant) {
    return instant(instant).map(i -> TIME.format(i.atZone(zone.zone()))).orElse(NOTHING);
  }

  /** Returns the exact instant with its zone, for a tooltip. */
  public String exact(Object instant) {
    return instant(instant).map(i -> EXACT.format(i.atZone(zone.zone()))).orElse("");
  }

  /** Returns the instant as machines write it; empty for none. */
  public String machine(Object instant) {
    return instant(instant).map(Instant::toString).orElse("");
  }

  /** Returns how long something took, or takes so far when it has no end yet. */
  public String took(Object from, Object to) {
    Optional<Instant> start = instant(from);
    if (start.isEmpty()) {
      return NOTHING;
    }
    return duration(Duration.between(start.get(), instant(to).orElseGet(clock::instant)));
  }

  /** Returns a count with its thousands grouped. */
  public String count(Number value) {
    return value == null ? NOTHING : String.format(Locale.ENGLISH, "%,d", value.longValue());
  }

  /** Returns a count with its noun, such as "1 table" and "2 tables". */
  public String counted(Number value, String one, String many) {
    return count(value) + " " + (value.longValue() == 1 ? one : many);
  }

  /** Returns a number of bytes in a unit that people can read. */
  public String bytes(Number value) {
    if (value == null) {
      return NOTHING;
    }
    double amount = value.doubleValue();
    int unit = 0;
    while (amount >= 999.5 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    String form = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ENGLISH, form, amount, UNITS[unit]);
  }

  /** Returns how many of something came per second; a dash when it took no time. */
  public String perSecond(Number value, Object from, Object to, String noun) {
    Optional<Instant> start = instant(from);
    if (value == null || start.isEmpty()) {
      return NOTHING;
    }
    long millis = Duration.between(start.get(), instant(to).orElseGet(clock::instant)).toMillis();
    return millis <= 0 ? NOTHING : count(value.longValue() * 1000 / millis) + " " + noun + "/s";
  }

  /** Returns the share in whole percent, 0 to 100; -1 when the total is not known. */
  public int percent(Number part, Number total) {
    return total == null || total.longValue() <= 0
        ? -1
        : (int) Math.min(100, part.longValue() * 100 / total.longValue());
  }

  /** Returns the zone the times are shown in. */
  public ZoneId getZone() {
    return zone.zone();
  }

  static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    long seconds = millis / 1000;
    if (seconds < 10) {
      return String.format(Locale.ENGLISH, "%.1f s", millis / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return String.format(Locale.ENGLISH, "%,d h %d min", seconds / 3600, seconds % 3600 / 60);
  }

  private static Optional<Instant> instant(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Instant.class::cast);
    }
    return Optional.ofNullable((Instant) value);
  }
}
