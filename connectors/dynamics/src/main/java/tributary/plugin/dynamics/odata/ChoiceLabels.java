package tributary.plugin.dynamics.odata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.kit.JsonRecord;
import tributary.spi.BatchBuilder;

/**
 * What the values of a choice are called. The service would say it beside every value of every row,
 * which makes its answers twice as long; its metadata says it once.
 */
public final class ChoiceLabels {
  private static final String BETWEEN_VALUES = ",";
  private static final String BETWEEN_LABELS = "; ";

  private final Map<String, String> labels;
  private final Map<String, byte[]> encoded = new HashMap<>();

  /**
   * @param labels of the values, as rows write them
   */
  public ChoiceLabels(Map<String, String> labels) {
    this.labels = Map.copyOf(labels);
    labels.forEach((value, label) -> encoded.put(value, label.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Appends the label of a value, or of each where several are chosen. A value that has none, as
   * its option was deleted, stands for itself.
   */
  void append(BatchBuilder out, JsonRecord record, int slot) {
    if (record.kind(slot) == JsonRecord.Kind.ABSENT) {
      out.absent();
      return;
    }
    String value = record.text(slot);
    byte[] label = encoded.get(value);
    if (label == null) {
      out.text(joined(value));
    } else {
      out.text(label, 0, label.length);
    }
  }

  private String joined(String values) {
    return Arrays.stream(values.split(BETWEEN_VALUES))
        .map(String::strip)
        .map(value -> labels.getOrDefault(value, value))
        .collect(Collectors.joining(BETWEEN_LABELS));
  }
}
