package tributary.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept how long.
 *
 * @param history runs that have ended
 * @param lastRuns how many of the last runs of a dataflow stay whatever their age; at least 1
 * @param rejects rejects, from the end of their table's run
 * @param rollback earlier states of entities and before-images, from when they were replaced
 * @param generations how many earlier states of an entity stay, beside the present one
 * @param incrementalRuns of how many incremental runs of an entity the before-images stay
 * @param schedules what became of schedules' moments
 * @param notifications notifications that are delivered or given up
 * @param webhooks events of vendors that are processed or failed
 * @param webhookRuns runs that read single rows because of such events and succeeded
 * @param audit entries of the audit; never less than the history
 * @param logs files of the server's log; whoever starts the server cleans them up
 */
public record Retention(
    Age history,
    int lastRuns,
    Age rejects,
    Age rollback,
    int generations,
    int incrementalRuns,
    Age schedules,
    Age notifications,
    Age webhooks,
    Age webhookRuns,
    Age audit,
    Age logs) {
  static final String HISTORY = "tributary.retention.history";
  static final String LAST_RUNS = "tributary.retention.last-runs";
  static final String REJECTS = "tributary.retention.rejects";
  static final String ROLLBACK = "tributary.retention.rollback";
  static final String GENERATIONS = "tributary.retention.generations";
  static final String INCREMENTAL_RUNS = "tributary.retention.incremental-runs";
  static final String SCHEDULES = "tributary.retention.schedules";
  static final String NOTIFICATIONS = "tributary.retention.notifications";
  static final String WEBHOOKS = "tributary.retention.webhooks";
  static final String WEBHOOK_RUNS = "tributary.retention.webhook-runs";
  static final String AUDIT = "tributary.retention.audit";
  static final String LOGS = "tributary.retention.logs";

  /** What holds where nothing is configured. The audit: six years. */
  public static final Retention DEFAULT =
      new Retention(
          Age.days(400),
          20,
          Age.days(90),
          Age.days(90),
          3,
          30,
          Age.days(90),
          Age.days(30),
          Age.days(30),
          Age.days(7),
          Age.days(2192),
          Age.days(30));

  private static final int MOST = 100_000;

  public Retention {
    if (lastRuns < 1 || generations < 0 || incrementalRuns < 0 || !audit.covers(history)) {
      throw new IllegalArgumentException("Not a retention");
    }
  }

  /** Returns this with other numbers of states and runs that a rollback can return from. */
  public Retention withStates(int states, int runs) {
    return new Retention(
        history,
        lastRuns,
        rejects,
        rollback,
        states,
        runs,
        schedules,
        notifications,
        webhooks,
        webhookRuns,
        audit,
        logs);
  }

  /**
   * Reads the configuration.
   *
   * @param value the value of a key, if it is set
   * @throws IllegalStateException with all that is wrong, in words for the operator
   */
  public static Retention read(Function<String, Optional<String>> value) {
    Keys keys = new Keys(value);
    keys.refuse("tributary.generations.kept", GENERATIONS);
    keys.refuse("tributary.undo.kept", INCREMENTAL_RUNS);
    keys.refuse("tributary.schedule.history", SCHEDULES);
    keys.refuse("tributary.notification.history", NOTIFICATIONS);
    Age history = keys.age(HISTORY, DEFAULT.history);
    Age audit = keys.age(AUDIT, DEFAULT.audit);
    if (!audit.covers(history)) {
      keys.problems.add(
          "%s is kept %s, shorter than the run history, which is kept %s. Give it at least as long."
              .formatted(AUDIT, audit.words(), history.words()));
    }
    Age rejects = keys.age(REJECTS, DEFAULT.rejects);
    Age rollback = keys.age(ROLLBACK, DEFAULT.rollback);
    Age schedules = keys.age(SCHEDULES, DEFAULT.schedules);
    Age notifications = keys.age(NOTIFICATIONS, DEFAULT.notifications);
    Age webhooks = keys.age(WEBHOOKS, DEFAULT.webhooks);
    Age webhookRuns = keys.age(WEBHOOK_RUNS, DEFAULT.webhookRuns);
    Age logs = keys.age(LOGS, DEFAULT.logs);
    int lastRuns = keys.number(LAST_RUNS, 1, DEFAULT.lastRuns);
    int generations = keys.number(GENERATIONS, 0, DEFAULT.generations);
    int incrementalRuns = keys.number(INCREMENTAL_RUNS, 0, DEFAULT.incrementalRuns);
    if (!keys.problems.isEmpty()) {
      throw new IllegalStateException(String.join(" ", keys.problems));
    }
    return new Retention(
        history,
        lastRuns,
        rejects,
        rollback,
        generations,
        incrementalRuns,
        schedules,
        notifications,
        webhooks,
        webhookRuns,
        audit,
        logs);
  }

  /** Returns what a rollback can return to, in words. */
  public String rollbackWords() {
    return "Of each entity the last %s and the changes of the last %s are kept, %s after they were replaced."
        .formatted(
            counted(generations, "earlier state"),
            counted(incrementalRuns, "incremental run"),
            rollback.words());
  }

  private static String counted(int count, String one) {
    return count == 1 ? "1 " + one : count + " " + one + "s";
  }

  private record Keys(Function<String, Optional<String>> value, List<String> problems) {
    Keys(Function<String, Optional<String>> value) {
      this(value, new ArrayList<>());
    }

    Age age(String key, Age otherwise) {
      Optional<String> text = value.apply(key).map(String::strip);
      if (text.isEmpty()) {
        return otherwise;
      }
      Optional<Age> age = Age.parse(text.get());
      if (age.isEmpty()) {
        problems.add(
            "%s is '%s', which is no length of time. Write days as P90D, hours as PT12H, or forever."
                .formatted(key, text.get()));
      }
      return age.orElse(otherwise);
    }

    int number(String key, int least, int otherwise) {
      Optional<String> text = value.apply(key).map(String::strip);
      if (text.isEmpty()) {
        return otherwise;
      }
      boolean number = text.get().matches("[0-9]{1,6}");
      int given = number ? Integer.parseInt(text.get()) : -1;
      if (given < least || given > MOST) {
        problems.add(
            "%s is '%s'. Write a whole number from %d to %d."
                .formatted(key, text.get(), least, MOST));
        return otherwise;
      }
      return given;
    }

    void refuse(String old, String key) {
      if (value.apply(old).isPresent()) {
        problems.add("%s is called %s now. Rename it.".formatted(old, key));
      }
    }
  }
}
