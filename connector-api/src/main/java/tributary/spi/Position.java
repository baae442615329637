package tributary.spi;

import java.util.Objects;

/**
 * Where to go on inside one split of one run. The host keeps it and never looks inside.
 *
 * @param value plain text, at most 64 KiB
 */
public record Position(String value) {
  public Position {
    Objects.requireNonNull(value, "value");
  }
}
