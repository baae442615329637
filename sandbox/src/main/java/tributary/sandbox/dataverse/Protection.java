package tributary.sandbox.dataverse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The service protection limits: requests in a window of time, and requests at once. Thread-safe.
 */
final class Protection {
  static final int REQUESTS = 6_000;
  static final int AT_ONCE = 52;
  static final Duration WINDOW = Duration.ofMinutes(5);

  private final Clock clock;
  private final Deque<Instant> recent = new ArrayDeque<>();
  private int requests = REQUESTS;
  private int atOnce = AT_ONCE;
  private Duration window = WINDOW;
  private int running;
  private int mostAtOnce;
  private long refused;

  Protection(Clock clock) {
    this.clock = clock;
  }

  synchronized void limit(int newRequests, Duration newWindow, int newAtOnce) {
    requests = newRequests;
    window = newWindow;
    atOnce = newAtOnce;
    recent.clear();
    mostAtOnce = running;
  }

  synchronized long refused() {
    return refused;
  }

  /** Returns how many questions were under way at the same time, at most. */
  synchronized int mostAtOnce() {
    return mostAtOnce;
  }

  synchronized void enter() throws Refusal {
    Instant now = clock.instant();
    while (!recent.isEmpty() && !recent.peekFirst().plus(window).isAfter(now)) {
      recent.removeFirst();
    }
    if (recent.size() >= requests) {
      refused++;
      Duration left = Duration.between(now, recent.peekFirst().plus(window));
      throw tooMany(
          "0x80072322",
          "Number of requests exceeded the limit of "
              + requests
              + " over time window of "
              + window.toSeconds()
              + " seconds.",
          Math.max(1, left.toSeconds() + 1));
    }
    if (running >= atOnce) {
      refused++;
      throw tooMany(
          "0x80072326", "Number of concurrent requests exceeded the limit of " + atOnce + ".", 1);
    }
    recent.addLast(now);
    running++;
    mostAtOnce = Math.max(mostAtOnce, running);
  }

  synchronized void leave() {
    running--;
  }

  private static Refusal tooMany(String code, String message, long seconds) {
    return new Refusal(429, code, message, Map.of("Retry-After", Long.toString(seconds)));
  }
}
