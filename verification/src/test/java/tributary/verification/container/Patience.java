package tributary.verification.container;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer is the awaited one. */
final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Patience() {}

  static <T> T until(Supplier<T> question, Predicate<T> awaited) {
    long end = System.nanoTime() + LIMIT.toNanos();
    T answer = question.get();
    while (!awaited.test(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Still not so after " + LIMIT + ": " + answer);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer;
  }
}
