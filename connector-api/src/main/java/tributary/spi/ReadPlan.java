package tributary.spi;

import java.util.Objects;

/**
 * How a table will be read.
 *
 * @param splits the parts
 * @param next where the next incremental read will begin once this one is published
 */
public record ReadPlan(SplitSource splits, NextCursor next) {
  public ReadPlan {
    Objects.requireNonNull(splits, "splits");
    Objects.requireNonNull(next, "next");
  }
}
