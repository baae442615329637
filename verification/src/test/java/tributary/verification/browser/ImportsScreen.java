package tributary.verification.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;

/** The list of dataflows and the dialogs that it opens. */
final class ImportsScreen {
  private final Page page;

  ImportsScreen(Page page) {
    this.page = page;
  }

  ImportsScreen open() {
    page.navigate("/imports.xhtml");
    return this;
  }

  Locator table() {
    return page.getByTestId("imports-table");
  }

  Locator dataflow(String name) {
    return page.getByTestId("dataflow-" + name);
  }

  Locator status(String name) {
    return page.getByTestId("status-" + name);
  }

  void filterByName(String text) {
    page.getByTestId("filter-name").fill(text);
  }

  void clearFilters() {
    page.getByTestId("clear-filters").click();
  }

  void groupBy(String label) {
    page.getByTestId("group-by").selectOption(new SelectOption().setLabel(label));
  }

  Locator groups() {
    return page.locator(".ui-rowgroup-header");
  }

  /** Chooses an action of a dataflow's menu: edit, run, cancel, rollback, remove or history. */
  void choose(String action, String dataflow) {
    page.getByTestId("actions-" + dataflow).click();
    page.getByTestId(action + "-" + dataflow).click();
  }

  Locator rollbackDialog() {
    return page.getByTestId("rollback-dialog");
  }

  void confirmRollback() {
    page.getByTestId("rollback-do").click();
  }

  Locator removeDialog() {
    return page.getByTestId("remove-dialog");
  }

  Locator removeConfirmation() {
    return page.getByTestId("remove-typed");
  }

  Locator delete() {
    return page.getByTestId("remove-delete");
  }

  Locator toasts() {
    return page.getByTestId("toasts");
  }
}
