package tributary.web.wizard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One time of a schedule as a person thinks of it; the cron expression is made of it. */
public class TimeForm implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The days of the week as cron writes them. */
  public static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  private static final Pattern MINUTES = Pattern.compile("0 \\*/(\\d{1,2}) \\* \\* \\* \\*");
  private static final Pattern HOURS =
      Pattern.compile("0 (\\d{1,2}) (\\*|\\*/\\d{1,2}) \\* \\* \\*");
  private static final Pattern AT =
      Pattern.compile("0 (\\d{1,2}) (\\d{1,2}) (\\*|\\d{1,2}|L) \\* (\\*|[A-Z]{3}(?:,[A-Z]{3})*)");

  private Kind kind = Kind.DAILY;
  private int minutes = 15;
  private int hours = 1;
  private int minute;
  private String clock = "02:30";
  private String day = "1";
  private String cron = "";
  private final HashMap<String, Boolean> days = new HashMap<>(Map.of("MON", true));

  /** How often. */
  public enum Kind {
    MINUTES("Every few minutes"),
    HOURS("Every few hours"),
    DAILY("Daily"),
    WEEKLY("Weekly"),
    MONTHLY("Monthly"),
    CRON("Cron expression");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String getLabel() {
      return label;
    }
  }

  /** Returns what the expression means, as far as the form can say it. */
  static TimeForm of(String expression) {
    TimeForm form = new TimeForm();
    form.cron = expression;
    form.kind = Kind.CRON;
    Matcher minutes = MINUTES.matcher(expression);
    Matcher hours = HOURS.matcher(expression);
    Matcher at = AT.matcher(expression);
    if (minutes.matches() && 60 % Math.max(1, Integer.parseInt(minutes.group(1))) == 0) {
      form.kind = Kind.MINUTES;
      form.minutes = Integer.parseInt(minutes.group(1));
    } else if (hours.matches()) {
      form.kind = Kind.HOURS;
      form.minute = Integer.parseInt(hours.group(1));
      form.hours = hours.group(2).equals("*") ? 1 : Integer.parseInt(hours.group(2).substring(2));
    } else if (at.matches() && (at.group(3).equals("*") || at.group(4).equals("*"))) {
      form.at(at);
    }
    return form;
  }

  private void at(Matcher at) {
    clock = "%02d:%02d".formatted(Integer.parseInt(at.group(2)), Integer.parseInt(at.group(1)));
    if (!at.group(3).equals("*")) {
      kind = Kind.MONTHLY;
      day = at.group(3);
    } else if (!at.group(4).equals("*")) {
      kind = Kind.WEEKLY;
      days.clear();
      Arrays.stream(at.group(4).split(",")).forEach(name -> days.put(name, true));
    } else {
      kind = Kind.DAILY;
    }
  }

  /** Returns the expression. What cannot be right is left for the rules to refuse. */
  String expression() {
    return switch (kind) {
      case MINUTES -> "0 */" + minutes + " * * * *";
      case HOURS -> "0 " + minute + " " + (hours == 1 ? "*" : "*/" + hours) + " * * *";
      case DAILY -> "0 " + onClock() + " * * *";
      case WEEKLY -> "0 " + onClock() + " * * " + chosenDays();
      case MONTHLY -> "0 " + onClock() + " " + day + " * *";
      case CRON -> cron == null ? "" : cron;
    };
  }

  /** Returns minute and hour. */
  private String onClock() {
    String typed = clock == null ? "" : clock.strip();
    return typed.matches("\\d{1,2}:\\d{2}.*")
        ? Integer.parseInt(typed.substring(typed.indexOf(':') + 1, typed.indexOf(':') + 3))
            + " "
            + Integer.parseInt(typed.substring(0, typed.indexOf(':')))
        : "? ?";
  }

  private String chosenDays() {
    String chosen =
        DAYS.stream()
            .filter(name -> Boolean.TRUE.equals(days.get(name)))
            .collect(Collectors.joining(","));
    return chosen.isEmpty() ? "NONE" : chosen;
  }

  /** Returns whether no day of the week is chosen where one has to be. */
  boolean lacksDay() {
    return kind == Kind.WEEKLY && !days.containsValue(true);
  }

  /** Returns whether the time of day is missing where there has to be one. */
  boolean lacksClock() {
    return (kind == Kind.DAILY || kind == Kind.WEEKLY || kind == Kind.MONTHLY)
        && onClock().startsWith("?");
  }

  public Kind getKind() {
    return kind;
  }

  /** Takes another way to say it; a cron expression begins with what was said before. */
  public void setKind(Kind kind) {
    if (kind == Kind.CRON && this.kind != Kind.CRON) {
      cron = expression();
    }
    this.kind = kind;
  }

  public int getMinutes() {
    return minutes;
  }

  public void setMinutes(int minutes) {
    this.minutes = minutes;
  }

  public int getHours() {
    return hours;
  }

  public void setHours(int hours) {
    this.hours = hours;
  }

  public int getMinute() {
    return minute;
  }

  public void setMinute(int minute) {
    this.minute = minute;
  }

  public String getClock() {
    return clock;
  }

  public void setClock(String clock) {
    this.clock = clock;
  }

  public String getDay() {
    return day;
  }

  public void setDay(String day) {
    this.day = day;
  }

  public Map<String, Boolean> getDays() {
    return days;
  }

  public String getCron() {
    return cron;
  }

  public void setCron(String cron) {
    this.cron = cron;
  }
}
