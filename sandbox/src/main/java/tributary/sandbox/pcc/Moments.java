package tributary.sandbox.pcc;

/** Moments are seconds since 1970 in UTC: thousands of them are made for a page. */
final class Moments {
  static final long NEVER = Long.MIN_VALUE;
  static final long HOUR = 3_600;
  static final long DAY = 24 * HOUR;

  private Moments() {}

  static boolean known(long moment) {
    return moment != NEVER;
  }
}
