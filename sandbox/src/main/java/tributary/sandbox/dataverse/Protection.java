package tributary.sandbox.dataverse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The service protection limits: requests in a window of time, the time that they take together,
 * and requests at once. Thread-safe.
 */
final class Protection {
  static final int REQUESTS = 6_000;
  static final int AT_ONCE = 52;
  static final Duration WINDOW = Duration.ofMinutes(5);
  static final Duration EXECUTION = Duration.ofMinutes(20);

  private final Clock clock;
  private final Deque<Instant> recent = new ArrayDeque<>();
  private final Deque<Execution> executions = new ArrayDeque<>();
  private Duration executed = Duration.ZERO;
  private int requests = REQUESTS;
  private int atOnce = AT_ONCE;
  private Duration window = WINDOW;
  private Duration execution = EXECUTION;
  private int running;
  private int mostAtOnce;
  private long refused;

  Protection(Clock clock) {
    this.clock = clock;
  }

  /** How long a question took, and when it ended. */
  private record Execution(Instant ended, Duration time) {}

  /** Sets how long the questions of a window may take together. */
  synchronized void limitExecution(Duration combined) {
    execution = combined;
    executions.clear();
    executed = Duration.ZERO;
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

  /** Lets a question in; returns when it came. */
  synchronized Instant enter() throws Refusal {
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
    while (!executions.isEmpty() && !executions.peekFirst().ended().plus(window).isAfter(now)) {
      executed = executed.minus(executions.removeFirst().time());
    }
    if (executed.compareTo(execution) >= 0) {
      refused++;
      Duration left = Duration.between(now, executions.peekFirst().ended().plus(window));
      throw tooMany(
          "0x80072321",
          "Combined execution time of incoming requests exceeded limit of %,d milliseconds over time window of %d seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later."
              .formatted(execution.toMillis(), window.toSeconds()),
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
    return now;
  }

  /**
   * Lets a question out.
   *
   * @param came when it came in
   */
  synchronized void leave(Instant came) {
    running--;
    Instant now = clock.instant();
    Duration time = Duration.between(came, now);
    executions.addLast(new Execution(now, time));
    executed = executed.plus(time);
  }

  private static Refusal tooMany(String code, String message, long seconds) {
    return new Refusal(429, code, message, Map.of("Retry-After", Long.toString(seconds)));
  }
}
