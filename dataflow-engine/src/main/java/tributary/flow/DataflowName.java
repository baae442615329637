package tributary.flow;

import java.util.Objects;

/**
 * Names a dataflow in its tenant for ever; unique regardless of case.
 *
 * @param value letters and digits, a letter first, at most 60 characters
 */
public record DataflowName(String value) {
  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 60;

  public DataflowName {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a dataflow's name: " + value);
    }
  }

  /** Returns whether this can name a dataflow. */
  public static boolean isValid(String value) {
    return value.matches("[A-Za-z][A-Za-z0-9]*") && value.length() <= MAX_LENGTH;
  }

  @Override
  public String toString() {
    return value;
  }
}
