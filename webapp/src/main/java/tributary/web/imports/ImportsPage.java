package tributary.web.imports;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowStatus;
import tributary.flow.Dataflows;
import tributary.plugin.ConnectorCard;
import tributary.plugin.ConnectorCatalogue;
import tributary.run.RunHistory;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.schedule.Schedules;
import tributary.web.frame.PersonZone;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Dataflow > Imports: all dataflows, and what can be done with each. */
@Named
@ViewScoped
@SuppressWarnings("serial") // the container's proxies are serialisable
public class ImportsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  private Dataflows dataflows;
  private RunHistory history;
  private Runs runs;
  private Schedules schedules;
  private ConnectorCatalogue catalogue;
  private CurrentUser user;
  private PersonZone zone;
  private FacesContext faces;
  private ScreenMessages messages;
  private final ImportsFilter filter = new ImportsFilter();
  private transient ImportsTable table;

  /** For the container's proxy. */
  protected ImportsPage() {}

  @Inject
  ImportsPage(
      Dataflows dataflows,
      RunHistory history,
      Runs runs,
      Schedules schedules,
      ConnectorCatalogue catalogue,
      CurrentUser user,
      PersonZone zone,
      FacesContext faces,
      ScreenMessages messages) {
    this.dataflows = dataflows;
    this.history = history;
    this.runs = runs;
    this.schedules = schedules;
    this.catalogue = catalogue;
    this.user = user;
    this.zone = zone;
    this.faces = faces;
    this.messages = messages;
  }

  /** Takes the filters, the order and the page from the address. */
  public void load() {
    filter.read(faces.getExternalContext().getRequestParameterMap());
  }

  /** Queues a run. */
  public void run(String dataflow) {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          runs.start(user.tenant(), user.actor(), dataflow, Optional.empty(), RunTrigger.PERSON);
          messages.good(
              dataflow + " is queued.", "Run history", "/runs.xhtml?dataflow=" + dataflow);
        });
    refresh();
  }

  /** Asks the dataflow's active run to stop. */
  public void cancel(String dataflow) {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          history
              .active(user.tenant(), dataflow)
              .ifPresent(run -> runs.cancel(user.tenant(), user.actor(), dataflow, run.id()));
          messages.good("The run of " + dataflow + " is being cancelled.");
        });
    refresh();
  }

  /** Lets the dataflow's schedule start nothing any more. */
  public void pause(String dataflow) {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          schedules.pause(user.tenant(), user.actor(), dataflow);
          messages.good("The schedule of " + dataflow + " is paused.");
        });
    refresh();
  }

  /** Lets the dataflow's schedule start runs again. */
  public void resume(String dataflow) {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          schedules.resume(user.tenant(), user.actor(), dataflow);
          messages.good("The schedule of " + dataflow + " starts runs again.");
        });
    refresh();
  }

  /** Brings the shown rows up to date, each where it stands. */
  public void refresh() {
    getTable().refresh();
  }

  /** Shows all dataflows again. */
  public void clearFilter() {
    filter.clear();
  }

  /** Shows the filtered list from its first page. */
  public void narrow() {
    filter.page(0, filter.size());
  }

  public ImportsFilter getFilter() {
    return filter;
  }

  /** Returns the list; made anew for a page that was read back from disk. */
  public ImportsTable getTable() {
    if (table == null) {
      table = new ImportsTable(dataflows, history, filter, user.tenant(), zone.zone());
    }
    return table;
  }

  /** Returns the order of the list for the table's header. */
  public SortMeta getSort() {
    SortOrder order = filter.ascending() ? SortOrder.ASCENDING : SortOrder.DESCENDING;
    return SortMeta.builder()
        .field(filter.sort().name())
        .order(order)
        .priority(Integer.MAX_VALUE)
        .build();
  }

  public int getFirst() {
    return filter.first();
  }

  public int getSize() {
    return filter.size();
  }

  public boolean isGrouped() {
    return filter.group().isPresent();
  }

  public boolean isActive() {
    return table != null && table.anyActive();
  }

  public String getAddress() {
    return filter.address();
  }

  /** Returns the connectors to filter by. */
  public List<ConnectorCard> getConnectors() {
    return catalogue.cards();
  }

  public List<DataflowStatus> getStatuses() {
    return ImportsTable.statuses();
  }
}
