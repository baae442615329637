package tributary.verification.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the battery did, and what it found. */
final class Tally {
  static final String LOST = "rows lost";
  static final String DOUBLED = "rows doubled";
  static final String FOREIGN = "rows that must not be there";
  static final String STUCK = "runs stuck";

  private final Map<String, Long> counts = new TreeMap<>();

  Tally() {
    // what is zero is told as well
    for (String what : new String[] {LOST, DOUBLED, FOREIGN, STUCK}) {
      add(what, 0);
    }
  }

  void count(String what) {
    add(what, 1);
  }

  synchronized void add(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  synchronized long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  void compared(long rows) {
    count("entities compared");
    add("rows compared", rows);
  }

  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(count -> "%8d %s".formatted(count.getValue(), count.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
