package tributary.web.imports;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.Between;
import tributary.flow.DataflowQuery.GroupBy;
import tributary.flow.DataflowQuery.Sort;
import tributary.flow.DataflowStatus;
import tributary.flow.RefreshKind;

/**
 * What the Imports list is narrowed to and in which order, as the address says it. An address is
 * whatever somebody typed: what it does not say properly counts as not said.
 */
public class ImportsFilter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many rows a page can have. */
  static final Set<Integer> SIZES = Set.of(10, 20, 50, 100);

  static final int DEFAULT_SIZE = 20;

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "type",
          "status",
          "refresh",
          "createdFrom",
          "createdTo",
          "updatedFrom",
          "updatedTo",
          "refreshedFrom",
          "refreshedTo",
          "group",
          "sort",
          "dir",
          "page",
          "size");
  private static final Set<String> DAYS =
      Set.of(
          "createdFrom", "createdTo", "updatedFrom", "updatedTo", "refreshedFrom", "refreshedTo");
  private static final Set<String> ARRANGEMENT = Set.of("sort", "dir", "group", "size", "page");

  private final LinkedHashMap<String, String> said = new LinkedHashMap<>();

  /** Returns the values by their names in the address; pages write into it. */
  public Map<String, String> getSaid() {
    return said;
  }

  /** Takes over what an address says. */
  void read(Map<String, String> parameters) {
    said.clear();
    parameters.forEach(
        (key, value) -> {
          if (KEYS.contains(key) && value != null) {
            said.put(key, value);
          }
        });
  }

  /** Forgets every filter; order, groups and page size stay. */
  void clear() {
    said.keySet().retainAll(ARRANGEMENT);
  }

  /** Returns whether the list is narrowed at all. */
  public boolean isNarrowed() {
    return said.entrySet().stream()
        .anyMatch(
            entry -> !ARRANGEMENT.contains(entry.getKey()) && !text(entry.getKey()).isBlank());
  }

  /** Returns whether it is narrowed to days. */
  public boolean isDated() {
    return DAYS.stream().anyMatch(key -> !text(key).isBlank());
  }

  Sort sort() {
    return constant(Sort.class, "sort").orElse(Sort.CREATED);
  }

  boolean ascending() {
    return said.containsKey("sort") && !"desc".equals(said.get("dir"));
  }

  Optional<GroupBy> group() {
    return constant(GroupBy.class, "group");
  }

  int size() {
    int size = number("size", DEFAULT_SIZE);
    return SIZES.contains(size) ? size : DEFAULT_SIZE;
  }

  /** Returns the index of the first row of the page. */
  int first() {
    return (int) Math.min((Math.max(1L, number("page", 1)) - 1) * size(), Integer.MAX_VALUE - 200);
  }

  void order(Sort sort, boolean ascending) {
    said.put("sort", sort.name().toLowerCase(Locale.ROOT));
    said.put("dir", ascending ? "asc" : "desc");
  }

  void page(int first, int size) {
    said.put("page", String.valueOf(first / size + 1));
    said.put("size", String.valueOf(size));
  }

  /** Returns the question to the database; days begin at midnight of this zone. */
  DataflowQuery query(int first, int size, ZoneId zone) {
    String connector = text("type");
    return new DataflowQuery(
        text("name").strip(),
        connector.isEmpty() ? Set.of() : Set.of(connector),
        constant(DataflowStatus.class, "status").map(Set::of).orElse(Set.of()),
        constant(RefreshKind.class, "refresh").map(Set::of).orElse(Set.of()),
        between("created", zone),
        between("updated", zone),
        between("refreshed", zone),
        group(),
        sort(),
        ascending(),
        first,
        size);
  }

  /** Returns the address of the list as it stands, relative to the page. */
  String address() {
    String query =
        said.entrySet().stream()
            .filter(entry -> !text(entry.getKey()).isBlank() && !isDefault(entry))
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "imports.xhtml" : "imports.xhtml?" + query;
  }

  private static boolean isDefault(Map.Entry<String, String> entry) {
    return switch (entry.getKey()) {
      case "page" -> entry.getValue().equals("1");
      case "size" -> entry.getValue().equals(String.valueOf(DEFAULT_SIZE));
      default -> false;
    };
  }

  private Between between(String column, ZoneId zone) {
    return new Between(
        day(column + "From").map(day -> day.atStartOfDay(zone).toInstant()),
        day(column + "To").map(day -> endOf(day, zone)));
  }

  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private Optional<LocalDate> day(String key) {
    try {
      return Optional.of(text(key)).filter(day -> !day.isBlank()).map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private <E extends Enum<E>> Optional<E> constant(Class<E> type, String key) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text(key)))
        .findFirst();
  }

  private int number(String key, int otherwise) {
    return text(key).matches("\\d{1,9}") ? Integer.parseInt(text(key)) : otherwise;
  }

  private String text(String key) {
    String value = said.get(key);
    return value == null ? "" : value;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
