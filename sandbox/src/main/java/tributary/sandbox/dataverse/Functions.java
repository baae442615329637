package tributary.sandbox.dataverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions of the service that are known here. */
final class Functions {
  static final UUID ME = Table.metadataId("the application user");

  private static final Pattern PRIVILEGES =
      Pattern.compile(
          "/systemusers\\(([0-9a-f-]{36})\\)/Microsoft\\.Dynamics\\.CRM\\."
              + "(RetrieveUserPrivileges(?:\\(\\))?|RetrieveUsersPrivilegesThroughTeams"
              + "\\(ExcludeOrgDisabledPrivileges=@e,IncludeSetupUserFiltering=@i\\))");
  private static final Pattern COUNT =
      Pattern.compile("/RetrieveTotalRecordCount\\(EntityNames=(.*)\\)");

  private static final Pattern NAME = Pattern.compile("[\"']([a-z0-9_]+)[\"']");

  private final World world;
  private final String base;

  Functions(World world, String base) {
    this.world = world;
    this.base = base;
  }

  /** Answers, where the path names a function. */
  Optional<Reply> answer(String path, Map<String, String> parameters) throws Refusal {
    if (path.equals("/WhoAmI") || path.equals("/WhoAmI()")) {
      return Optional.of(whoAmI());
    }
    Matcher privileges = PRIVILEGES.matcher(path);
    if (privileges.matches()) {
      if (!privileges.group(1).equals(ME.toString())) {
        throw new Refusal(
            404,
            "0x80040217",
            "Entity 'SystemUser' With Id = " + privileges.group(1) + " Does Not Exist");
      }
      return Optional.of(privileges(privileges.group(2).contains("ThroughTeams")));
    }
    Matcher count = COUNT.matcher(path);
    return count.matches() ? Optional.of(counts(count.group(1), parameters)) : Optional.empty();
  }

  private Reply whoAmI() {
    return Reply.json(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField(
                  "@odata.context", base + "/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse");
              json.writeStringField("BusinessUnitId", Table.metadataId("unit").toString());
              json.writeStringField("UserId", ME.toString());
              json.writeStringField("OrganizationId", Table.metadataId("org").toString());
              json.writeEndObject();
            }));
  }

  /** What a team gives stands among the user's own with the least depth, whatever it has. */
  private Reply privileges(boolean ofTeams) {
    return Reply.json(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField(
                  "@odata.context",
                  base
                      + "/$metadata#Microsoft.Dynamics.CRM."
                      + (ofTeams ? "RetrieveUsersPrivilegesThroughTeams" : "RetrieveUserPrivileges")
                      + "Response");
              json.writeArrayFieldStart("RolePrivileges");
              for (Table table : world.tables().values()) {
                boolean team = world.limited(table).orElse(false);
                if (world.mayRead(table) && (team || !ofTeams)) {
                  json.writeStartObject();
                  json.writeStringField(
                      "Depth", ofTeams || world.limited(table).isEmpty() ? "Global" : "Basic");
                  json.writeStringField("PrivilegeId", table.readPrivilege().toString());
                  json.writeStringField("PrivilegeName", "prvRead" + table.name());
                  json.writeEndObject();
                }
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private Reply counts(String argument, Map<String, String> parameters) throws Refusal {
    String list = argument.startsWith("@") ? parameters.getOrDefault(argument, "") : argument;
    List<Table> asked = new ArrayList<>();
    Matcher names = NAME.matcher(list);
    while (names.find()) {
      Table table = world.tables().get(names.group(1));
      if (table == null) {
        throw new Refusal(
            400, "0x80041102", "The entity with a name = '" + names.group(1) + "' was not found.");
      }
      asked.add(table);
    }
    if (asked.isEmpty()) {
      throw new Refusal(400, "0x0", "The parameter EntityNames is missing.");
    }
    String[] keys = asked.stream().map(Table::name).toArray(String[]::new);
    long[] values = asked.stream().mapToLong(table -> world.rows(table).size()).toArray();
    return Reply.json(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("EntityRecordCountCollection");
              json.writeNumberField("Count", keys.length);
              json.writeFieldName("Keys");
              json.writeArray(keys, 0, keys.length);
              json.writeFieldName("Values");
              json.writeArray(values, 0, values.length);
              json.writeEndObject();
              json.writeEndObject();
            }));
  }
}
