package tributary.spi;

import java.util.Objects;

/**
 * Where the next incremental read begins. The host keeps it and never looks inside.
 *
 * @param format the version of the value's form, so that a newer plugin can read an older cursor
 * @param value plain text, at most 64 KiB
 */
public record Cursor(int format, String value) {
  public Cursor {
    Objects.requireNonNull(value, "value");
  }
}
