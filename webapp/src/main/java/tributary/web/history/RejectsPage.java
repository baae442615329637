package tributary.web.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import tributary.flow.Dataflows;
import tributary.run.RejectRow;
import tributary.run.RunHistory;
import tributary.run.RunRow;
import tributary.run.TableRunRow;
import tributary.web.frame.PageLoad;
import tributary.web.frame.Paged;
import tributary.web.security.CurrentUser;

/** The rows of a table that a run could not land. */
@Named
@RequestScoped
public class RejectsPage {
  private static final int SIZE = 50;

  private Dataflows dataflows;
  private RunHistory history;
  private CurrentUser user;
  private PageLoad load;
  private String dataflow = "";
  private String id = "";
  private String table = "";
  private int page = 1;
  private String displayName = "";
  private RunRow run;
  private TableRunRow tableRun;
  private Paged<RejectRow> shown = Paged.none();

  /** For the container's proxy. */
  protected RejectsPage() {}

  @Inject
  RejectsPage(Dataflows dataflows, RunHistory history, CurrentUser user, PageLoad load) {
    this.dataflows = dataflows;
    this.history = history;
    this.user = user;
    this.load = load;
  }

  /** Loads one page of the rejects. */
  public void load() {
    load.orErrorPage(
        () -> {
          displayName = dataflows.head(user.tenant(), dataflow).displayName();
          run = history.row(user.tenant(), dataflow, RunAddress.run(id));
          tableRun = history.table(user.tenant(), dataflow, run.id(), RunAddress.table(table));
          shown =
              Paged.load(
                  page,
                  SIZE,
                  (first, size) ->
                      history.rejects(
                          user.tenant(),
                          user.actor(),
                          dataflow,
                          run.id(),
                          tableRun.id(),
                          first,
                          size));
        });
  }

  public String getDisplayName() {
    return displayName;
  }

  public RunRow getRun() {
    return run;
  }

  public TableRunRow getTableRun() {
    return tableRun;
  }

  public Paged<RejectRow> getShown() {
    return shown;
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

  public String getTable() {
    return table;
  }

  public void setTable(String table) {
    this.table = table;
  }

  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = page;
  }
}
