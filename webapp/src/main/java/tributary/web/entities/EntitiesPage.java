package tributary.web.entities;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tributary.flow.Page;
import tributary.landing.Entities;
import tributary.landing.EntityRow;
import tributary.landing.Purpose;
import tributary.web.frame.Paged;
import tributary.web.security.CurrentUser;

/** The entities of the tenant. */
@Named
@RequestScoped
public class EntitiesPage {
  private static final int SIZE = 50;

  private Entities entities;
  private CurrentUser user;
  private String search = "";
  private String purpose = "";
  private String sort = "name";
  private int page = 1;
  private Paged<EntityRow> shown = Paged.none();

  /** For the container's proxy. */
  protected EntitiesPage() {}

  @Inject
  EntitiesPage(Entities entities, CurrentUser user) {
    this.entities = entities;
    this.user = user;
  }

  /** Loads what fits the search. */
  public void load() {
    String words = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
    List<EntityRow> matching =
        entities.all(user.tenant()).stream()
            .filter(row -> fits(row, words))
            .filter(row -> purpose.isEmpty() || row.purpose().name().equalsIgnoreCase(purpose))
            .sorted(order())
            .toList();
    shown =
        Paged.load(
            page,
            SIZE,
            (first, size) ->
                new Page<>(matching.stream().skip(first).limit(size).toList(), matching.size()));
  }

  private static boolean fits(EntityRow row, String words) {
    return (row.name() + " " + row.dataflow() + " " + row.fileName())
        .toLowerCase(Locale.ROOT)
        .contains(words);
  }

  private Comparator<EntityRow> order() {
    Comparator<EntityRow> byName = Comparator.comparing(row -> row.name().toLowerCase(Locale.ROOT));
    return switch (sort) {
      case "dataflow" ->
          Comparator.<EntityRow, String>comparing(row -> row.dataflow().toLowerCase(Locale.ROOT))
              .thenComparing(byName);
      case "rows" -> Comparator.comparingLong(EntityRow::rows).reversed().thenComparing(byName);
      case "size" -> Comparator.comparingLong(EntityRow::bytes).reversed().thenComparing(byName);
      case "published" ->
          Comparator.<EntityRow, Boolean>comparing(row -> row.publishedAt().isEmpty())
              .thenComparing(
                  row -> row.publishedAt().orElse(null),
                  Comparator.nullsLast(Comparator.reverseOrder()))
              .thenComparing(byName);
      default -> byName;
    };
  }

  public Paged<EntityRow> getShown() {
    return shown;
  }

  /** Returns the address of the list up to the number of the page. */
  public String getBefore() {
    return "entities.xhtml?search=%s&purpose=%s&sort=%s&page="
        .formatted(encode(search), encode(purpose), encode(sort));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Returns whether the list is narrowed. */
  public boolean isNarrowed() {
    return !search.isBlank() || !purpose.isEmpty();
  }

  /** Returns the purpose in words. */
  public String words(Purpose of) {
    return of == Purpose.DATA ? "Data" : "Metadata";
  }

  public String getSearch() {
    return search;
  }

  public void setSearch(String search) {
    this.search = search == null ? "" : search;
  }

  public String getPurpose() {
    return purpose;
  }

  public void setPurpose(String purpose) {
    this.purpose = purpose == null ? "" : purpose;
  }

  public String getSort() {
    return sort;
  }

  public void setSort(String sort) {
    this.sort = sort == null ? "name" : sort;
  }

  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = page;
  }
}
