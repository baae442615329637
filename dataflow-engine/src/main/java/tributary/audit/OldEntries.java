package tributary.audit;

import java.time.Instant;

/** The audit's entries, as the clean-up sees them. */
public interface OldEntries {
  /** Forgets entries from before a moment, at most so many; returns how many it forgot. */
  int forget(Instant before, int most);
}
