package tributary.web.wizard;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.problem.FieldProblem;
import tributary.schedule.Misfire;
import tributary.schedule.Schedule;
import tributary.schedule.ScheduleView;
import tributary.schedule.ScheduleWish;

/** When the dataflow runs by itself, as the page shows it. */
public class ScheduleForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private boolean on;
  private String zone = "";
  private Misfire misfire = Misfire.RUN_ONCE;
  private String pauseAfter = String.valueOf(Schedule.PAUSE_AFTER);
  private boolean paused;
  private final ArrayList<TimeForm> times = new ArrayList<>();

  void show(ScheduleView view) {
    on = true;
    zone = view.schedule().zone().getId();
    misfire = view.schedule().misfire();
    pauseAfter = String.valueOf(view.schedule().pauseAfter());
    paused = view.paused();
    times.clear();
    view.schedule().times().forEach(time -> times.add(TimeForm.of(time)));
  }

  /** Makes the form fit to be filled in: a zone and a time to begin with. */
  void begin(ZoneId persons) {
    if (zone.isBlank()) {
      zone = persons.getId().equals("Z") ? "UTC" : persons.getId();
    }
    if (times.isEmpty()) {
      times.add(new TimeForm());
    }
  }

  void add() {
    times.add(new TimeForm());
  }

  void remove(int index) {
    if (index >= 0 && index < times.size()) {
      times.remove(index);
    }
  }

  /** Returns what is asked for; empty: no schedule. */
  Optional<ScheduleWish> wish() {
    return on
        ? Optional.of(
            new ScheduleWish(
                zone, times.stream().map(TimeForm::expression).toList(), misfire, number(), paused))
        : Optional.empty();
  }

  private int number() {
    String typed = pauseAfter == null ? "" : pauseAfter.strip();
    if (typed.isEmpty()) {
      return 0;
    }
    return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : -1;
  }

  /** Returns what is missing, in the words of the form rather than of cron. */
  List<FieldProblem> gaps() {
    List<FieldProblem> gaps = new ArrayList<>();
    for (int i = 0; on && i < times.size(); i++) {
      String field = "schedule.times[" + i + "].cron";
      if (times.get(i).lacksDay()) {
        gaps.add(FieldProblem.of(field, "REQUIRED", "Choose at least one day of the week."));
      } else if (times.get(i).lacksClock()) {
        gaps.add(FieldProblem.of(field, "REQUIRED", "Enter a time of day, such as 02:30."));
      }
    }
    return gaps;
  }

  public boolean isOn() {
    return on;
  }

  public void setOn(boolean on) {
    this.on = on;
  }

  public String getZone() {
    return zone;
  }

  public void setZone(String zone) {
    this.zone = zone == null ? "" : zone;
  }

  public Misfire getMisfire() {
    return misfire;
  }

  public void setMisfire(Misfire misfire) {
    this.misfire = misfire;
  }

  public String getPauseAfter() {
    return pauseAfter;
  }

  public void setPauseAfter(String pauseAfter) {
    this.pauseAfter = pauseAfter;
  }

  public boolean isPaused() {
    return paused;
  }

  public void setPaused(boolean paused) {
    this.paused = paused;
  }

  public List<TimeForm> getTimes() {
    return times;
  }
}
