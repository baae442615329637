package tributary.sandbox.pcc;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One parameter of an endpoint.
 *
 * @param words what it may say, for one that names things from a list; several with commas between
 */
record Parameter(String name, boolean required, Form form, Set<String> words, Source source) {
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  /** What its text looks like. */
  enum Form {
    ID,
    IDS,
    DAY,
    MOMENT,
    WORD,
    WORDS,
    TEXT
  }

  static Parameter required(String name, Form form) {
    return new Parameter(name, true, form, Set.of(), Source.CONFIRMED);
  }

  static Parameter optional(String name, Form form) {
    return new Parameter(name, false, form, Set.of(), Source.CONFIRMED);
  }

  static Parameter word(String name, String... words) {
    return new Parameter(name, true, Form.WORD, Set.of(words), Source.CONFIRMED);
  }

  static Parameter words(String name, String... words) {
    return new Parameter(name, false, Form.WORDS, Set.of(words), Source.CONFIRMED);
  }

  /** The same, but it may be left out. */
  Parameter byChoice() {
    return new Parameter(name, false, form, words, source);
  }

  Parameter inferred() {
    return new Parameter(name, required, form, words, Source.INFERRED);
  }

  void check(String value) throws Refusal {
    boolean fits =
        switch (form) {
          case ID -> isId(value);
          case IDS -> Arrays.stream(value.split(",", -1)).allMatch(Parameter::isId);
          case DAY -> DAY.matcher(value).matches();
          case MOMENT -> MOMENT.matcher(value).matches();
          case WORD -> words.contains(value);
          case WORDS -> words.containsAll(List.of(value.split(",", -1)));
          case TEXT -> !value.isEmpty();
        };
    if (!fits) {
      throw Refusal.badParameter("Invalid value for parameter '" + name + "'." + expected());
    }
  }

  private String expected() {
    return switch (form) {
      case ID -> " A number is expected.";
      case IDS -> " Numbers with commas between are expected.";
      case DAY -> " Expected format: YYYY-MM-DD.";
      case MOMENT -> " Expected format: YYYY-MM-DDTHH:MM:SS.sssZ.";
      case WORD, WORDS -> " Allowed: " + String.join(", ", words.stream().sorted().toList()) + ".";
      case TEXT -> " It must not be empty.";
    };
  }

  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= 9
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
