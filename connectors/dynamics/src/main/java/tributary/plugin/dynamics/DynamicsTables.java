package tributary.plugin.dynamics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.kit.JsonFields;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.ConnectorException;

/**
 * What the service says of itself: its tables, who may read them, and how large they are.
 * Thread-safe.
 */
final class DynamicsTables {
  private static final List<String> OF_TABLE =
      List.of(
          "LogicalName",
          "EntitySetName",
          "PrimaryIdAttribute",
          "DisplayName",
          "ChangeTrackingEnabled",
          "IsPrivate");
  static final String LABEL = "DisplayName.UserLocalizedLabel.Label";
  private static final String PRIVILEGES = "Privileges";
  private static final String GLOBAL = "Global";
  private static final String THROUGH_TEAMS =
      "RetrieveUsersPrivilegesThroughTeams(ExcludeOrgDisabledPrivileges=@e,"
          + "IncludeSetupUserFiltering=@i)?@e=false&@i=false";
  private static final String KEYS = "EntityRecordCountCollection.Keys";
  private static final String VALUES = "EntityRecordCountCollection.Values";
  private static final int COUNTED_TOGETHER = 100;

  private final ODataClient client;
  private final AskedTogether<Long> counts;

  DynamicsTables(ODataClient client, Clock clock) {
    this.client = client;
    this.counts = new AskedTogether<>(COUNTED_TOGETHER, clock, this::counts);
  }

  private String under(String path) {
    return client.address().under(path);
  }

  /** Returns the properties to ask for, so that a {@link #table} can be made, and one more. */
  static List<String> asked(String further) {
    return Stream.concat(OF_TABLE.stream(), Stream.of(further)).toList();
  }

  /** Returns where an answer says what is asked for. */
  static List<String> told(String further) {
    return asked(further).stream().map(one -> one.equals("DisplayName") ? LABEL : one).toList();
  }

  /** Lists the tables that rows can be asked of, in no order. */
  List<DynamicsTable> list() throws InterruptedException {
    List<DynamicsTable> tables = new ArrayList<>();
    List<Map<String, String>> all =
        client.fields(
            under("EntityDefinitions?$select=" + String.join(",", asked(PRIVILEGES))),
            "value",
            told(PRIVILEGES),
            "the list of tables");
    for (Map<String, String> one : all) {
      table(one).ifPresent(tables::add);
    }
    return tables;
  }

  /** Makes a table of what is said of it; empty where it is none that rows can be asked of. */
  static Optional<DynamicsTable> table(Map<String, String> said) {
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
            said.getOrDefault(LABEL, name),
            "true".equals(said.get("ChangeTrackingEnabled")),
            readPrivilege(said.getOrDefault(PRIVILEGES, "[]"))));
  }

  private static Optional<String> readPrivilege(String list) {
    return listed(list, List.of("PrivilegeType", "PrivilegeId"), "the privileges").stream()
        .filter(one -> "Read".equals(one.get("PrivilegeType")))
        .map(one -> one.getOrDefault("PrivilegeId", ""))
        .findFirst();
  }

  static List<Map<String, String>> listed(String list, List<String> fields, String what) {
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

  /**
   * Returns what who is signed in may read. Of what teams give, the privileges of a user tell only
   * that it is there, not how far it reaches: where that matters, it is asked for by itself.
   */
  ReadRights rights() throws InterruptedException {
    String me = "systemusers(" + whoAmI() + ")/Microsoft.Dynamics.CRM.";
    Map<String, Boolean> whole = new HashMap<>();
    if (!gather(whole, me + "RetrieveUserPrivileges()")) {
      return new ReadRights(Optional.empty());
    }
    if (whole.containsValue(false) && !gather(whole, me + THROUGH_TEAMS)) {
      whole.replaceAll((privilege, all) -> true);
    }
    return new ReadRights(Optional.of(whole));
  }

  /** Returns whether the service told it. */
  private boolean gather(Map<String, Boolean> whole, String path) throws InterruptedException {
    try {
      client
          .fields(under(path), "RolePrivileges", List.of("PrivilegeId", "Depth"), "the privileges")
          .forEach(
              one ->
                  whole.merge(
                      one.getOrDefault("PrivilegeId", ""),
                      one.getOrDefault("Depth", GLOBAL).equals(GLOBAL),
                      Boolean::logicalOr));
      return true;
    } catch (ConnectorException e) {
      if (isUntold(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Returns whether the service keeps to itself what the connector can do without. */
  private static boolean isUntold(ConnectorException e) {
    return ODataError.REQUEST_REFUSED.is(e)
        || ODataError.TABLE_FORBIDDEN.is(e)
        || ODataError.TABLE_UNKNOWN.is(e);
  }

  /** Tells which tables will be asked about, in this order. */
  void expect(Collection<String> names) {
    counts.expect(names);
  }

  /** Returns about how many rows a table has, as of the last day; empty where nobody knows. */
  Optional<Long> count(DynamicsTable table) throws InterruptedException {
    return counts.of(table.name());
  }

  private Map<String, Long> counts(List<String> names) throws InterruptedException {
    try {
      return counted(names);
    } catch (ConnectorException e) {
      if (!isUntold(e)) {
        throw e;
      }
      // one that cannot be counted spoils the answer for all
      return names.size() == 1 ? Map.of() : counts(names.subList(0, 1));
    }
  }

  private Map<String, Long> counted(List<String> names) throws InterruptedException {
    String list = names.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    Map<String, Long> counts = new HashMap<>();
    for (Map<String, String> one :
        client.fields(
            under("RetrieveTotalRecordCount(EntityNames=@t)?@t=" + ODataTable.encoded(list)),
            "",
            List.of(KEYS, VALUES),
            "the number of rows")) {
      String[] tables = elements(one.getOrDefault(KEYS, ""));
      String[] numbers = elements(one.getOrDefault(VALUES, ""));
      for (int i = 0; i < Math.min(tables.length, numbers.length); i++) {
        if (numbers[i].matches("\\d{1,18}")) {
          counts.put(tables[i], Long.valueOf(numbers[i]));
        }
      }
    }
    return counts;
  }

  /** Names and numbers have none of the characters that lists are made of. */
  private static String[] elements(String list) {
    return list.replaceAll("[\\[\\]\\s\"]", "").split(",");
  }

  /** Returns the newest version of a row of this table that is in sight; 0 where none is told. */
  long newestVersion(DynamicsTable table) throws InterruptedException {
    try {
      return client
          .fields(
              under(table.set() + "?$select=versionnumber&$orderby=versionnumber%20desc&$top=1"),
              "value",
              List.of("versionnumber"),
              "“" + table.label() + "”")
          .stream()
          .map(one -> one.getOrDefault("versionnumber", ""))
          .filter(text -> text.matches("\\d{1,18}"))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (ConnectorException e) {
      if (ODataError.REQUEST_REFUSED.is(e)) {
        return 0;
      }
      throw e;
    }
  }
}
