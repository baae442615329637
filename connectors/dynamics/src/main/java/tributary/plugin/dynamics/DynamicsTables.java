package tributary.plugin.dynamics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tributary.kit.JsonFields;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.ConnectorException;

/**
 * What the service says of itself: its tables, their columns, and who may read them. Thread-safe.
 */
final class DynamicsTables {
  private static final List<String> OF_TABLE =
      List.of(
          "LogicalName",
          "EntitySetName",
          "PrimaryIdAttribute",
          "DisplayName.UserLocalizedLabel.Label",
          "ChangeTrackingEnabled",
          "IsPrivate",
          "Privileges");
  private static final String ASKED_OF_TABLE =
      "LogicalName,EntitySetName,PrimaryIdAttribute,DisplayName,ChangeTrackingEnabled,IsPrivate";
  private static final String NAMED = "EntityDefinitions(LogicalName='%s')";

  /**
   * A layout is asked for just before its plan: it takes three questions, of which few are free.
   */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private final ODataClient client;
  private final Clock clock;
  private final Map<String, Described> described = new ConcurrentHashMap<>();

  /**
   * A table with its columns.
   *
   * @param table as listed
   * @param columns every readable column but files and images
   * @param withFiles these too
   * @param at when the service was asked
   */
  record Described(DynamicsTable table, ODataTable columns, ODataTable withFiles, Instant at) {
    ODataTable rows(boolean files) {
      return files ? withFiles : columns;
    }

    boolean has(String column) {
      return columns.column(column).isPresent();
    }
  }

  DynamicsTables(ODataClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private String under(String path) {
    return client.address().under(path);
  }

  /** Lists the tables that rows can be asked of, by name. */
  List<DynamicsTable> list() throws InterruptedException {
    List<DynamicsTable> tables = new ArrayList<>();
    List<Map<String, String>> all =
        client.fields(
            under("EntityDefinitions?$select=" + ASKED_OF_TABLE + ",Privileges"),
            "value",
            OF_TABLE,
            "the list of tables");
    for (Map<String, String> one : all) {
      table(one).ifPresent(tables::add);
    }
    tables.sort(Comparator.comparing(DynamicsTable::name));
    return tables;
  }

  private Optional<DynamicsTable> table(Map<String, String> said) {
    boolean readable =
        said.containsKey("LogicalName")
            && said.containsKey("EntitySetName")
            && said.containsKey("PrimaryIdAttribute")
            && !"true".equals(said.get("IsPrivate"));
    if (!readable) {
      return Optional.empty();
    }
    String name = said.get("LogicalName");
    return Optional.of(
        new DynamicsTable(
            name,
            said.get("EntitySetName"),
            said.get("PrimaryIdAttribute"),
            said.getOrDefault("DisplayName.UserLocalizedLabel.Label", name),
            "true".equals(said.get("ChangeTrackingEnabled")),
            readPrivilege(said.getOrDefault("Privileges", "[]"))));
  }

  private Optional<String> readPrivilege(String list) {
    return listed(list, List.of("PrivilegeType", "PrivilegeId"), "the privileges").stream()
        .filter(one -> "Read".equals(one.get("PrivilegeType")))
        .map(one -> one.getOrDefault("PrivilegeId", ""))
        .findFirst();
  }

  private List<Map<String, String>> listed(String list, List<String> fields, String what) {
    try {
      return JsonFields.of(
          new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)), "", fields);
    } catch (IOException e) {
      throw new ConnectorException(
          ODataError.METADATA_BROKEN,
          "What Dynamics 365 says of " + what + " is not understood.",
          e);
    }
  }

  /** Returns the user who is signed in. */
  String whoAmI() throws InterruptedException {
    List<Map<String, String>> me =
        client.fields(under("WhoAmI"), "", List.of("UserId"), "who is signed in");
    String id = me.isEmpty() ? "" : me.get(0).getOrDefault("UserId", "");
    if (!id.matches("[0-9a-fA-F-]{36}")) {
      throw client.refusals().notTheService();
    }
    return id;
  }

  /** Returns the privileges of who is signed in; empty where the service does not tell them. */
  Optional<Set<String>> privileges() throws InterruptedException {
    try {
      Set<String> privileges = new HashSet<>();
      client
          .fields(
              under(
                  "systemusers(" + whoAmI() + ")/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()"),
              "RolePrivileges",
              List.of("PrivilegeId"),
              "the privileges")
          .forEach(one -> privileges.add(one.getOrDefault("PrivilegeId", "")));
      return Optional.of(privileges);
    } catch (ConnectorException e) {
      if (ODataError.TABLE_FORBIDDEN.is(e) || ODataError.REQUEST_REFUSED.is(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns a table with its columns, as they were when it was first asked for. */
  Described described(String name) throws InterruptedException {
    Described known = described.get(name);
    return known != null ? known : refreshed(name);
  }

  /** Returns a table with its columns, as they are now or were just now. */
  Described recent(String name) throws InterruptedException {
    Described known = described.get(name);
    return known != null && known.at().plus(JUST_NOW).isAfter(clock.instant())
        ? known
        : refreshed(name);
  }

  /** Returns a table with its columns, as they are now. */
  Described refreshed(String name) throws InterruptedException {
    Instant asked = clock.instant();
    String what = "the table “" + name + "”";
    String named = NAMED.formatted(name);
    Map<String, String> said =
        client
            .fields(
                under(
                    named
                        + "?$select="
                        + ASKED_OF_TABLE
                        + "&$expand=Attributes($select="
                        + String.join(",", DynamicsColumns.ASKED)
                        + ")"),
                "",
                Stream.concat(OF_TABLE.stream(), Stream.of("Attributes")).toList(),
                what)
            .get(0);
    DynamicsTable table = table(said).orElseThrow(() -> unknown(name));
    DynamicsColumns columns =
        new DynamicsColumns(
            table,
            listed(said.getOrDefault("Attributes", "[]"), DynamicsColumns.FIELDS, what),
            byName(named, "LookupAttributeMetadata", "Targets", "Targets", what),
            byName(
                named,
                "DateTimeAttributeMetadata",
                "DateTimeBehavior",
                "DateTimeBehavior.Value",
                what));
    Described fresh = new Described(table, columns.table(false), columns.table(true), asked);
    described.put(name, fresh);
    return fresh;
  }

  private Map<String, String> byName(
      String named, String type, String select, String field, String what)
      throws InterruptedException {
    Map<String, String> byName = new HashMap<>();
    client
        .fields(
            under(
                named
                    + "/Attributes/Microsoft.Dynamics.CRM."
                    + type
                    + "?$select=LogicalName,"
                    + select),
            "value",
            List.of("LogicalName", field),
            what)
        .forEach(
            one -> byName.put(one.getOrDefault("LogicalName", ""), one.getOrDefault(field, "")));
    return byName;
  }

  static ConnectorException unknown(String name) {
    return new ConnectorException(
        ODataError.TABLE_UNKNOWN,
        "Dynamics 365 has no table “"
            + name
            + "” any more. Take it out of the dataflow, or restore it there.",
        null);
  }

  /** Returns about how many rows a table has, as of the last day; empty where nobody knows. */
  Optional<Long> count(DynamicsTable table) throws InterruptedException {
    try {
      return client
          .fields(
              under(
                  "RetrieveTotalRecordCount(EntityNames=@t)?@t="
                      + ODataTable.encoded("[\"" + table.name() + "\"]")),
              "",
              List.of("EntityRecordCountCollection.Values"),
              "the number of rows")
          .stream()
          .map(one -> one.getOrDefault("EntityRecordCountCollection.Values", ""))
          .map(list -> list.replaceAll("[\\[\\]\\s]", ""))
          .filter(number -> number.matches("\\d{1,18}"))
          .map(Long::valueOf)
          .findFirst();
    } catch (ConnectorException e) {
      boolean untold =
          ODataError.REQUEST_REFUSED.is(e)
              || ODataError.TABLE_FORBIDDEN.is(e)
              || ODataError.TABLE_UNKNOWN.is(e);
      if (untold) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the first or last moment at which a row of this table was created. */
  Optional<String> created(DynamicsTable table, boolean last) throws InterruptedException {
    String order = last ? "createdon%20desc" : "createdon%20asc";
    return client
        .fields(
            under(
                table.set()
                    + "?$select=createdon&$filter=createdon%20ne%20null&$orderby="
                    + order
                    + "&$top=1"),
            "value",
            List.of("createdon"),
            "“" + table.label() + "”")
        .stream()
        .map(one -> one.getOrDefault("createdon", ""))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }
}
