package tributary.web.definition;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps of documents. */
final class Maps {
  private Maps() {}

  /** Returns the entries in the order of their keys, so that documents compare line by line. */
  static <T> SortedMap<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** Returns the entries that have a value; none of nothing. */
  static <T> Map<String, T> given(Map<String, T> map) {
    Map<String, T> given = new TreeMap<>();
    if (map != null) {
      map.forEach(
          (key, value) -> {
            if (value != null) {
              given.put(key, value);
            }
          });
    }
    return given;
  }
}
