package tributary.web.frame;

import java.io.Serializable;

/**
 * A short message at the edge of the page.
 *
 * @param tone good, info, warn or bad; also its style class
 * @param text for the person
 * @param linkText words of the link after it; empty for no link
 * @param link where the link goes, from the application's root; empty for no link
 */
public record Toast(String tone, String text, String linkText, String link)
    implements Serializable {
  /** Returns the symbol's style class. */
  public String icon() {
    return switch (tone) {
      case "good" -> "pi-check-circle";
      case "bad" -> "pi-times-circle";
      case "warn" -> "pi-exclamation-triangle";
      default -> "pi-info-circle";
    };
  }
}
