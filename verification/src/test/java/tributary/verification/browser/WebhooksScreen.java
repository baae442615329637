package tributary.verification.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Set;

/** The page of a dataflow's webhooks. */
final class WebhooksScreen {
  private final Page page;

  WebhooksScreen(Page page) {
    this.page = page;
  }

  void open(String dataflow) {
    page.navigate("/runs.xhtml?dataflow=" + dataflow);
    page.getByTestId("webhooks").click();
    page.waitForURL(address -> address.contains("/webhooks.xhtml"));
  }

  Locator state() {
    return page.getByTestId("webhooks-state");
  }

  Locator problem() {
    return page.getByTestId("webhooks-problem");
  }

  /** Ticks these groups of events and no others. */
  void tickOnly(String... groups) {
    Set<String> wanted = Set.of(groups);
    for (Locator box : page.locator("input[name=group]").all()) {
      box.setChecked(wanted.contains(box.getAttribute("value")));
    }
  }

  void subscribe() {
    page.getByTestId("subscribe").click();
  }

  void unsubscribe() {
    page.getByTestId("unsubscribe").click();
  }

  void pause() {
    page.getByTestId("pause-webhooks").click();
  }

  void resume() {
    page.getByTestId("resume-webhooks").click();
  }

  /** Of the received, waiting, processed or failed. */
  Locator figure(String name) {
    return page.getByTestId("events-" + name);
  }

  Locator events() {
    return page.getByTestId("events-table");
  }

  void processAgain() {
    page.getByTestId("process-again").first().click();
  }
}
