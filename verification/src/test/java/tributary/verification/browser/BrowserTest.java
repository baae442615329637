package tributary.verification.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test in a browser; a class has one session, in which its tests follow each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
  /**
   * A page takes clicks only once it is loaded. PrimeFaces binds its handlers at the page's end,
   * and a click that a test makes before would do nothing; a person is not that quick.
   */
  private static final String HANDS_OFF_UNTIL_READY =
      """
      new MutationObserver((changes, observer) => {
        if (document.documentElement) {
          observer.disconnect();
          const style = document.documentElement.style;
          if (document.readyState !== 'complete') {
            style.pointerEvents = 'none';
            addEventListener('load', () => setTimeout(() => { style.pointerEvents = ''; }));
          }
        }
      }).observe(document, {childList: true});
      """;

  private static RunningProduct product;

  @RegisterExtension
  static final BeforeAllCallback PRODUCT = context -> product = RunningProduct.of(context);

  private final List<String> complaints = new ArrayList<>();
  private Playwright playwright;
  private Browser browser;
  private BrowserContext session;

  /** The one page of the session. */
  Page page;

  /** Pictures and accessibility of the session's pages. */
  Looks looks;

  /** Where the product is, and what it is signed in to with. */
  Ready ready;

  @BeforeAll
  void openBrowser() {
    ready = product.ready();
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(
                            Optional.ofNullable(System.getenv("CHROMIUM"))
                                .orElse("/usr/bin/chromium")))
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    session =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(ready.url())
                .setViewportSize(1280, 800)
                .setTimezoneId("America/New_York")
                .setLocale("en-US")
                .setReducedMotion(ReducedMotion.REDUCE));
    page = session.newPage();
    page.addInitScript(HANDS_OFF_UNTIL_READY);
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    looks = new Looks(page, getClass().getSimpleName().replace("IT", "").toLowerCase());
  }

  /** Signs in; returns the list that is shown then. */
  ImportsScreen signedIn() {
    ImportsScreen imports = new ImportsScreen(page);
    page.navigate("/imports.xhtml");
    new SignInScreen(page).signIn(ready.user(), ready.password());
    PlaywrightAssertions.assertThat(imports.table()).isVisible();
    return imports;
  }

  @AfterEach
  void theConsoleIsQuiet() {
    List<String> heard = List.copyOf(complaints);
    complaints.clear();
    assertThat(heard).as("errors in the browser's console").isEmpty();
  }

  @AfterAll
  void closeBrowser() {
    session.close();
    browser.close();
    playwright.close();
  }
}
