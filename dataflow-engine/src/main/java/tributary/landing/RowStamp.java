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
 */
public record RowStamp(UUID run, Instant loadedAt, String label) {
  public RowStamp {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(loadedAt, "loadedAt");
    Objects.requireNonNull(label, "label");
  }
}
