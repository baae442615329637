package tributary.schedule;

import java.util.Locale;
import java.util.Optional;
import tributary.problem.FieldProblem;

/** Says what is wrong with a cron expression, and which would do. */
final class CronText {
  private static final String[] FIELDS = {
    "second", "minute", "hour", "day of the month", "month", "day of the week"
  };
  private static final String[] RANGES = {
    "0 to 59",
    "0 to 59",
    "0 to 23",
    "1 to 31, or L",
    "1 to 12, or JAN to DEC",
    "0 to 7 (0 and 7 are Sunday), or SUN to SAT"
  };
  private static final int LONGEST = 200;

  private CronText() {}

  /** Returns the expression as it is kept. */
  static String tidy(String expression) {
    return expression.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
  }

  /** Returns what is wrong; empty: nothing is. */
  static Optional<FieldProblem> problem(String path, String given) {
    if (given == null || given.isBlank()) {
      return Optional.of(
          new FieldProblem(
              path, "REQUIRED", "Write a cron expression, such as 0 30 2 * * *.", "0 30 2 * * *"));
    }
    if (given.length() > LONGEST) {
      return Optional.of(
          FieldProblem.of(
              path,
              "TOO_LONG",
              "A cron expression has at most %d characters; this has %d. Split it into several times."
                  .formatted(LONGEST, given.length())));
    }
    String cron = tidy(given);
    String[] fields = cron.split(" ");
    if (fields.length != FIELDS.length) {
      return Optional.of(wrongLength(path, cron, fields));
    }
    if (!isCron(cron)) {
      return Optional.of(wrongField(path, cron, fields));
    }
    if (!fields[0].matches("\\d{1,2}")) {
      return Optional.of(
          new FieldProblem(
              path,
              "TOO_OFTEN",
              "%s would be due more than once a minute. Give one second, such as 0."
                  .formatted(cron),
              cron.replaceFirst("^\\S+", "0")));
    }
    return Optional.empty();
  }

  private static FieldProblem wrongLength(String path, String cron, String[] fields) {
    String withSecond = "0 " + cron;
    return new FieldProblem(
        path,
        "CRON_INVALID",
        "%s has %d fields; a cron expression here has six: second, minute, hour, day of the month, month, day of the week."
            .formatted(cron, fields.length),
        fields.length == 5 && isCron(withSecond) ? withSecond : "0 30 2 * * *");
  }

  private static FieldProblem wrongField(String path, String cron, String[] fields) {
    for (int i = 0; i < FIELDS.length; i++) {
      if (!isCron(alone(fields[i], i))) {
        return new FieldProblem(
            path,
            "CRON_INVALID",
            "%s cannot be the %s in %s. Use %s, several with commas, a range with -, steps with /, or *."
                .formatted(fields[i], FIELDS[i], cron, RANGES[i]),
            corrected(fields, i));
      }
    }
    return new FieldProblem(
        path,
        "CRON_INVALID",
        "The fields of %s do not go together. Write ? or * for the day of the month or for the day of the week."
            .formatted(cron),
        "0 30 2 * * *");
  }

  private static String alone(String field, int at) {
    String[] fields = {"0", "*", "*", "*", "*", "*"};
    fields[at] = field;
    return String.join(" ", fields);
  }

  private static String corrected(String[] fields, int at) {
    String[] corrected = fields.clone();
    corrected[at] = at == 0 ? "0" : "*";
    String cron = String.join(" ", corrected);
    return isCron(cron) ? cron : "";
  }

  private static boolean isCron(String expression) {
    try {
      new CronTime(expression);
      return true;
    } catch (IllegalArgumentException e) {
      // what the parser says is in its own words; ours name the field
      return false;
    }
  }
}
