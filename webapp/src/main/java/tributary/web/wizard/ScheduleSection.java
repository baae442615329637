package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tributary.problem.FieldProblem;
import tributary.schedule.ScheduleWish;
import tributary.schedule.Schedules;
import tributary.web.frame.PersonZone;

/** General: when the dataflow runs by itself. */
@Named
@RequestScoped
public class ScheduleSection {
  private static final int PREVIEWED = 3;

  private Wizard wizard;
  private Schedules schedules;
  private PersonZone zone;
  private List<Instant> next;

  /** For the container's proxy. */
  protected ScheduleSection() {}

  @Inject
  ScheduleSection(Wizard wizard, Schedules schedules, PersonZone zone) {
    this.wizard = wizard;
    this.schedules = schedules;
    this.zone = zone;
  }

  /** Follows a change of the form. */
  public void changed() {
    wizard.getDraft().getProblems().forgetAll("schedule");
    if (form().isOn()) {
      form().begin(zone.zone());
    }
  }

  /** Adds a time. */
  public void add() {
    changed();
    form().add();
  }

  /** Removes a time. */
  public void remove(int index) {
    changed();
    form().remove(index);
  }

  /** Returns whether the form is right; what is wrong stands in the draft's problems. */
  boolean isRight() {
    Problems problems = wizard.getDraft().getProblems();
    problems.forgetAll("schedule");
    List<FieldProblem> wrong = problems(form());
    problems.take(wrong);
    return wrong.isEmpty();
  }

  private List<FieldProblem> problems(ScheduleForm form) {
    List<FieldProblem> gaps = form.gaps();
    return gaps.isEmpty() ? form.wish().map(schedules::problems).orElse(List.of()) : gaps;
  }

  /** Returns the next moments of the form as it stands; none while it is not right. */
  public List<Instant> getNext() {
    if (next == null) {
      Optional<ScheduleWish> wish = form().wish().filter(some -> problems(form()).isEmpty());
      next = wish.map(right -> schedules.preview(right, PREVIEWED)).orElse(List.of());
    }
    return next;
  }

  /** Returns the zone names to choose from. */
  public List<String> getZones() {
    return Stream.concat(
            Stream.of("UTC"),
            ZoneId.getAvailableZoneIds().stream()
                .filter(
                    id ->
                        id.matches(
                            "(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
                .sorted())
        .toList();
  }

  public TimeForm.Kind[] getKinds() {
    return TimeForm.Kind.values();
  }

  /** Returns the days of the month, as cron writes them. */
  public List<String> getDaysOfMonth() {
    return IntStream.rangeClosed(1, 31).mapToObj(String::valueOf).toList();
  }

  public List<String> getDays() {
    return TimeForm.DAYS;
  }

  private ScheduleForm form() {
    return wizard.getDraft().getSchedule();
  }
}
