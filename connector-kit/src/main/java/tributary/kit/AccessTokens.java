package tributary.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The access token of one connection, shared by all its readers: fetched once, renewed a little
 * before it expires, and once more when the vendor refuses it early. Thread-safe.
 */
public final class AccessTokens {
  /** So much earlier than said, for a request on its way and for clocks that differ. */
  private static final Duration EARLIER = Duration.ofSeconds(60);

  private final Issuer issuer;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Token token;

  /** Fetches a token from the vendor. */
  public interface Issuer {
    Token issue() throws InterruptedException;
  }

  /**
   * A token.
   *
   * @param value what is sent
   * @param lifetime how long it is valid from its issue
   */
  public record Token(String value, Duration lifetime) {
    /** Does not tell the value. */
    @Override
    public String toString() {
      return "Token[" + lifetime + "]";
    }
  }

  private Instant renewAt = Instant.MIN;

  public AccessTokens(Issuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Returns a token that is valid, fetching one where there is none. */
  public String current() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (token == null || !clock.instant().isBefore(renewAt)) {
        fetch();
      }
      return token.value();
    } finally {
      lock.unlock();
    }
  }

  /** Returns another token than the one the vendor refused; all who share it fetch one only. */
  public String insteadOf(String refused) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (token == null || token.value().equals(refused)) {
        fetch();
      }
      return token.value();
    } finally {
      lock.unlock();
    }
  }

  private void fetch() throws InterruptedException {
    token = null;
    Instant asked = clock.instant();
    Token fetched = issuer.issue();
    Duration usable = fetched.lifetime().minus(EARLIER);
    // a token that lives shorter than that is used for half its life
    renewAt = asked.plus(usable.compareTo(EARLIER) > 0 ? usable : fetched.lifetime().dividedBy(2));
    token = fetched;
  }
}
