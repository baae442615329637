package tributary.plugin.dynamics.odata;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import tributary.spi.Column;

/**
 * A table, as its rows are asked for.
 *
 * @param label what a person knows it by
 * @param path of its rows, under the service's root
 * @param key names of the columns that identify a row
 * @param columns in the service's order
 * @param preferences what is preferred of every answer, beside the size of pages
 */
public record ODataTable(
    String label,
    String path,
    List<String> key,
    List<ODataColumn> columns,
    List<String> preferences) {
  /**
   * A longer list is left out: then every property comes. Dataverse takes addresses of 32,768
   * characters, but its links to further pages repeat the list and say, twice encoded, where they
   * go on; what stands between often takes less.
   */
  private static final int LONGEST_SELECT = 12_000;

  public ODataTable {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    preferences = List.copyOf(preferences);
  }

  /** Returns the columns as a layout has them. */
  public List<Column> layout() {
    return columns.stream().map(ODataColumn::column).toList();
  }

  Map<String, ODataColumn> byName() {
    Map<String, ODataColumn> byName = new HashMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    return byName;
  }

  public Optional<ODataColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * Returns the query for these columns, with what else is asked for.
   *
   * @param options further options, encoded, such as {@code $filter=…}
   */
  public String query(List<Column> wanted, List<String> options) {
    String list = String.join(",", selected(wanted));
    StringBuilder query = new StringBuilder(path);
    char mark = '?';
    if (!list.isEmpty() && list.length() <= LONGEST_SELECT) {
      query.append("?$select=").append(list);
      mark = '&';
    }
    for (String option : options) {
      query.append(mark).append(option);
      mark = '&';
    }
    return query.toString();
  }

  private Set<String> selected(List<Column> wanted) {
    Map<String, ODataColumn> known = byName();
    Set<String> select = new LinkedHashSet<>();
    key.forEach(name -> select.add(known.get(name).select()));
    for (Column column : wanted) {
      Optional.ofNullable(known.get(column.name())).ifPresent(one -> select.add(one.select()));
    }
    return select;
  }

  /**
   * Returns a short text that is another one when other properties are asked for, or the service
   * says other types of them.
   */
  public String mark(List<Column> wanted) {
    Map<String, ODataColumn> known = byName();
    Set<String> asked = new TreeSet<>(selected(wanted));
    for (Column column : wanted) {
      Optional.ofNullable(known.get(column.name()))
          .ifPresent(one -> asked.add(one.name() + " " + one.type()));
    }
    CRC32 sum = new CRC32();
    sum.update(String.join(",", asked).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }

  /** Encodes what stands in an option's value. */
  public static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
