package tributary.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Chance that falls the same way every time. */
final class Dice {
  static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  LocalDate date(LocalDate first, LocalDate last) {
    return first.plusDays(between(0, (int) (last.toEpochDay() - first.toEpochDay())));
  }

  LocalDateTime moment(LocalDate first, LocalDate last) {
    return date(first, last).atTime(between(0, 23), between(0, 59), between(0, 59));
  }

  /** A moment as a UTC timestamp, always with its seconds. */
  String timestamp(LocalDate first, LocalDate last) {
    return TIMESTAMP.format(moment(first, last));
  }

  BigDecimal money(int least, int most) {
    return BigDecimal.valueOf(between(least * 100, most * 100), 2);
  }

  UUID uuid() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
