package tributary.web.storage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.flow.Page;
import tributary.landing.EntityStorage;
import tributary.landing.Purpose;
import tributary.landing.StorageQuery;
import tributary.landing.StorageQuery.Sort;
import tributary.landing.StorageTotals;
import tributary.storage.Storage;
import tributary.storage.StorageReport;
import tributary.web.frame.Paged;
import tributary.web.security.CurrentUser;

/** What uses how much, and what the next clean-up removes. */
@Named
@RequestScoped
public class StoragePage {
  private static final int SIZE = 20;

  private Storage storage;
  private CurrentUser user;
  private String search = "";
  private String sort = "";
  private int page = 1;
  private Sort column = Sort.TOTAL;
  private boolean ascending;
  private StorageReport report;
  private Paged<EntityStorage> shown = Paged.none();

  /** For the container's proxy. */
  protected StoragePage() {}

  @Inject
  StoragePage(Storage storage, CurrentUser user) {
    this.storage = storage;
    this.user = user;
  }

  /** Loads one page of the list and the sums over it. */
  public void load() {
    boolean descending = sort.isEmpty() || sort.startsWith("-");
    String name = sort.startsWith("-") ? sort.substring(1) : sort;
    Optional<Sort> said =
        Arrays.stream(Sort.values()).filter(s -> s.name().equalsIgnoreCase(name)).findFirst();
    column = said.orElse(Sort.TOTAL);
    ascending = said.isPresent() && !descending;
    shown =
        Paged.load(
            page,
            SIZE,
            (first, size) -> {
              report =
                  storage.report(
                      user.tenant(), new StorageQuery(search, column, ascending, first, size));
              return new Page<>(report.entities(), report.matching());
            });
  }

  public StorageTotals getTotals() {
    return report.totals();
  }

  public Paged<EntityStorage> getShown() {
    return shown;
  }

  public List<StorageReport.Records> getRecords() {
    return report.records();
  }

  public StorageReport.Installation getInstallation() {
    return report.installation();
  }

  public String getRollbackKept() {
    return report.rollbackKept();
  }

  /** Returns the number; null where it is not known. */
  public Long known(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  /** Returns the purpose in words. */
  public String words(Purpose of) {
    return of == Purpose.DATA ? "Data" : "Metadata";
  }

  /** Returns whether the list is narrowed. */
  public boolean isNarrowed() {
    return !search.isBlank();
  }

  /** Returns the address of the list by this column: the largest, or first name, first. */
  public String by(String name) {
    Sort wanted = Sort.valueOf(name);
    boolean up = wanted == Sort.NAME || wanted == Sort.DATAFLOW;
    return address(wanted, wanted == column ? !ascending : up);
  }

  /** Returns how the list is sorted by this column, as screen readers want it; null: not by it. */
  public String sorted(String name) {
    return column != Sort.valueOf(name) ? null : ascending ? "ascending" : "descending";
  }

  /** Returns the address of the list up to the number of the page. */
  public String getBefore() {
    return "storage.xhtml"
        + address(column, ascending).substring("/storage.xhtml".length())
        + "&page=";
  }

  private String address(Sort by, boolean up) {
    return "/storage.xhtml?search=%s&sort=%s%s"
        .formatted(
            URLEncoder.encode(search, StandardCharsets.UTF_8),
            up ? "" : "-",
            by.name().toLowerCase(Locale.ROOT));
  }

  public String getSearch() {
    return search;
  }

  public void setSearch(String search) {
    this.search = search == null ? "" : search;
  }

  public String getSort() {
    return sort;
  }

  public void setSort(String sort) {
    this.sort = sort == null ? "" : sort;
  }

  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = page;
  }
}
