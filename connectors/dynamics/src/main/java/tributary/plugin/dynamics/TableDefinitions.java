package tributary.plugin.dynamics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.ConnectorException;

/**
 * The columns of tables. They are asked for by {@code RetrieveMetadataChanges}: of what the service
 * has, it alone tells of several tables, with what only some kinds of columns have, in one answer.
 * Thread-safe.
 */
final class TableDefinitions {
  /** A condition is up to 250 characters of an address that may have 32,768. */
  private static final int TOGETHER = 50;

  /** More are asked for again: wide tables would take up memory while others are read. */
  private static final int REMEMBERED = 200;

  /** A layout is asked for just before its plan. */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,128}");
  private static final String LIST = "EntityMetadata";
  private static final String ATTRIBUTES = "Attributes";
  private final ODataClient client;
  private final Clock clock;
  private final AskedTogether<Described> answers;
  private final Map<String, Described> described =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Described> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A table with its columns.
   *
   * @param table as listed
   * @param columns every readable column but files and images
   * @param withFiles these too
   * @param at when it was given out
   */
  record Described(DynamicsTable table, ODataTable columns, ODataTable withFiles, Instant at) {
    ODataTable rows(boolean files) {
      return files ? withFiles : columns;
    }

    boolean has(String column) {
      return columns.column(column).isPresent();
    }
  }

  TableDefinitions(ODataClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.answers = new AskedTogether<>(TOGETHER, clock, this::ask);
  }

  /** Tells which tables will be asked about, in this order. */
  void expect(Collection<String> names) {
    answers.expect(names.stream().filter(name -> NAME.matcher(name).matches()).toList());
  }

  /** Returns a table as the connector knows it; asks about it when it does not. */
  Described described(String name) throws InterruptedException {
    Optional<Described> known = known(name);
    return known.isPresent() ? known.get() : refreshed(name);
  }

  /** Returns a table as the connector has known it for a moment only, or knows it now. */
  Described recent(String name) throws InterruptedException {
    Optional<Described> known =
        known(name).filter(one -> one.at().plus(JUST_NOW).isAfter(clock.instant()));
    return known.isPresent() ? known.get() : refreshed(name);
  }

  private Optional<Described> known(String name) {
    synchronized (described) {
      return Optional.ofNullable(described.get(name));
    }
  }

  /** Returns a table as the service describes it now. */
  Described refreshed(String name) throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw unknown(name);
    }
    Described told = answers.of(name).orElseThrow(() -> unknown(name));
    Described fresh =
        new Described(told.table(), told.columns(), told.withFiles(), clock.instant());
    synchronized (described) {
      described.put(name, fresh);
    }
    return fresh;
  }

  private static ConnectorException unknown(String name) {
    return new ConnectorException(
        ODataError.TABLE_UNKNOWN,
        "Dynamics 365 does not know the table “"
            + name
            + "”. If it was deleted there, take the table out of the dataflow.",
        null);
  }

  private Map<String, Described> ask(List<String> names) throws InterruptedException {
    String what =
        names.size() == 1
            ? "the table “" + names.get(0) + "”"
            : "“" + names.get(0) + "” and other tables";
    Map<String, Described> answered = new HashMap<>();
    for (Map<String, String> said :
        client.fields(
            client.address().under(question(names)), LIST, DynamicsTables.told(ATTRIBUTES), what)) {
      DynamicsTables.table(said)
          .ifPresent(
              table -> {
                List<Map<String, String>> attributes =
                    DynamicsTables.listed(
                        said.getOrDefault(ATTRIBUTES, "[]"), DynamicsColumns.FIELDS, what);
                DynamicsColumns columns = new DynamicsColumns(table, attributes);
                answered.put(
                    table.name(),
                    new Described(
                        table, columns.table(false), columns.table(true), clock.instant()));
              });
    }
    return answered;
  }

  private static String question(List<String> names) {
    String conditions =
        names.stream()
            .map(
                name ->
                    "{\"ConditionOperator\":\"Equals\",\"PropertyName\":\"LogicalName\","
                        + "\"Value\":{\"Type\":\"System.String\",\"Value\":\""
                        + name
                        + "\"}}")
            .collect(Collectors.joining(",", "[", "]"));
    String query =
        "{\"Criteria\":{\"FilterOperator\":\"Or\",\"Conditions\":"
            + conditions
            + "},"
            + properties(DynamicsTables.asked(ATTRIBUTES))
            + ",\"AttributeQuery\":{"
            + properties(DynamicsColumns.ASKED)
            + "}}";
    return "RetrieveMetadataChanges(Query=@q)?@q=" + ODataTable.encoded(query);
  }

  private static String properties(List<String> names) {
    return names.stream()
        .collect(
            Collectors.joining(
                "\",\"", "\"Properties\":{\"AllProperties\":false,\"PropertyNames\":[\"", "\"]}"));
  }
}
