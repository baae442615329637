package tributary.schedule;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Guesses which time zone a person meant. */
final class ZoneSuggestion {
  private static final Map<String, String> OFTEN =
      Map.of(
          "EASTERN", "America/New_York",
          "EDT", "America/New_York",
          "CENTRAL", "America/Chicago",
          "CDT", "America/Chicago",
          "MOUNTAIN", "America/Denver",
          "MDT", "America/Denver",
          "PACIFIC", "America/Los_Angeles",
          "PDT", "America/Los_Angeles");

  private ZoneSuggestion() {}

  static Optional<String> near(String wanted, Set<String> known) {
    String city = city(wanted);
    if (city.isEmpty()) {
      return Optional.empty();
    }
    String first = wanted.toUpperCase(Locale.ROOT).split("[ /]")[0];
    if (OFTEN.containsKey(first)) {
      return Optional.of(OFTEN.get(first));
    }
    return known.stream()
        .filter(zone -> zone.contains("/") && !zone.startsWith("posix"))
        .filter(zone -> distance(city(zone), city) <= city.length() / 4)
        .min(
            Comparator.<String>comparingInt(zone -> distance(city(zone), city))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String city(String zone) {
    String last = zone.substring(zone.lastIndexOf('/') + 1);
    return last.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
  }

  /** Returns how many letters have to be added, dropped or changed. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
