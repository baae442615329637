package tributary.verification.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;

/** The pages that make and change a dataflow. */
final class WizardScreen {
  private final Page page;

  WizardScreen(Page page) {
    this.page = page;
  }

  void next() {
    page.getByTestId("next").click();
  }

  void back() {
    page.getByTestId("back").click();
  }

  Locator name() {
    return page.getByTestId("name");
  }

  Locator nameProblem() {
    return page.getByTestId("name-problem");
  }

  Locator nameSuggestion() {
    return page.getByTestId("name-suggestion");
  }

  Locator connectorSearch() {
    return page.getByTestId("connector-search");
  }

  Locator noConnector() {
    return page.getByTestId("connector-none");
  }

  Locator category(String name) {
    return page.getByTestId("category-" + name);
  }

  Locator connector(String id) {
    return page.getByTestId("connector-" + id);
  }

  Locator displayName() {
    return page.getByTestId("display-name");
  }

  Locator description() {
    return page.getByTestId("description");
  }

  /** The control of a setting. */
  Locator setting(String key) {
    return page.getByTestId("field-" + key).locator("input, select").first();
  }

  /** Chooses the file of a setting. */
  void upload(String key, Path file) {
    page.waitForLoadState();
    page.getByTestId("field-" + key).locator("input[type=file]").setInputFiles(file);
  }

  /** What is said of a setting's file. */
  Locator fileNote(String key) {
    return page.getByTestId("note-" + key);
  }

  Locator settingProblem(String key) {
    return page.getByTestId("problem-" + key);
  }

  Locator problems() {
    return page.getByTestId("problems");
  }

  void openAdvancedSettings() {
    if (page.getByTestId("advanced").getAttribute("open") == null) {
      page.getByTestId("advanced").locator("summary").click();
    }
  }

  void browse(String key) {
    page.getByTestId("browse-" + key).click();
  }

  Locator browsed() {
    return page.getByTestId("browse-options");
  }

  void take(String option) {
    page.getByTestId("take-" + option).click();
  }

  void chooseFolder(String option) {
    page.getByTestId("choose-" + option).click();
  }

  void connect() {
    page.getByTestId("connect").click();
  }

  Locator grid() {
    return page.getByTestId("table-grid");
  }

  /** Chooses from the Action menu: show-all, show-selected, select-all or clear-all. */
  void action(String item) {
    page.getByTestId("action-menu").locator("summary").click();
    page.getByTestId(item).click();
  }

  Locator chosen() {
    return page.locator(".chosen");
  }

  Locator tableSearch() {
    return page.getByTestId("table-search");
  }

  /** A row of the grid, by the file that it is about. */
  Row row(String fileName) {
    return new Row(
        page.getByTestId("table-grid")
            .locator("tbody tr")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.getByText(fileName, new Page.GetByTextOptions().setExact(true)))));
  }

  Locator columns() {
    return page.getByTestId("columns-table");
  }

  void columnsDone() {
    page.getByTestId("columns-done").click();
  }

  Locator advancedFields() {
    return page.getByTestId("advanced-fields");
  }

  Locator misfits() {
    return page.getByTestId("misfits");
  }

  void advancedDone() {
    page.getByTestId("advanced-done").click();
  }

  void save() {
    page.getByTestId("save").click();
  }

  /** One table of the grid. */
  record Row(Locator row) {
    Locator select() {
      return row.locator("[data-testid^=select-]");
    }

    void purpose(String label) {
      row.locator("[data-testid^=purpose-]").selectOption(new SelectOption().setLabel(label));
    }

    Locator entity() {
      return row.locator("input[data-testid^=entity-]");
    }

    Locator entityProblem() {
      return row.locator("[data-testid^=entity-problem-]");
    }

    void takeSuggestion() {
      row.locator("[data-testid^=entity-suggestion-]").click();
    }

    Locator delimiter() {
      return row.locator("[data-testid^=delimiter-]");
    }

    void openColumns() {
      row.locator("[data-testid^=columns-]").click();
    }

    void openAdvanced() {
      row.locator("[data-testid^=advanced-]").click();
    }
  }
}
