package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import tributary.flow.Dataflows;
import tributary.landing.Purpose;
import tributary.web.security.CurrentUser;

/** Table details: which tables come in, how each is read and what it is called. */
@Named
@RequestScoped
public class TablesStep {
  private Wizard wizard;
  private Dataflows dataflows;
  private CurrentUser user;
  private Saving saving;

  /** For the container's proxy. */
  protected TablesStep() {}

  @Inject
  TablesStep(Wizard wizard, Dataflows dataflows, CurrentUser user, Saving saving) {
    this.wizard = wizard;
    this.dataflows = dataflows;
    this.user = user;
    this.saving = saving;
  }

  /**
   * Takes a change that was made in the grid.
   *
   * @param tables the indexes of those that it is made to, with commas between
   * @param what selected, purpose, entity, or the key of an option
   */
  public void change(String tables, String what, String value) {
    for (String index : tables.split(",")) {
      grid().line(Integer.parseInt(index)).change(what, value);
    }
    if (what.equals("entity")) {
      check();
    }
  }

  /** Looks whether all entity names will do. */
  private void check() {
    Draft draft = wizard.getDraft();
    draft.getProblems().forgetAll("tables[");
    draft
        .getProblems()
        .take(
            dataflows.problemsWithTables(
                user.tenant(),
                draft.isEditing() ? Optional.of(draft.getName()) : Optional.empty(),
                grid().choices()));
  }

  /** Goes back to the settings; the choice is kept. */
  public String back() {
    return wizard.to(Step.CONFIGURATION);
  }

  /** Saves the dataflow, or shows where the first problem is. */
  public String save() {
    Draft draft = wizard.getDraft();
    if (saving.save(draft, Optional.of(grid().choices()))) {
      return saving.done(draft);
    }
    int first = draft.getProblems().firstTable();
    if (first >= 0) {
      grid().reveal(first);
    }
    return wizard.to(Step.TABLES);
  }

  /** Returns the purposes to choose from. */
  public Purpose[] getPurposes() {
    return Purpose.values();
  }

  private TableGrid grid() {
    return wizard.getDraft().getTables();
  }
}
