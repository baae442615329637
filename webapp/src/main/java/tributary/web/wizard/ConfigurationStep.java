package tributary.web.wizard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.flow.Dataflows;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.CheckReport;
import tributary.spi.CheckStep;
import tributary.spi.TableDescriptor;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Connector: its settings, and the attempt to connect with them. */
@Named
@RequestScoped
public class ConfigurationStep {
  private Wizard wizard;
  private Connections connections;
  private Dataflows dataflows;
  private CurrentUser user;
  private ScreenMessages messages;

  /** For the container's proxy. */
  protected ConfigurationStep() {}

  @Inject
  ConfigurationStep(
      Wizard wizard,
      Connections connections,
      Dataflows dataflows,
      CurrentUser user,
      ScreenMessages messages) {
    this.wizard = wizard;
    this.connections = connections;
    this.dataflows = dataflows;
    this.user = user;
    this.messages = messages;
  }

  /** Tries the settings and, when they work, loads the source's tables. */
  public String connect() {
    Draft draft = wizard.getDraft();
    draft.takeSecrets();
    draft.getProblems().clear();
    draft.disconnect();
    try {
      return tryOut(draft) ? wizard.to(Step.TABLES) : wizard.to(Step.CONFIGURATION);
    } catch (Refusal refusal) {
      draft.getProblems().take(refusal);
      return wizard.to(Step.CONFIGURATION);
    }
  }

  /** Goes back to the texts; what was typed is kept. */
  public String back() {
    wizard.getDraft().takeSecrets();
    return wizard.to(Step.GENERAL);
  }

  private boolean tryOut(Draft draft) {
    ConnectionDraft connection = draft.connection();
    List<FieldProblem> wrong = connections.problems(user.tenant(), connection);
    draft.getProblems().take(wrong);
    if (!wrong.isEmpty()) {
      return false;
    }
    CheckReport report = connections.check(user.tenant(), connection);
    draft.checked(report.steps().stream().map(ConfigurationStep::line).toList());
    report.failure().ifPresent(step -> draft.getProblems().put(problem(step)));
    if (!report.passed()) {
      return false;
    }
    load(draft, connections.tables(user.tenant(), connection));
    messages.good("Data loaded successfully");
    return true;
  }

  private void load(Draft draft, List<TableDescriptor> tables) {
    TableGrid grid = new TableGrid(tables, dataflows.suggestEntityNames(user.tenant(), tables));
    if (draft.isEditing()) {
      grid.takeOver(dataflows.dataflow(user.tenant(), draft.getName()).tables());
    }
    draft.connected(grid);
  }

  private static Draft.CheckLine line(CheckStep step) {
    return new Draft.CheckLine(step.name(), step.passed(), step.detail());
  }

  private static FieldProblem problem(CheckStep step) {
    String field = step.fieldKey().map(key -> "settings." + key).orElse("");
    return FieldProblem.of(field, step.code().orElseThrow().name(), step.detail());
  }
}
