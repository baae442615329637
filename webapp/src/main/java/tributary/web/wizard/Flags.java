package tributary.web.wizard;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at values that are kept as {@code true} and {@code false} as a checkbox does. */
final class Flags extends AbstractMap<String, Boolean> {
  private final Map<String, String> values;

  Flags(Map<String, String> values) {
    this.values = values;
  }

  @Override
  public Boolean get(Object key) {
    return Boolean.valueOf(values.get(key));
  }

  @Override
  public Boolean put(String key, Boolean value) {
    return Boolean.valueOf(values.put(key, String.valueOf(value)));
  }

  @Override
  public Set<Entry<String, Boolean>> entrySet() {
    return values.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Boolean.valueOf(entry.getValue())))
        .entrySet();
  }
}
