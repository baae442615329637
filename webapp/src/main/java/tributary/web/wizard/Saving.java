package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import tributary.connection.ConnectionDraft;
import tributary.flow.DataflowChange;
import tributary.flow.Dataflows;
import tributary.flow.NewDataflow;
import tributary.flow.TableChoice;
import tributary.landing.Policies;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.schedule.Schedules;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Makes a dataflow of a draft, or changes the one that it was made from. */
@RequestScoped
public class Saving {
  private Drafts drafts;
  private Dataflows dataflows;
  private Schedules schedules;
  private CurrentUser user;
  private ScreenMessages messages;

  /** For the container's proxy. */
  protected Saving() {}

  @Inject
  Saving(
      Drafts drafts,
      Dataflows dataflows,
      Schedules schedules,
      CurrentUser user,
      ScreenMessages messages) {
    this.drafts = drafts;
    this.dataflows = dataflows;
    this.schedules = schedules;
    this.user = user;
    this.messages = messages;
  }

  /**
   * Saves; what is refused stands in the draft's problems.
   *
   * @param tables the choice; empty: unchanged
   * @return whether it was saved
   */
  boolean save(Draft draft, Optional<List<TableChoice>> tables) {
    draft.getProblems().clear();
    Optional<Policies> policies = draft.getRefreshForm().policies(draft.getProblems());
    if (tables.isPresent() && tables.get().stream().noneMatch(TableChoice::selected)) {
      draft
          .getProblems()
          .put(
              FieldProblem.of(
                  "tables", "NO_TABLES", "No table is selected. Choose at least one, then save."));
    }
    if (draft.getProblems().isAny()) {
      return false;
    }
    try {
      if (draft.isEditing()) {
        change(draft, tables, policies.get());
      } else {
        make(draft, tables, policies.get());
      }
      schedules.set(user.tenant(), user.actor(), draft.getName(), draft.getSchedule().wish());
      return true;
    } catch (Refusal refusal) {
      draft.getProblems().take(refusal);
      return false;
    }
  }

  /** Forgets the saved draft and goes to the list. */
  String done(Draft draft) {
    messages.good(
        draft.isEditing()
            ? draft.getName() + " is saved."
            : draft.getName() + " is made. Run it to bring in its data.");
    drafts.drop(draft);
    return "/imports.xhtml?faces-redirect=true";
  }

  private void make(Draft draft, Optional<List<TableChoice>> tables, Policies policies) {
    ConnectionDraft connection = draft.connection();
    dataflows.create(
        user.tenant(),
        user.actor(),
        new NewDataflow(
            draft.getName(),
            draft.getDisplayName().strip(),
            draft.getDescription().strip(),
            connection.connector(),
            connection.settings(),
            draft.getRefreshForm().getKind(),
            tables,
            policies));
  }

  private void change(Draft draft, Optional<List<TableChoice>> tables, Policies policies) {
    dataflows.change(
        user.tenant(),
        user.actor(),
        draft.getName(),
        new DataflowChange(
            draft.getDisplayName().strip(),
            draft.getDescription().strip(),
            draft.connection().settings(),
            draft.getRefreshForm().getKind(),
            tables,
            Optional.of(draft.version()),
            Optional.of(policies)));
  }
}
