package tributary.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The settings a connector asks for, described once, in data: the form, its validation, the masking
 * of secrets, the API's schema and the documentation all come from it.
 *
 * @param version grows whenever the fields change
 * @param fields in the order of the form; keys are unique
 * @param renamed old key to present key: values saved under the old key go on working
 * @param retired keys that are no longer read; a saved value under one is reported to the person
 */
public record ConfigSpec(
    int version, List<ConfigField> fields, Map<String, String> renamed, Set<String> retired) {
  public ConfigSpec {
    fields = List.copyOf(fields);
    renamed = Map.copyOf(renamed);
    retired = Set.copyOf(retired);
    long distinct = fields.stream().map(field -> field.head().key()).distinct().count();
    if (distinct != fields.size()) {
      throw new IllegalArgumentException("Two fields share a key: " + fields);
    }
  }

  /** Returns a first version: these fields, nothing renamed, nothing retired. */
  public static ConfigSpec of(ConfigField... fields) {
    return new ConfigSpec(1, List.of(fields), Map.of(), Set.of());
  }

  /** Returns the field with this key, if there is one. */
  public Optional<ConfigField> field(String key) {
    Objects.requireNonNull(key, "key");
    return fields.stream().filter(field -> field.head().key().equals(key)).findFirst();
  }
}
