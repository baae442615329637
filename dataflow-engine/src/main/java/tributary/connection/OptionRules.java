package tributary.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.problem.FieldProblem;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;

/** Checks the values of described fields outside a connector's settings: a table's options. */
public final class OptionRules {
  private OptionRules() {}

  /**
   * Returns everything that is wrong with the values.
   *
   * @param owner whose fields they are, for people
   * @param path where they stand in the API's request, such as {@code tables[3].options}
   * @param fields the described fields; keys are unique
   * @param values as given
   */
  public static List<FieldProblem> problems(
      String owner, String path, List<ConfigField> fields, Map<String, String> values) {
    ConfigSpec spec = new ConfigSpec(1, fields, Map.of(), Set.of());
    SettingsCheck check = new SettingsCheck(owner, path + ".", spec, values, Set.of());
    check.all();
    return check.problems();
  }
}
