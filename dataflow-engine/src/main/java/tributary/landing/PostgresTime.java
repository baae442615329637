package tributary.landing;

/** PostgreSQL counts time from 2000-01-01 and holds less than Java does. */
final class PostgresTime {
  /** Days from 1970-01-01 to 2000-01-01. */
  static final int EPOCH_DAYS = 10_957;

  /** Microseconds from 1970-01-01 to 2000-01-01. */
  static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;

  private static final long FIRST_DAY = -2_451_545;
  private static final long FIRST_DAY_BEYOND = 2_145_031_949;
  private static final long FIRST_MICRO = -211_813_488_000_000_000L;
  private static final long FIRST_MICRO_BEYOND = 9_223_371_331_200_000_000L;
  private static final long DAY_MICROS = 86_400_000_000L;

  private PostgresTime() {}

  static boolean holdsDay(long epochDay) {
    return epochDay - EPOCH_DAYS >= FIRST_DAY && epochDay - EPOCH_DAYS < FIRST_DAY_BEYOND;
  }

  static boolean holdsMicros(long epochMicros) {
    return epochMicros >= FIRST_MICRO + EPOCH_MICROS
        && epochMicros - EPOCH_MICROS < FIRST_MICRO_BEYOND;
  }

  static boolean holdsTime(long microsOfDay) {
    return microsOfDay >= 0 && microsOfDay <= DAY_MICROS;
  }
}
