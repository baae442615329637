package tributary.verification.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The list of entities and one entity. */
final class EntityScreens {
  private final Page page;

  EntityScreens(Page page) {
    this.page = page;
  }

  void openList() {
    page.navigate("/entities.xhtml");
  }

  Locator row(String entity) {
    return page.getByTestId("entity-" + entity);
  }

  void open(String entity) {
    row(entity).locator("a").first().click();
  }

  Locator relation() {
    return page.getByTestId("relation");
  }

  Locator rows() {
    return page.getByTestId("entity-rows");
  }

  Locator columns() {
    return page.getByTestId("columns");
  }

  Locator generations() {
    return page.getByTestId("generations");
  }

  void showRows() {
    page.getByTestId("show-rows").click();
  }

  Locator preview() {
    return page.getByTestId("preview");
  }
}
