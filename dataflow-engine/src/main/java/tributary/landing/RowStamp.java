package tributary.landing;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What the system columns of a batch say.
 *
 * @param run the run that loads it
 * @param loadedAt when
 * @param label what the split is called; may be empty
 * @param object the number of the object that the rows belong to; 0: of none
 */
public record RowStamp(UUID run, Instant loadedAt, String label, long object) {
  public RowStamp {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(loadedAt, "loadedAt");
    Objects.requireNonNull(label, "label");
  }
}
