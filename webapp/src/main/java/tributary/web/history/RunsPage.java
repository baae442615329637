package tributary.web.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowHead;
import tributary.flow.Dataflows;
import tributary.plugin.ConnectorCatalogue;
import tributary.run.RunHistory;
import tributary.run.RunQuery.Sort;
import tributary.run.RunRow;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.schedule.ScheduleEvent;
import tributary.schedule.ScheduleView;
import tributary.schedule.Schedules;
import tributary.web.frame.PageLoad;
import tributary.web.frame.Paged;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Run history: what became of each run of a dataflow. */
@Named
@RequestScoped
public class RunsPage {
  private static final int SIZE = 20;
  private static final int MOMENTS = 10;

  private Dataflows dataflows;
  private RunHistory history;
  private Runs runs;
  private Schedules schedules;
  private ConnectorCatalogue catalogue;
  private CurrentUser user;
  private PageLoad load;
  private ScreenMessages messages;
  private FacesContext faces;
  private String dataflow = "";
  private int page = 1;
  private String status = "";
  private String trigger = "";
  private String sort = "";
  private RunsFilter filter = RunsFilter.of("", "", "");
  private DataflowHead flow;
  private boolean receivesEvents;
  private ScheduleView schedule;
  private List<ScheduleEvent> moments = List.of();
  private Paged<RunRow> shown = Paged.none();
  private RunChart chart = RunChart.of(List.of());

  /** For the container's proxy. */
  protected RunsPage() {}

  @Inject
  RunsPage(
      Dataflows dataflows,
      RunHistory history,
      Runs runs,
      Schedules schedules,
      ConnectorCatalogue catalogue,
      CurrentUser user,
      PageLoad load,
      ScreenMessages messages,
      FacesContext faces) {
    this.dataflows = dataflows;
    this.history = history;
    this.runs = runs;
    this.schedules = schedules;
    this.catalogue = catalogue;
    this.user = user;
    this.load = load;
    this.messages = messages;
    this.faces = faces;
  }

  /** Loads one page of the history. */
  public void load() {
    load.orErrorPage(
        () -> {
          flow = dataflows.head(user.tenant(), dataflow);
          dataflow = flow.name().value();
          filter = RunsFilter.of(status, trigger, sort);
          shown =
              Paged.load(
                  page,
                  SIZE,
                  (first, size) ->
                      history.runs(user.tenant(), dataflow, filter.query(first, size)));
          schedule = schedules.of(user.tenant(), dataflow).orElse(null);
          moments = schedules.history(user.tenant(), dataflow, 0, MOMENTS).items();
          chart = RunChart.of(newestFirst(shown.items()));
          receivesEvents =
              catalogue.cards().stream()
                  .anyMatch(card -> card.id().equals(flow.connector()) && card.receivesEvents());
        });
  }

  /** Returns whether the connector knows events that its vendor can send. */
  public boolean isReceivesEvents() {
    return receivesEvents;
  }

  private static List<RunRow> newestFirst(List<RunRow> runs) {
    return runs.stream().sorted(Comparator.comparingLong(RunRow::number).reversed()).toList();
  }

  /** Loads the same page of the history again, after something was asked for. */
  public void refresh() {
    load();
  }

  /** Queues a run. */
  public String run() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.start(user.tenant(), user.actor(), dataflow, Optional.empty(), RunTrigger.PERSON);
          messages.good(dataflow + " is queued.");
        });
    return here();
  }

  /** Asks the run that the request names to stop. */
  public String cancel() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.cancel(user.tenant(), user.actor(), dataflow, RunAddress.run(said("run")));
          messages.good("The run is being cancelled.");
        });
    return here();
  }

  private String said(String parameter) {
    return faces.getExternalContext().getRequestParameterMap().getOrDefault(parameter, "");
  }

  /** Lets the schedule start runs again, or none any more, as the request says. */
  public String pause() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          if (Boolean.parseBoolean(said("paused"))) {
            schedules.pause(user.tenant(), user.actor(), dataflow);
            messages.good("The schedule of " + dataflow + " is paused.");
          } else {
            schedules.resume(user.tenant(), user.actor(), dataflow);
            messages.good("The schedule of " + dataflow + " starts runs again.");
          }
        });
    return here();
  }

  private String here() {
    return "/runs.xhtml?faces-redirect=true&dataflow=" + dataflow + filter.parameters();
  }

  /**
   * Returns the address of the list as it stands, without the page, from the application's root.
   */
  public String getAddress() {
    return address(filter);
  }

  /** Returns the address of the list by this column. */
  public String by(String column) {
    return address(filter.by(Sort.valueOf(column)));
  }

  private String address(RunsFilter wanted) {
    return "/runs.xhtml?dataflow=" + dataflow + wanted.parameters();
  }

  /** Returns how the list is sorted by this column, as screen readers want it; null: not by it. */
  public String sorted(String column) {
    return filter.sort() != Sort.valueOf(column)
        ? null
        : filter.ascending() ? "ascending" : "descending";
  }

  public String getOrder() {
    return filter.order();
  }

  public boolean isNarrowed() {
    return filter.narrows();
  }

  /** Returns the reasons to filter by. */
  public RunTrigger[] getTriggers() {
    return RunTrigger.values();
  }

  /** Returns the states to filter by. */
  public RunStatus[] getStatuses() {
    return RunStatus.values();
  }

  public DataflowHead getFlow() {
    return flow;
  }

  /** Returns the schedule; null when there is none. */
  public ScheduleView getSchedule() {
    return schedule;
  }

  /** Returns what became of the schedule's last moments, the latest first. */
  public List<ScheduleEvent> getMoments() {
    return moments;
  }

  public List<RunLine> getRuns() {
    return shown.items().stream().map(RunLine::new).toList();
  }

  public Paged<RunRow> getShown() {
    return shown;
  }

  public RunChart getChart() {
    return chart;
  }

  /** Returns whether a shown run waits or is under way. */
  public boolean isActive() {
    return shown.items().stream().anyMatch(run -> !run.status().ended());
  }

  public String getDataflow() {
    return dataflow;
  }

  public void setDataflow(String dataflow) {
    this.dataflow = dataflow;
  }

  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = status == null ? "" : status;
  }

  public String getTrigger() {
    return trigger;
  }

  public void setTrigger(String trigger) {
    this.trigger = trigger == null ? "" : trigger;
  }

  public String getSort() {
    return sort;
  }

  public void setSort(String sort) {
    this.sort = sort == null ? "" : sort;
  }

  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = page;
  }
}
