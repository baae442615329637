package tributary.landing.store;

import java.util.Locale;
import tributary.landing.Policies;

/** Why a publish waits for a person. */
final class HoldText {
  private HoldText() {}

  static String fall(long before, long after, Policies policies) {
    return String.format(
        Locale.ENGLISH,
        "It would fall from %,d to %,d rows: %.0f %% fewer, and more than %d %% waits for a person.",
        before,
        after,
        Math.floor((before - after) * 100.0 / before),
        policies.guardPercent());
  }
}
