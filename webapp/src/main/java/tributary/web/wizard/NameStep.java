package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import tributary.flow.Dataflows;
import tributary.web.security.CurrentUser;

/** Set dataflow name. */
@Named
@RequestScoped
public class NameStep {
  private Wizard wizard;
  private Dataflows dataflows;
  private CurrentUser user;

  /** For the container's proxy. */
  protected NameStep() {}

  @Inject
  NameStep(Wizard wizard, Dataflows dataflows, CurrentUser user) {
    this.wizard = wizard;
    this.dataflows = dataflows;
    this.user = user;
  }

  /** Looks whether the name will do. */
  public void check() {
    Draft draft = wizard.getDraft();
    draft.setName(draft.getName().strip());
    draft.getProblems().clear();
    dataflows.problemWithName(user.tenant(), draft.getName()).ifPresent(draft.getProblems()::put);
  }

  /** Takes the suggested name. */
  public void takeSuggestion() {
    Draft draft = wizard.getDraft();
    draft.setName(draft.getProblems().at("name").suggestion());
    check();
  }

  /** Goes on, or says what is wrong with the name. */
  public String next() {
    check();
    return wizard.getDraft().getProblems().isAny()
        ? wizard.to(Step.NAME)
        : wizard.to(Step.CONNECTOR);
  }
}
