package tributary.web.imports;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.GroupBy;
import tributary.flow.DataflowQuery.Sort;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowStatus;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.run.RunHistory;
import tributary.tenant.TenantId;
import tributary.web.frame.Progress;

/** The Imports list, one page of it at a time. */
class ImportsTable extends LazyDataModel<ImportRow> {
  private static final long serialVersionUID = 1L;

  private final transient Dataflows dataflows;
  private final transient RunHistory history;
  private final ImportsFilter filter;
  private final String tenant;
  private final ZoneId zone;
  private boolean active;

  ImportsTable(
      Dataflows dataflows, RunHistory history, ImportsFilter filter, TenantId tenant, ZoneId zone) {
    this.dataflows = dataflows;
    this.history = history;
    this.filter = filter;
    this.tenant = tenant.value();
    this.zone = zone;
  }

  /** Returns whether a run of the shown page waits or is under way. */
  boolean anyActive() {
    return active;
  }

  @Override
  public int count(Map<String, FilterMeta> filters) {
    return 0; // The page that load asks for brings the total with it.
  }

  @Override
  public List<ImportRow> load(
      int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
    sorts.values().forEach(this::order);
    Page<DataflowRow> page = page(first, size);
    if (page.items().isEmpty() && page.total() > 0) {
      first = (int) ((page.total() - 1) / size * size);
      page = page(first, size);
    }
    filter.page(first, size);
    setRowCount((int) Math.min(page.total(), Integer.MAX_VALUE));
    recalculateFirst(first, size, getRowCount());
    active = page.items().stream().anyMatch(row -> row.status().active());
    return rows(page, first, size);
  }

  /** Brings the shown rows up to date without moving any. */
  void refresh() {
    List<ImportRow> shown = getWrappedData();
    if (shown == null) {
      return;
    }
    int first = filter.first();
    int size = filter.size();
    Map<String, ImportRow> now =
        rows(page(first, size), first, size).stream()
            .collect(Collectors.toMap(this::getRowKey, Function.identity()));
    List<ImportRow> fresh =
        shown.stream().map(row -> now.getOrDefault(getRowKey(row), row)).toList();
    setWrappedData(fresh);
    active = fresh.stream().anyMatch(ImportRow::active);
  }

  @Override
  public String getRowKey(ImportRow row) {
    return row.flow().name();
  }

  private void order(SortMeta meta) {
    for (Sort sort : Sort.values()) {
      if (meta.isActive() && sort.name().equals(meta.getField())) {
        filter.order(sort, meta.getOrder().isAscending());
      }
    }
  }

  private Page<DataflowRow> page(int first, int size) {
    return dataflows.page(tenant(), filter.query(first, size, zone));
  }

  private List<ImportRow> rows(Page<DataflowRow> page, int first, int size) {
    Optional<GroupBy> groupBy = filter.group();
    DataflowQuery query = filter.query(first, size, zone);
    Map<String, Long> counts =
        groupBy.map(by -> dataflows.groups(tenant(), query, by)).orElse(Map.of());
    return page.items().stream()
        .map(
            row ->
                new ImportRow(
                    row,
                    groupBy.map(by -> group(by, row, counts)).orElse(""),
                    row.status().active() ? progress(row) : null))
        .toList();
  }

  private Progress progress(DataflowRow row) {
    return history.active(tenant(), row.name()).map(Progress::of).orElse(null);
  }

  private TenantId tenant() {
    return new TenantId(tenant);
  }

  private static String group(GroupBy by, DataflowRow row, Map<String, Long> counts) {
    return switch (by) {
      case TYPE -> words(row.connectorName(), counts.get(row.connector()));
      case STATUS -> words(row.status().label(), counts.get(row.status().name()));
      case TABLES ->
          words(
              row.tables() == 1 ? "1 table" : row.tables() + " tables",
              counts.get(String.valueOf(row.tables())));
      case LAST_REFRESH_TYPE -> lastRefresh(row.lastRefresh(), counts);
    };
  }

  private static String lastRefresh(RefreshKind refresh, Map<String, Long> counts) {
    return refresh == null
        ? words("Not refreshed yet", counts.get(""))
        : words(ImportRow.word(refresh), counts.get(refresh.name()));
  }

  private static String words(String label, Long count) {
    return count == null ? label : String.format(Locale.ENGLISH, "%s (%,d)", label, count);
  }

  /** Returns the statuses to filter by. */
  static List<DataflowStatus> statuses() {
    return List.of(DataflowStatus.values());
  }
}
