package tributary.plugin.pcc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One resource of one facility or patient, in one variant; it may have several pages.
 *
 * @param facility of which facility
 * @param patient of which patient
 * @param path after the API's address, without page
 * @param what how a person is told of it: no patient's id
 */
record PccAsk(Optional<Long> facility, Optional<Long> patient, String path, String what) {

  static PccAsk of(
      PccTable table, String organization, PccSplit split, Optional<Long> patient, String variant) {
    String path = table.path().replace("{org}", encoded(organization));
    if (split.facility().isPresent()) {
      path = path.replace("{facId}", split.facility().get().toString());
    }
    if (patient.isPresent()) {
      path = path.replace("{patientId}", patient.get().toString());
    }
    path = path.replace("{variant}", encoded(variant));
    for (Map.Entry<String, String> variable : split.variables().entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", encoded(variable.getValue()));
    }
    if (split.variables().containsKey("since") && table.since().isPresent()) {
      path = appended(path, table.since().get(), split.variables().get("since"));
    }
    String what = table.resource().toLowerCase(java.util.Locale.ROOT);
    return new PccAsk(
        split.facility(),
        patient,
        path,
        split.facilityWords().isEmpty() ? what : what + " of " + split.facilityWords());
  }

  /** Returns the path of one page; of a resource without pages, the path. */
  String page(PccTable table, int page, int size) {
    if (!table.isPaged()) {
      return path;
    }
    return appended(
        appended(path, "page", String.valueOf(page)),
        "pageSize",
        String.valueOf(Math.min(size, table.largestPage())));
  }

  private static String appended(String path, String name, String value) {
    return path + (path.contains("?") ? "&" : "?") + name + "=" + encoded(value);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
