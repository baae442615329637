package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import tributary.flow.Dataflows;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
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

  /** Shows the selected tables only, or all again. */
  public void showSelected(boolean only) {
    grid().showSelected(only);
  }

  /** Selects or clears the tables that the search shows. */
  public void selectShown(boolean selected) {
    grid().selectShown(selected);
  }

  /** Turns to another page of the grid. */
  public void turnTo(int page) {
    grid().turnTo(page);
  }

  /** Looks whether all entity names will do. */
  public void check() {
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

  /** Takes the suggested name of a table's entity. */
  public void takeSuggestion(int index) {
    FieldProblem problem = wizard.getDraft().getProblems().atTable(index);
    if (problem != null) {
      grid().line(index).setEntityName(problem.suggestion());
      check();
    }
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
