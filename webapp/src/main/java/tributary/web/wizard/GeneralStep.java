package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** General: display name, description and schedule. */
@Named
@RequestScoped
public class GeneralStep {
  private Wizard wizard;
  private Saving saving;
  private ScheduleSection schedule;

  /** For the container's proxy. */
  protected GeneralStep() {}

  @Inject
  GeneralStep(Wizard wizard, Saving saving, ScheduleSection schedule) {
    this.wizard = wizard;
    this.saving = saving;
    this.schedule = schedule;
  }

  /** Goes on to the settings. */
  public String next() {
    return wizard.to(schedule.isRight() ? Step.CONFIGURATION : Step.GENERAL);
  }

  /** Goes back to the connectors. */
  public String back() {
    return wizard.to(Step.CONNECTOR);
  }

  /** Saves texts and schedule of a dataflow that exists; its tables stay as they are. */
  public String save() {
    Draft draft = wizard.getDraft();
    return schedule.isRight() && saving.save(draft, Optional.empty())
        ? saving.done(draft)
        : wizard.to(Step.GENERAL);
  }
}
