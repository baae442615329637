package tributary.spi;

import java.util.Objects;

/**
 * One thing to choose.
 *
 * @param value what is saved
 * @param label what a person reads
 */
public record Option(String value, String label) {
  public Option {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(label, "label");
  }

  /** Returns an option that is saved as it reads. */
  public static Option of(String value) {
    return new Option(value, value);
  }
}
