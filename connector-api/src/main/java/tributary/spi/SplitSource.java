package tributary.spi;

import java.util.Iterator;
import java.util.List;

/** Hands out the splits of a plan. Used by one thread. */
public interface SplitSource extends AutoCloseable {
  /** Returns at most {@code max} further splits; an empty list at the end. */
  List<Split> next(int max) throws InterruptedException;

  @Override
  default void close() {}

  /** Returns a source of splits that are all known. */
  static SplitSource of(List<Split> splits) {
    Iterator<Split> left = List.copyOf(splits).iterator();
    return max -> {
      List<Split> handed = new java.util.ArrayList<>();
      while (left.hasNext() && handed.size() < max) {
        handed.add(left.next());
      }
      return handed;
    };
  }
}
