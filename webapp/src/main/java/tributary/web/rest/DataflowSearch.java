package tributary.web.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.Sort;
import tributary.flow.DataflowStatus;
import tributary.flow.RefreshKind;

/** Reads which dataflows a request's query asks for. */
final class DataflowSearch {
  /** By field; those that end in At may be written without it. */
  private static final Map<String, Sort> SORTS =
      new TreeMap<>(
          Map.of(
              "name", Sort.NAME,
              "connector", Sort.TYPE,
              "status", Sort.STATUS,
              "tables", Sort.TABLES,
              "created", Sort.CREATED,
              "updated", Sort.UPDATED,
              "lastRefresh", Sort.LAST_REFRESH,
              "lastRefreshType", Sort.LAST_REFRESH_TYPE,
              "nextRun", Sort.NEXT_RUN));

  private DataflowSearch() {}

  /**
   * @param sort a field, descending after a minus; null: newest first
   */
  static DataflowQuery of(
      String text,
      List<String> connectors,
      List<String> statuses,
      List<String> refreshes,
      String sort,
      Paging paging) {
    Sorting<Sort> sorting =
        Sorting.of(
            "Dataflows", sort == null ? "" : sort.replaceFirst("At$", ""), Sort.CREATED, SORTS);
    return new DataflowQuery(
        text == null ? "" : text.strip(),
        Chosen.split(connectors),
        Chosen.all("status", DataflowStatus.class, statuses),
        Chosen.all("refresh", RefreshKind.class, refreshes),
        DataflowQuery.Between.ANY,
        DataflowQuery.Between.ANY,
        DataflowQuery.Between.ANY,
        Optional.empty(),
        sorting.by(),
        sorting.ascending(),
        paging.first(),
        paging.size());
  }
}
