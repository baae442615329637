package tributary.web.ingress;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many calls are let in: so many at a time in all, and so many in a second to one address.
 * Thread-safe.
 */
final class CallLimits {
  private static final int ADDRESSES = 10_000;
  private static final double MILLIS = 1_000;

  private final int atOnce;
  private final int perSecond;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ADDRESSES;
        }
      };
  private int inside;

  CallLimits(int atOnce, int perSecond, Clock clock) {
    this.atOnce = atOnce;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** What is left to an address, and since when. */
  private record Bucket(double left, long atMillis) {}

  /** Lets a call in; false when there are too many. One that was let in has to go out. */
  synchronized boolean in(String address) {
    long now = clock.millis();
    Bucket before = buckets.getOrDefault(address, new Bucket(perSecond, now));
    double gained = Math.max(0, now - before.atMillis()) * perSecond / MILLIS;
    double left = Math.min(perSecond, before.left() + gained);
    boolean free = left >= 1 && inside < atOnce;
    buckets.put(address, new Bucket(free ? left - 1 : left, now));
    if (free) {
      inside++;
    }
    return free;
  }

  synchronized void out() {
    inside--;
  }
}
