package tributary.sandbox.dataverse;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The organization: its tables, its rows, and what may be read of them. Thread-safe. */
final class World {
  private static final long FIRST_CHANGE = 10_000_000_000L;

  private final Clock clock;
  private final Map<String, Rows> rows = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong(FIRST_CHANGE);
  private final Map<String, Boolean> limited = new ConcurrentHashMap<>();
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private volatile Map<String, Table> tables;
  private volatile Values values;
  private volatile Model model;
  private volatile long forgotten;

  World(Map<String, Table> tables, long size, Clock clock) {
    this.clock = clock;
    for (Table table : tables.values()) {
      long own = Math.max(3, size * table.perMille() / 1000);
      rows.put(table.name(), new Rows(own));
    }
    show(tables);
    rows.put(Choices.TABLE.name(), new Rows(values.choices()));
  }

  private void show(Map<String, Table> shown) {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
    values = new Values(tables, rows::get);
    model = new Model(tables.values());
  }

  Map<String, Table> tables() {
    return tables;
  }

  Optional<Table> ofSet(String set) {
    return tables.values().stream().filter(table -> table.set().equals(set)).findFirst();
  }

  Rows rows(Table table) {
    return rows.get(table.name());
  }

  Values values() {
    return values;
  }

  Model model() {
    return model;
  }

  long version() {
    return version.get();
  }

  /** Returns the version before which nobody knows what changed. */
  long forgotten() {
    return forgotten;
  }

  boolean mayRead(Table table) {
    return !forbidden.contains(table.name());
  }

  void forbid(String table) {
    forbidden.add(required(table).name());
  }

  /** Lets only a part of the rows be read; by a team's role, which lets all be read, or not. */
  void limit(String table, boolean team) {
    limited.put(required(table).name(), team);
  }

  /** Returns whether reading is limited, and then whether a team lets everything be read. */
  Optional<Boolean> limited(Table table) {
    return Optional.ofNullable(limited.get(table.name()));
  }

  void allowAll() {
    limited.clear();
    forbidden.clear();
  }

  void forgetChanges() {
    forgotten = version.incrementAndGet();
  }

  synchronized void alter(String table, UnaryOperator<Table> change) {
    Map<String, Table> altered = new LinkedHashMap<>(tables);
    altered.put(table, change.apply(required(table)));
    show(altered);
  }

  synchronized void dropColumn(String table, String column) {
    alter(
        table,
        before ->
            before.with(
                before.attributes().stream()
                    .filter(attribute -> !attribute.name().equals(column))
                    .toList()));
  }

  synchronized void dropTable(String table) {
    Map<String, Table> altered = new LinkedHashMap<>(tables);
    altered.remove(required(table).name());
    show(altered);
  }

  synchronized void addColumns(String table, List<Attribute> columns) {
    alter(
        table,
        before -> {
          List<Attribute> all = new java.util.ArrayList<>(before.attributes());
          all.addAll(columns);
          return before.with(all);
        });
  }

  synchronized void restore(Map<String, Table> original) {
    show(original);
  }

  /** Takes the next version, for a change that is seen later. */
  long takeVersion() {
    return version.incrementAndGet();
  }

  void change(String table, long index, long under) {
    rows(required(table)).change(index, under, clock.instant(), false);
  }

  void change(String table, long index, boolean delete) {
    Rows own = rows(required(table));
    if (index < 0 || index >= own.size()) {
      throw new IllegalArgumentException("There is no row " + index + " of " + table);
    }
    own.change(index, version.incrementAndGet(), clock.instant(), delete);
  }

  void create(String table) {
    rows(required(table)).create(version.incrementAndGet(), clock.instant());
  }

  void arrived(String table, Arrivals how) {
    rows(required(table)).arrived(how);
  }

  private Table required(String name) {
    return Optional.ofNullable(tables.get(name))
        .orElseThrow(() -> new IllegalArgumentException("There is no table " + name));
  }
}
