package tributary.plugin.dynamics;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of a table: the rows that were created within a time.
 *
 * @param from the first moment; empty: whatever came before the end, and rows that do not say when
 * @param until behind the last moment; empty: whatever came later
 */
record CreatedRange(Optional<Instant> from, Optional<Instant> until) {
  static final CreatedRange ALL = new CreatedRange(Optional.empty(), Optional.empty());

  /** Returns the filter of its rows; empty where all rows are meant. */
  Optional<String> filter() {
    if (from.isEmpty()) {
      return until.map(end -> "createdon lt " + end + " or createdon eq null");
    }
    return Optional.of(
        "createdon ge " + from.get() + until.map(end -> " and createdon lt " + end).orElse(""));
  }
}
