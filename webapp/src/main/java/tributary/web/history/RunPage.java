package tributary.web.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.problem.Refusal;
import tributary.run.RunDetail;
import tributary.run.RunHistory;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.web.frame.PageLoad;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** One run with its tables. */
@Named
@RequestScoped
public class RunPage {
  private Dataflows dataflows;
  private RunHistory history;
  private Runs runs;
  private CurrentUser user;
  private PageLoad load;
  private ScreenMessages messages;
  private FacesContext faces;
  private String dataflow = "";
  private String id = "";
  private DataflowView flow;
  private RunDetail detail;
  private String rejectedLabel;

  /** For the container's proxy. */
  protected RunPage() {}

  @Inject
  RunPage(
      Dataflows dataflows,
      RunHistory history,
      Runs runs,
      CurrentUser user,
      PageLoad load,
      ScreenMessages messages,
      FacesContext faces) {
    this.dataflows = dataflows;
    this.history = history;
    this.runs = runs;
    this.user = user;
    this.load = load;
    this.messages = messages;
    this.faces = faces;
  }

  /** Loads the run as it stands. */
  public void load() {
    load.orErrorPage(
        () -> {
          flow = dataflows.dataflow(user.tenant(), dataflow);
          detail = history.run(user.tenant(), dataflow, RunAddress.run(id));
        });
  }

  /** Asks the run to stop. */
  public String cancel() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.cancel(user.tenant(), user.actor(), dataflow, RunAddress.run(id));
          messages.good("The run is being cancelled.");
        });
    return to(id);
  }

  /** Lets a run that waits publish. */
  public String confirm() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.confirm(user.tenant(), user.actor(), dataflow, RunAddress.run(id));
          messages.good("Confirmed: the run publishes now.");
        });
    return to(id);
  }

  /** Gives up what a run that waits has read. */
  public String discard() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.discard(user.tenant(), user.actor(), dataflow, RunAddress.run(id));
          messages.good("Discarded: the entities are as they were.");
        });
    return to(id);
  }

  /** Queues another run and shows it. */
  public String runAgain() {
    try {
      user.demand(Role.OPERATOR);
      UUID run =
          runs.start(user.tenant(), user.actor(), dataflow, Optional.empty(), RunTrigger.PERSON);
      return to(run.toString());
    } catch (Refusal refusal) {
      messages.refused(refusal);
      return to(id);
    }
  }

  /** Queues a run of only what was rejected or failed, and shows it. */
  public String runRejected() {
    try {
      user.demand(Role.OPERATOR);
      UUID run = runs.startRejected(user.tenant(), user.actor(), dataflow, RunTrigger.PERSON);
      return to(run.toString());
    } catch (Refusal refusal) {
      messages.refused(refusal);
      return to(id);
    }
  }

  /** Returns what the button says; empty when nothing was rejected. */
  public String getRejectedLabel() {
    if (rejectedLabel == null) {
      Map<String, String> address = faces.getExternalContext().getRequestParameterMap();
      String name = dataflow.isEmpty() ? address.getOrDefault("dataflow", "") : dataflow;
      rejectedLabel = runs.rejected(user.tenant(), name).map(RejectedAgain::label).orElse("");
    }
    return rejectedLabel;
  }

  private String to(String run) {
    return "/run.xhtml?faces-redirect=true&dataflow=" + dataflow + "&id=" + run;
  }

  public DataflowView getFlow() {
    return flow;
  }

  /** Returns the run's line. */
  public RunLine getLine() {
    return new RunLine(detail().run());
  }

  /** A button that was pressed is looked for before the page is loaded. */
  private RunDetail detail() {
    if (detail == null) {
      Map<String, String> address = faces.getExternalContext().getRequestParameterMap();
      UUID run = RunAddress.run(address.getOrDefault("id", ""));
      detail = history.run(user.tenant(), address.getOrDefault("dataflow", ""), run);
    }
    return detail;
  }

  public List<TableRunLine> getTables() {
    return detail().tables().stream()
        .map(t -> new TableRunLine(t, detail().columnChanges().getOrDefault(t.id(), List.of())))
        .toList();
  }

  /** Returns whether there are rejects to download. */
  public boolean isRejectsKept() {
    return detail().tables().stream().anyMatch(t -> t.rowsRejected() > 0 && !t.rejectsDropped());
  }

  public boolean isActive() {
    return detail().run().status().underWay();
  }

  public String getDataflow() {
    return dataflow;
  }

  public void setDataflow(String dataflow) {
    this.dataflow = dataflow;
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }
}
