package tributary.plugin.dynamics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks about tables together that are expected to be asked about one after the other: when the
 * first of them is, the next ones are asked about in the same question. An answer is given out
 * once; who comes again gets a new one. Thread-safe.
 *
 * @param <T> what is answered of a table
 */
final class AskedTogether<T> {
  /** An answer that nobody fetched until then is asked for anew. */
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final int most;
  private final Clock clock;
  private final Question<T> question;
  private final ReentrantLock asking = new ReentrantLock();
  private final Set<String> expected = new LinkedHashSet<>();
  private final Map<String, T> ready = new HashMap<>();
  private Instant asked = Instant.EPOCH;

  /** Asks about these tables; the answer leaves out those that nothing is known of. */
  interface Question<T> {
    Map<String, T> ask(List<String> names) throws InterruptedException;
  }

  /**
   * @param most in one question
   */
  AskedTogether(int most, Clock clock, Question<T> question) {
    this.most = most;
    this.clock = clock;
    this.question = question;
  }

  void expect(Collection<String> names) {
    synchronized (expected) {
      expected.addAll(names);
    }
  }

  Optional<T> of(String name) throws InterruptedException {
    asking.lockInterruptibly();
    try {
      if (clock.instant().isAfter(asked.plus(LIFE))) {
        expect(ready.keySet());
        ready.clear();
      }
      if (!ready.containsKey(name)) {
        List<String> names = with(name);
        asked = clock.instant();
        ready.putAll(question.ask(names));
        synchronized (expected) {
          names.forEach(expected::remove);
        }
      }
      return Optional.ofNullable(ready.remove(name));
    } finally {
      asking.unlock();
    }
  }

  private List<String> with(String name) {
    List<String> names = new ArrayList<>(List.of(name));
    synchronized (expected) {
      if (expected.contains(name)) {
        expected.stream().filter(other -> !other.equals(name)).limit(most - 1L).forEach(names::add);
      }
    }
    return names;
  }
}
