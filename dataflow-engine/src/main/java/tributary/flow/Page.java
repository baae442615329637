package tributary.flow;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items the part
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** Returns the same part with what becomes of each item. */
  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), total);
  }
}
