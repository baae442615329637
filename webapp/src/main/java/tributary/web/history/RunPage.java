package tributary.web.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowHead;
import tributary.flow.Dataflows;
import tributary.problem.Refusal;
import tributary.run.RunHistory;
import tributary.run.RunRow;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.run.TableRunQuery;
import tributary.web.frame.PageLoad;
import tributary.web.frame.Paged;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** One run with its tables. */
@Named
@RequestScoped
public class RunPage {
  private static final int SIZE = 50;

  private Dataflows dataflows;
  private RunHistory history;
  private Runs runs;
  private CurrentUser user;
  private PageLoad load;
  private ScreenMessages messages;
  private FacesContext faces;
  private String dataflow = "";
  private String id = "";
  private DataflowHead flow;
  private RunRow run;
  private Paged<TableRunLine> shown;
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
          flow = dataflows.head(user.tenant(), dataflow);
          run = history.row(user.tenant(), dataflow, RunAddress.run(id));
          shown = null;
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
      rejectedLabel =
          runs.rejected(user.tenant(), said("dataflow")).map(RejectedAgain::label).orElse("");
    }
    return rejectedLabel;
  }

  private String to(String run) {
    return "/run.xhtml?faces-redirect=true&dataflow=" + dataflow + "&id=" + run;
  }

  public DataflowHead getFlow() {
    return flow;
  }

  /** Returns the run's line. */
  public RunLine getLine() {
    return new RunLine(run());
  }

  /** A button that was pressed is looked for before the page is loaded. */
  private RunRow run() {
    if (run == null) {
      run = history.row(user.tenant(), said("dataflow"), RunAddress.run(said("id")));
    }
    return run;
  }

  /** Returns the part of the tables that the address asks for. */
  public Paged<TableRunLine> getShown() {
    if (shown == null) {
      Set<RunStatus> statuses = RunsFilter.status(getStatus()).map(Set::of).orElse(Set.of());
      shown =
          Paged.load(
              RunAddress.page(said("page")),
              SIZE,
              (first, size) ->
                  history
                      .tables(
                          user.tenant(),
                          said("dataflow"),
                          run().id(),
                          new TableRunQuery(statuses, first, size))
                      .map(it -> new TableRunLine(it.table(), it.columnChanges())));
    }
    return shown;
  }

  /** Returns whether there is more than one page of tables to look through. */
  public boolean isMany() {
    return run().tables() > SIZE;
  }

  /** Returns which tables are shown, as the address says it; empty: all. */
  public String getStatus() {
    return said("status");
  }

  /** Returns the states to filter by. */
  public RunStatus[] getStatuses() {
    return RunStatus.values();
  }

  /** Returns the address up to the page's number. */
  public String getPages() {
    String narrowed =
        RunsFilter.status(getStatus()).map(status -> "&status=" + getStatus()).orElse("");
    return "/run.xhtml?dataflow=" + said("dataflow") + "&id=" + run().id() + narrowed + "&page=";
  }

  private String said(String parameter) {
    return faces.getExternalContext().getRequestParameterMap().getOrDefault(parameter, "");
  }

  public boolean isActive() {
    return run().status().underWay();
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
