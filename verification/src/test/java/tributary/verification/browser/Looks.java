package tributary.verification.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps pictures of every page, from a telephone's width to a wall's, and asks axe about each. */
final class Looks {
  private static final Path FOLDER = Path.of("target", "screenshots");

  /** A table is hidden until its script has looked at it. */
  private static final String SETTLED =
      "() => document.readyState === 'complete' && "
          + "[...document.querySelectorAll('.ui-datatable table')]"
          + ".every(table => getComputedStyle(table).visibility === 'visible')";

  /**
   * Resolves once no dialog that is shown has moved for some frames. PrimeFaces centres them again
   * a while after the window has changed, and a click that is under way would miss.
   */
  private static final String STILL =
      """
      () => new Promise(resolve => {
        let before = '';
        let still = 0;
        const look = () => {
          const now = [...document.querySelectorAll('.ui-dialog')]
              .filter(dialog => dialog.offsetWidth > 0)
              .map(dialog => JSON.stringify(dialog.getBoundingClientRect())).join();
          still = now === before ? still + 1 : 0;
          before = now;
          if (now && still < 20) { requestAnimationFrame(look); } else { resolve(); }
        };
        look();
      })
      """;

  /** What axe finds on the page as it stands; only what is asked for is brought over. */
  private static final String GRAVE =
      """
      async () => (await axe.run({resultTypes: ['violations']})).violations
          .filter(rule => ['serious', 'critical'].includes(rule.impact))
          .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help} ${node.html}`))
      """;

  /** A screen that a page is looked at on; axe need not see each. */
  private enum Screen {
    LAPTOP(1280, 800, ColorScheme.LIGHT, true),
    LAPTOP_DARK(1280, 800, ColorScheme.DARK, false),
    TELEPHONE_DARK(360, 740, ColorScheme.DARK, true),
    WALL(2560, 1440, ColorScheme.LIGHT, false);

    private final int width;
    private final int height;
    private final ColorScheme scheme;
    private final boolean axe;

    Screen(int width, int height, ColorScheme scheme, boolean axe) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
      this.axe = axe;
    }

    void on(Page page) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.setViewportSize(width, height);
    }
  }

  private final Page page;
  private final String album;
  private final List<String> problems = new ArrayList<>();
  private int count;

  /**
   * @param album what the pictures' names begin with
   */
  Looks(Page page, String album) {
    this.page = page;
    this.album = album;
  }

  /** Looks at the page as it stands on every screen. */
  void at(String name) {
    count++;
    page.waitForFunction(SETTLED);
    for (Screen screen : Screen.values()) {
      screen.on(page);
      String form = screen.name().toLowerCase().replace('_', '-');
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(FOLDER.resolve("%s-%02d-%s-%s.jpg".formatted(album, count, name, form)))
              .setType(ScreenshotType.JPEG)
              .setQuality(90)
              .setFullPage(true));
      checkWidth(name + " " + form, screen.width);
      if (screen.axe) {
        askAxe(name + " " + form);
      }
    }
    Screen.LAPTOP.on(page);
    page.evaluate(STILL);
  }

  /** Returns what was wrong with any of the pages. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void askAxe(String where) {
    page.evaluate(AxeBuilder.getAxeScript());
    for (Object problem : (List<?>) page.evaluate(GRAVE)) {
      problems.add(where + ": " + problem);
    }
  }

  private void checkWidth(String where, int width) {
    int scroll = (Integer) page.evaluate("() => document.scrollingElement.scrollWidth");
    if (scroll > width) {
      problems.add("%s: is %d pixels wide on a screen of %d".formatted(where, scroll, width));
    }
  }
}
