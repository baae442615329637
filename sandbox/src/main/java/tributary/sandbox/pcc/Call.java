package tributary.sandbox.pcc;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * One question to the API whose parameters have been checked.
 *
 * @param path what stands in the variable parts of the path
 * @param spoilt fields to be written wrongly
 * @param now the sandbox's time
 */
record Call(
    World world,
    Endpoint endpoint,
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> spoilt,
    long now) {
  private static final int USUAL_PAGE = 50;

  /** What stands under a name in the path or the query; null for nothing. */
  String text(String name) {
    return path.getOrDefault(name, query.get(name));
  }

  /** A number that has been checked to be one. */
  int number(String name) {
    return Integer.parseInt(text(name));
  }

  boolean has(String name) {
    return text(name) != null;
  }

  /** Whether a list of words says one, or says nothing and everything is wanted. */
  boolean wants(String name, String word) {
    String words = query.get(name);
    return words == null || List.of(words.split(",")).contains(word);
  }

  /** A moment that has been checked to be one. */
  long moment(String name) {
    return java.time.Instant.parse(text(name)).getEpochSecond();
  }

  /** The facility that is named; a code in the id's place finds none. */
  Facility facility() throws Refusal {
    String id = text("facId");
    Facility facility =
        id.chars().allMatch(Character::isDigit) && id.length() < 10
            ? world.organization().facility(Integer.parseInt(id))
            : null;
    if (facility == null) {
      throw Refusal.notFound("Facility Not Found");
    }
    return facility;
  }

  /** The patient that is named, who must live in the facility if one is named too. */
  Chart chart() throws Refusal {
    String id = text("patientId");
    Chart chart =
        id.chars().allMatch(Character::isDigit) && id.length() < 10
            ? world.chart(Integer.parseInt(id))
            : null;
    if (chart == null) {
      throw Refusal.notFound("Patient Not Found");
    }
    if (has("facId") && facility().id() != chart.facility().id()) {
      throw Refusal.notFound("Patient Not Found");
    }
    return chart;
  }

  Json json() {
    return new Json(spoilt);
  }

  /**
   * Writes the page that is asked for of a list of that many.
   *
   * @param writer writes one of them, given its place from 0
   */
  byte[] page(Json json, int count, IntConsumer writer) {
    int page = query.containsKey("page") ? Integer.parseInt(query.get("page")) : 1;
    int size =
        query.containsKey("pageSize")
            ? Integer.parseInt(query.get("pageSize"))
            : Math.min(USUAL_PAGE, endpoint.largestPage());
    long from = (page - 1L) * size;
    long end = Math.min(count, from + size);
    json.object().array("data");
    for (long i = from; i < end; i++) {
      writer.accept((int) i);
    }
    json.endArray().object("paging");
    json.field("hasMore", from + size < count).field("page", page).field("pageSize", size);
    return json.end().end().bytes();
  }
}
