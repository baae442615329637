package tributary.connection;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tributary.problem.FieldProblem;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.FieldHead;
import tributary.spi.Option;

/**
 * Checks given settings against the fields a connector describes and collects everything that is
 * wrong. Text is taken without the blanks around it, which come with copying; secrets are taken as
 * they are.
 */
final class SettingsCheck {
  /** The longest value of a field that states no length of its own, in characters. */
  static final int MAX_LENGTH = 4000;

  /** The longest base64 of an uploaded file: 256 KB of it, with line breaks. */
  private static final int MAX_FILE_CHARS = 262_144 / 3 * 4 + 16_384;

  private final String owner;
  private final String path;
  private final ConfigSpec spec;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> kept;
  private final List<FieldProblem> problems = new ArrayList<>();

  /**
   * @param owner whose fields they are, for people
   * @param path where the fields stand in the API's request, with the dot
   * @param spec the fields
   * @param settings what was given
   * @param kept keys of the secrets that are there already
   */
  SettingsCheck(
      String owner, String path, ConfigSpec spec, Map<String, String> settings, Set<String> kept) {
    this.owner = owner;
    this.path = path;
    this.spec = spec;
    this.kept = kept;
    settings.forEach(this::take);
  }

  private void take(String key, String value) {
    String present = spec.renamed().getOrDefault(key, key);
    if (spec.retired().contains(key)) {
      problem(
          key,
          "SETTING_RETIRED",
          owner + " no longer uses the setting “" + key + "”. Leave it out.");
    } else if (spec.field(present).isEmpty()) {
      problem(
          key,
          "UNKNOWN_SETTING",
          owner + " has no setting “" + key + "”. Its settings are: " + keys() + ".");
    } else if (key.equals(present)) {
      given.put(present, value);
    } else {
      given.putIfAbsent(present, value);
    }
  }

  private String keys() {
    return spec.fields().stream()
        .map(field -> field.head().key())
        .collect(Collectors.joining(", "));
  }

  /** Checks everything. */
  CheckedSettings all() {
    return check(
        spec.fields().stream().map(field -> field.head().key()).collect(Collectors.toSet()));
  }

  /** Checks only that these fields are filled in: the others are still to come. */
  CheckedSettings only(Set<String> needed) {
    problems.clear();
    CheckedSettings checked = check(needed);
    Set<String> wrong = problems.stream().map(this::key).collect(Collectors.toSet());
    problems.removeIf(problem -> !needed.contains(key(problem)));
    return checked.withDefaultsFor(wrong);
  }

  private String key(FieldProblem problem) {
    return problem.field().substring(path.length());
  }

  /** Returns what is wrong, in the order of the form. */
  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  private CheckedSettings check(Set<String> needed) {
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, String> secrets = new LinkedHashMap<>();
    Set<String> taken = new LinkedHashSet<>();
    for (ConfigField field : spec.fields()) {
      String key = field.head().key();
      if (!shown(field.head(), 0)) {
        continue;
      }
      String value = valueOf(field);
      boolean secret = isSecret(field);
      if (!value.isEmpty()) {
        checkValue(field, value);
        (secret ? secrets : plain).put(key, value);
      } else if (secret && kept.contains(key) && !takenOut(key)) {
        taken.add(key);
      } else if (field.head().required() && needed.contains(key)) {
        problem(key, "REQUIRED", demand(field));
      }
    }
    return new CheckedSettings(spec, plain, secrets, taken);
  }

  /** Whether the saved secret is to go: it is named, and empty. */
  private boolean takenOut(String key) {
    return given.getOrDefault(key, "-").isEmpty();
  }

  static boolean isSecret(ConfigField field) {
    return field instanceof ConfigField.Secret || isFile(field);
  }

  static boolean isFile(ConfigField field) {
    return field instanceof ConfigField.Certificate || field instanceof ConfigField.Authorities;
  }

  private boolean shown(FieldHead head, int depth) {
    if (head.shownWhen().isEmpty() || depth > spec.fields().size()) {
      return true;
    }
    FieldHead.Condition condition = head.shownWhen().get();
    Optional<ConfigField> other = spec.field(condition.key());
    return other.isEmpty()
        || (shown(other.get().head(), depth + 1) && valueOf(other.get()).equals(condition.value()));
  }

  private String valueOf(ConfigField field) {
    String value = given.getOrDefault(field.head().key(), "");
    String cleaned = field instanceof ConfigField.Secret ? value : value.strip();
    if (!cleaned.isBlank()) {
      return cleaned;
    }
    String standard = field.head().defaultValue().orElse("");
    return standard.isEmpty() && field instanceof ConfigField.Flag ? "false" : standard;
  }

  private static String demand(ConfigField field) {
    String label = field.head().label();
    if (field instanceof ConfigField.Choice || field instanceof ConfigField.RemoteChoice) {
      return "Choose the " + label + ".";
    }
    return (isFile(field) ? "Upload the " : "Enter the ") + label + ".";
  }

  private void checkValue(ConfigField field, String value) {
    if (field instanceof ConfigField.Text text) {
      checkText(field.head(), value, text.maxLength());
    } else if (field instanceof ConfigField.RemoteChoice) {
      checkText(field.head(), value, MAX_LENGTH);
    } else if (field instanceof ConfigField.Secret) {
      checkLength(field.head(), value, MAX_LENGTH);
    } else if (field instanceof ConfigField.Choice choice) {
      checkChoice(choice, value);
    } else if (field instanceof ConfigField.Whole whole) {
      checkWhole(whole, value);
    } else if (field instanceof ConfigField.Flag) {
      checkFlag(field.head(), value);
    } else if (isFile(field)) {
      checkFile(field.head(), value);
    }
  }

  private void checkText(FieldHead head, String value, int maxLength) {
    checkLength(head, value, maxLength);
    if (value.chars().anyMatch(c -> c == 0 || c == '\n' || c == '\r')) {
      problem(
          head.key(),
          "BAD_CHARACTER",
          head.label() + " has a line break or the character U+0000 in it. Remove it.");
    }
  }

  private void checkLength(FieldHead head, String value, int maxLength) {
    if (value.length() > maxLength) {
      problem(
          head.key(),
          "TOO_LONG",
          head.label()
              + " has at most "
              + maxLength
              + " characters; this has "
              + value.length()
              + ". Shorten it.");
    }
  }

  private void checkChoice(ConfigField.Choice choice, String value) {
    Optional<Option> ofHost =
        choice.ofHost().stream().filter(option -> option.value().equals(value)).findFirst();
    if (ofHost.isPresent()) {
      problem(
          choice.head().key(),
          "HOST_CREDENTIALS_REFUSED",
          "%s cannot be “%s” here: it would use credentials of this installation's own machine, which are not lent to dataflows. Choose %s, or ask the operator to set tributary.plugins.host-credentials to true."
              .formatted(
                  choice.head().label(),
                  ofHost.get().label(),
                  choice.options().stream()
                      .map(option -> "“" + option.label() + "”")
                      .collect(Collectors.joining(" or "))));
    } else if (choice.options().stream().noneMatch(option -> option.value().equals(value))) {
      problem(
          choice.head().key(),
          "NOT_AN_OPTION",
          choice.head().label()
              + " cannot be “"
              + value
              + "”. Choose one of: "
              + choice.options().stream().map(Option::value).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void checkWhole(ConfigField.Whole whole, String value) {
    String range = "a whole number from " + whole.min() + " to " + whole.max();
    try {
      long number = Long.parseLong(value);
      if (number >= whole.min() && number <= whole.max()) {
        return;
      }
    } catch (NumberFormatException e) {
      // is told below like a number out of range
      range = range + ", in digits only";
    }
    problem(
        whole.head().key(),
        "NOT_A_NUMBER_IN_RANGE",
        whole.head().label() + " is “" + value + "”. Enter " + range + ".");
  }

  private void checkFlag(FieldHead head, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      problem(head.key(), "NOT_A_FLAG", head.label() + " is “" + value + "”. Enter true or false.");
    }
  }

  private void checkFile(FieldHead head, String value) {
    if (value.length() > MAX_FILE_CHARS) {
      problem(
          head.key(),
          "FILE_TOO_LARGE",
          head.label() + " is a file of more than 256 KB. Upload the certificate file itself.");
      return;
    }
    try {
      Base64.getMimeDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      problem(
          head.key(),
          "NOT_A_FILE",
          head.label() + " is not a file in base64. Upload the file again.");
    }
  }

  private void problem(String key, String code, String message) {
    problems.add(FieldProblem.of(path + key, code, message));
  }
}
