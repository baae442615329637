package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** General: display name and description. */
@Named
@RequestScoped
public class GeneralStep {
  private Wizard wizard;
  private Saving saving;

  /** For the container's proxy. */
  protected GeneralStep() {}

  @Inject
  GeneralStep(Wizard wizard, Saving saving) {
    this.wizard = wizard;
    this.saving = saving;
  }

  /** Goes on to the settings. */
  public String next() {
    return wizard.to(Step.CONFIGURATION);
  }

  /** Goes back to the connectors. */
  public String back() {
    return wizard.to(Step.CONNECTOR);
  }

  /** Saves the two texts of a dataflow that exists; its tables stay as they are. */
  public String save() {
    Draft draft = wizard.getDraft();
    return saving.save(draft, Optional.empty()) ? saving.done(draft) : wizard.to(Step.GENERAL);
  }
}
