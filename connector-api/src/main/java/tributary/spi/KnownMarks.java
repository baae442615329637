package tributary.spi;

import java.util.Collection;
import java.util.Map;

/** What the host has of a table already, by the marks of its splits. Thread-safe. */
@FunctionalInterface
public interface KnownMarks {
  /**
   * Returns the marks of those of these splits whose rows the host has, by the split's id.
   *
   * @param splits ids
   */
  Map<String, String> of(Collection<String> splits);
}
