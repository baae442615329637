package tributary.connection;

import java.util.Map;

/**
 * The values of a connector's settings as a person or a program gives them, secrets included. Never
 * stored and never logged as they are.
 *
 * @param values key to value; a file as base64; a secret that is not given anew is left out, one
 *     that shall no longer be there is empty
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Map.copyOf(values);
  }

  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
