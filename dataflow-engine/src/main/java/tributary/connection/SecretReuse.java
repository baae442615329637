package tributary.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tributary.problem.FieldProblem;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;

/**
 * Decides whether a saved secret may be used with changed settings. Whoever may edit a dataflow can
 * set where its connector connects to; a saved secret must not follow to an address that its owner
 * never entered it for. So when a text field that holds an address (its key says so, or its value
 * is a URL or a host name) differs from the saved one, every secret is to be entered anew.
 */
final class SecretReuse {
  private static final Pattern ADDRESS_KEY =
      Pattern.compile("url|uri|endpoint|host|address|domain|server|proxy");
  private static final Pattern HOST =
      Pattern.compile(
          "localhost(:\\d+)?(/.*)?|\\[[0-9a-f:.]+](:\\d+)?(/.*)?"
              + "|[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d+)?(/.*)?|[a-z0-9-]+:\\d+(/.*)?");

  private SecretReuse() {}

  /**
   * Returns a problem for each kept secret when an address changed.
   *
   * @param saved the values the secrets were saved with
   * @param now the values that are to be used
   */
  static List<FieldProblem> problems(
      ConfigSpec spec, Map<String, String> saved, CheckedSettings now) {
    if (now.kept().isEmpty()) {
      return List.of();
    }
    Optional<ConfigField> changed =
        spec.fields().stream()
            .filter(ConfigField.Text.class::isInstance)
            .filter(field -> addressChanged(field.head().key(), saved, now.plain()))
            .findFirst();
    List<FieldProblem> problems = new ArrayList<>();
    changed.ifPresent(
        address ->
            now.kept()
                .forEach(key -> problems.add(problem(spec.field(key).orElseThrow(), address))));
    return problems;
  }

  private static FieldProblem problem(ConfigField secret, ConfigField address) {
    return FieldProblem.of(
        "settings." + secret.head().key(),
        "SECRET_NEEDED_AGAIN",
        "“"
            + address.head().label()
            + "” is another than before. Enter the "
            + secret.head().label()
            + " again: a saved secret is only sent to the address it was saved for.");
  }

  private static boolean addressChanged(
      String key, Map<String, String> saved, Map<String, String> now) {
    String before = canonical(saved.getOrDefault(key, ""));
    String after = canonical(now.getOrDefault(key, ""));
    return !before.equals(after)
        && (ADDRESS_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()
            || isAddress(before)
            || isAddress(after));
  }

  private static String canonical(String value) {
    return value.strip().toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
  }

  private static boolean isAddress(String value) {
    return value.contains("://") || HOST.matcher(value).matches();
  }
}
