package tributary.pipeline;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tributary.spi.ErrorKind;

/**
 * Decides whether a failure is tried again, and after which pause: exponential, with full jitter,
 * never shorter than the vendor asks for. Only the failure's {@link ErrorKind} counts. Thread-safe
 * when its random generator is.
 */
public final class RetryPolicy {
  /** A vendor that asks for more is not waited for on the spot. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** A quota that begins anew later than that is not waited for at all: the run fails. */
  private static final Duration LONGEST_POSTPONEMENT = Duration.ofDays(2);

  private final int attempts;
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private final Consumer<ErrorKind> told;
  private final Duration hold;

  /**
   * @param attempts how often to try in all, without progress between
   * @param first the upper end of the first pause; doubles each time
   * @param longest the upper end of any pause
   */
  public RetryPolicy(int attempts, Duration first, Duration longest, RandomGenerator random) {
    this(attempts, first, longest, random, kind -> {});
  }

  /**
   * @param told of each failure that is tried again
   */
  public RetryPolicy(
      int attempts,
      Duration first,
      Duration longest,
      RandomGenerator random,
      Consumer<ErrorKind> told) {
    this(attempts, first, longest, random, told, LONGEST_WAIT);
  }

  private RetryPolicy(
      int attempts,
      Duration first,
      Duration longest,
      RandomGenerator random,
      Consumer<ErrorKind> told,
      Duration hold) {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("Not a policy: " + attempts + ", " + first);
    }
    this.attempts = attempts;
    this.first = first;
    this.longest = longest;
    this.random = Objects.requireNonNull(random, "random");
    this.told = Objects.requireNonNull(told, "told");
    this.hold = Objects.requireNonNull(hold, "hold");
  }

  /**
   * Returns this policy for runs that can give their worker to others meanwhile.
   *
   * @param most how long a limit is waited for on the spot; for longer, see {@link #postponement}
   */
  public RetryPolicy holdingAtMost(Duration most) {
    return new RetryPolicy(attempts, first, longest, random, told, most);
  }

  /**
   * Returns how long to wait before the next try; empty: do not try again.
   *
   * @param failures how often it has failed without progress between, this time included
   * @param retryAfter how long the vendor asks to wait
   */
  public Optional<Duration> pause(ErrorKind kind, int failures, Optional<Duration> retryAfter) {
    boolean passing = kind == ErrorKind.TRANSIENT || kind == ErrorKind.LIMIT;
    Duration asked = retryAfter.orElse(Duration.ZERO);
    if (!passing || failures >= attempts || asked.compareTo(longestWait(kind)) > 0) {
      return Optional.empty();
    }
    told.accept(kind);
    long doubled = first.toMillis() << Math.min(failures - 1, 30);
    long upper = Math.min(longest.toMillis(), doubled < 0 ? longest.toMillis() : doubled);
    return Optional.of(asked.plusMillis(random.nextLong(upper + 1)));
  }

  private Duration longestWait(ErrorKind kind) {
    return kind == ErrorKind.LIMIT ? hold : LONGEST_WAIT;
  }

  /**
   * Returns after which time a run goes on that is at a limit for too long to be waited for on the
   * spot; empty: it is none of these.
   */
  public Optional<Duration> postponement(ErrorKind kind, Optional<Duration> retryAfter) {
    return retryAfter.filter(
        asked ->
            kind == ErrorKind.LIMIT
                && asked.compareTo(hold) > 0
                && asked.compareTo(LONGEST_POSTPONEMENT) <= 0);
  }

  /** Waits. */
  public interface Sleeper {
    /** Waits this long, or until interrupted. */
    void sleep(Duration pause) throws InterruptedException;
  }
}
