package tributary.verification.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps a picture of every page, wide and narrow, light and dark, and asks axe about each. */
final class Looks {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final int HEIGHT = 800;

  /** A width in pixels and its name in the picture's. */
  private enum Width {
    WIDE(1280),
    NARROW(360);

    private final int pixels;

    Width(int pixels) {
      this.pixels = pixels;
    }
  }

  private final Page page;
  private final List<String> problems = new ArrayList<>();
  private int count;

  Looks(Page page) {
    this.page = page;
  }

  /** Takes the pictures of the page as it stands and has axe look at it in each form. */
  void at(String name) {
    count++;
    page.waitForLoadState();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (Width width : Width.values()) {
        page.setViewportSize(width.pixels, HEIGHT);
        String form = width.name().toLowerCase() + "-" + scheme.name().toLowerCase();
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve("%02d-%s-%s.png".formatted(count, name, form)))
                .setFullPage(true));
        askAxe(name + " " + form);
        checkWidth(name + " " + form, width);
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(Width.WIDE.pixels, HEIGHT);
  }

  /** Returns what was wrong with any of the pages. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void askAxe(String where) {
    for (Rule violation : new AxeBuilder(page).analyze().getViolations()) {
      if (List.of("serious", "critical").contains(violation.getImpact())) {
        violation
            .getNodes()
            .forEach(
                node ->
                    problems.add(
                        "%s: %s: %s %s"
                            .formatted(
                                where, violation.getId(), violation.getHelp(), node.getHtml())));
      }
    }
  }

  private void checkWidth(String where, Width width) {
    int scroll = (Integer) page.evaluate("() => document.scrollingElement.scrollWidth");
    if (scroll > width.pixels) {
      problems.add(
          "%s: is %d pixels wide on a screen of %d".formatted(where, scroll, width.pixels));
    }
  }
}
