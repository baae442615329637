package tributary.web.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.Sort;
import tributary.flow.DataflowStatus;
import tributary.flow.RefreshKind;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

/** Reads which dataflows a request's query asks for. */
final class DataflowSearch {
  private static final Map<String, Sort> SORTS =
      Map.of(
          "name", Sort.NAME,
          "connector", Sort.TYPE,
          "status", Sort.STATUS,
          "tables", Sort.TABLES,
          "created", Sort.CREATED,
          "updated", Sort.UPDATED,
          "lastRefresh", Sort.LAST_REFRESH,
          "lastRefreshType", Sort.LAST_REFRESH_TYPE,
          "nextRun", Sort.NEXT_RUN);

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
    boolean sorted = sort != null && !sort.isBlank();
    boolean descending = !sorted || sort.startsWith("-");
    return new DataflowQuery(
        text == null ? "" : text.strip(),
        Chosen.split(connectors),
        Chosen.all("status", DataflowStatus.class, statuses),
        Chosen.all("refresh", RefreshKind.class, refreshes),
        DataflowQuery.Between.ANY,
        DataflowQuery.Between.ANY,
        DataflowQuery.Between.ANY,
        Optional.empty(),
        sorted ? sort(sort.substring(descending ? 1 : 0)) : Sort.CREATED,
        !descending,
        paging.first(),
        paging.size());
  }

  private static Sort sort(String field) {
    // createdAt, updatedAt, lastRefreshAt: as the answer names them
    String key = field.endsWith("At") ? field.substring(0, field.length() - 2) : field;
    Sort sort = SORTS.get(key);
    if (sort == null) {
      String known = SORTS.keySet().stream().sorted().collect(Collectors.joining(", "));
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "sort",
                  "NOT_ONE_OF",
                  "Dataflows cannot be sorted by %s. Sort by one of: %s; a minus before it turns the order."
                      .formatted(field, known))));
    }
    return sort;
  }
}
