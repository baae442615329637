package tributary.verification.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A dataflow's run history, one run of it, and its rejects. */
final class RunScreens {
  private final Page page;

  RunScreens(Page page) {
    this.page = page;
  }

  void openHistory(String dataflow) {
    page.navigate("/runs.xhtml?dataflow=" + dataflow);
  }

  Locator history() {
    return page.getByTestId("runs-table");
  }

  Locator run(int number) {
    return page.getByTestId("run-" + number);
  }

  void startRun() {
    page.getByTestId("run").click();
  }

  /** Cancels a run that is under way. */
  void cancel(int number) {
    run(number).getByTestId("cancel-run").click();
  }

  /** How many runs the history shows. */
  int shown() {
    return history().locator("tbody tr").count();
  }

  /** Shows only runs that began for this reason; empty for all. */
  void narrowTo(String trigger) {
    page.getByTestId("runs-trigger").selectOption(trigger);
    page.waitForURL(address -> address.contains("trigger=") != trigger.isEmpty());
  }

  void askRollback() {
    page.getByTestId("rollback").click();
  }

  Locator rollbackDialog() {
    return page.getByTestId("rollback-dialog");
  }

  void confirmRollback() {
    page.getByTestId("rollback-do").click();
  }

  void open(int number) {
    run(number).locator("a").first().click();
  }

  Locator description() {
    return page.getByTestId("run-description");
  }

  Locator runRejected() {
    return page.getByTestId("run-rejected");
  }

  /** What a run reads again. */
  Locator again() {
    return page.getByTestId("run-of");
  }

  Locator rowsRead() {
    return page.getByTestId("rows-read");
  }

  Locator rowsWritten() {
    return page.getByTestId("rows-written");
  }

  Locator rowsRejected() {
    return page.getByTestId("rows-rejected");
  }

  Locator table(String entityName) {
    return page.getByTestId("table-run-" + entityName);
  }

  void openRejects(String entityName) {
    page.getByTestId("rejects-" + entityName).click();
  }

  Locator rejects() {
    return page.getByTestId("rejects-table");
  }

  Locator downloadRejects() {
    return page.getByTestId("download-rejects");
  }
}
