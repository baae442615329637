package tributary.sandbox.dataverse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question prefers.
 *
 * @param pageSize rows of a page
 * @param labels whether the texts that people see are wanted
 * @param lookups whether the tables that lookups point to are wanted
 * @param track whether changes are to be tracked from here on
 */
record Preferences(int pageSize, boolean labels, boolean lookups, boolean track) {
  private static final int MOST = 5_000;
  private static final Pattern PAGE = Pattern.compile("odata\\.maxpagesize=\"?(\\d{1,9})");
  private static final Pattern ANNOTATIONS =
      Pattern.compile("odata\\.include-annotations=\"([^\"]*)\"");

  static Preferences of(List<String> headers) {
    String all = headers == null ? "" : String.join(",", headers);
    Matcher page = PAGE.matcher(all);
    int size = page.find() ? Integer.parseInt(page.group(1)) : MOST;
    Matcher annotations = ANNOTATIONS.matcher(all);
    String wanted = annotations.find() ? annotations.group(1) : "";
    return new Preferences(
        Math.max(1, Math.min(MOST, size)),
        wanted.contains("*") || wanted.contains("OData.Community.Display.V1.FormattedValue"),
        wanted.contains("*") || wanted.contains("Microsoft.Dynamics.CRM.lookuplogicalname"),
        all.contains("odata.track-changes"));
  }
}
