package tributary.web.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.problem.Refusal;
import tributary.run.RejectRow;
import tributary.run.RunDetail;
import tributary.run.RunHistory;
import tributary.run.RunRow;
import tributary.run.TableRunRow;
import tributary.web.frame.PageLoad;
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
  private Page<RejectRow> shown = new Page<>(List.of(), 0);

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
          displayName = dataflows.dataflow(user.tenant(), dataflow).displayName();
          RunDetail detail = history.run(user.tenant(), dataflow, RunAddress.run(id));
          run = detail.run();
          tableRun =
              detail.tables().stream()
                  .filter(row -> row.id().equals(RunAddress.table(table)))
                  .findFirst()
                  .orElseThrow(
                      () -> Refusal.notFound("TABLE_RUN_NOT_FOUND", "The run has no such table."));
          page = Math.max(1, Math.min(page, 1_000_000));
          shown =
              history.rejects(
                  user.tenant(),
                  user.actor(),
                  dataflow,
                  run.id(),
                  tableRun.id(),
                  (page - 1) * SIZE,
                  SIZE);
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

  public List<RejectRow> getRejects() {
    return shown.items();
  }

  public long getTotal() {
    return shown.total();
  }

  public long getFirst() {
    return (page - 1L) * SIZE + 1;
  }

  public long getLast() {
    return Math.min(shown.total(), (long) page * SIZE);
  }

  public long getPages() {
    return Math.max(1, (shown.total() + SIZE - 1) / SIZE);
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
