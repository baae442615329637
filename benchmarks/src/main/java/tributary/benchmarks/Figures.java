package tributary.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The same thing, measured several times. */
final class Figures {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double at(int index) {
    return values.get(index);
  }

  int count() {
    return values.size();
  }

  double minimum() {
    return Collections.min(values);
  }

  double maximum() {
    return Collections.max(values);
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Returns the value that this share of all values does not exceed. */
  double percentile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }

  /** Returns the ratios to another thing that was measured in turn with this one. */
  Figures dividedBy(Figures other) {
    Figures ratios = new Figures();
    for (int i = 0; i < Math.min(count(), other.count()); i++) {
      ratios.add(at(i) / other.at(i));
    }
    return ratios;
  }

  /** Returns median, minimum and maximum as cells of a table. */
  String cells(String format) {
    String cell = "| " + format + " ";
    return (cell + cell + cell + "|").formatted(median(), minimum(), maximum());
  }

  /** Formats alike in every country. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
