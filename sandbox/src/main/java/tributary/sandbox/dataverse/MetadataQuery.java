package tributary.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.sandbox.dataverse.Attribute.Kind;

/**
 * The function RetrieveMetadataChanges: definitions of several tables, with what only some kinds of
 * columns have. What was not asked for is there as null, as the service writes it.
 */
final class MetadataQuery {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern CALL =
      Pattern.compile("/RetrieveMetadataChanges\\(Query=(@[A-Za-z0-9]+)\\)");
  private static final Set<String> OF_SOME_COLUMNS =
      Set.of("Targets", "DateTimeBehavior", "OptionSet");

  private final World world;
  private final String base;

  MetadataQuery(World world, String base) {
    this.world = world;
    this.base = base;
  }

  /** Answers, where the path names the function. */
  Optional<Reply> answer(String path, Map<String, String> options) throws Refusal {
    Matcher call = CALL.matcher(path);
    if (!call.matches()) {
      return Optional.empty();
    }
    JsonNode query = parsed(options.get(call.group(1)));
    requireOnly(query, "Properties", "Criteria", "AttributeQuery");
    Set<String> known = new TreeSet<>(Definitions.OF_TABLE);
    known.add("Attributes");
    Set<String> wanted = names(query.path("Properties"), known, "EntityMetadata");
    Set<String> ofColumns = new TreeSet<>(Definitions.OF_COLUMN);
    ofColumns.addAll(OF_SOME_COLUMNS);
    JsonNode columns = query.path("AttributeQuery");
    requireOnly(columns, "Properties");
    if (!columns.isMissingNode() && !wanted.contains("Attributes")) {
      throw bad("An AttributeQuery needs Attributes among the Properties.");
    }
    Set<String> wantedOfColumns = names(columns.path("Properties"), ofColumns, "AttributeMetadata");
    Predicate<Table> which = criteria(query.path("Criteria"));
    return Optional.of(
        reply(world.tables().values().stream().filter(which).toList(), wanted, wantedOfColumns));
  }

  private static JsonNode parsed(String text) throws Refusal {
    try {
      JsonNode query = text == null ? null : MAPPER.readTree(text);
      if (query == null || !query.isObject()) {
        throw bad("The parameter Query is missing.");
      }
      return query;
    } catch (JsonProcessingException e) {
      throw bad("The parameter Query is no JSON.");
    }
  }

  private static void requireOnly(JsonNode node, String... served) throws Refusal {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    names.removeAll(Arrays.asList(served));
    if (!names.isEmpty()) {
      throw new Refusal(501, "0x80060888", names + " is not served by this stand-in.");
    }
  }

  private static Set<String> names(JsonNode properties, Set<String> known, String type)
      throws Refusal {
    requireOnly(properties, "AllProperties", "PropertyNames");
    if (properties.path("AllProperties").asBoolean()) {
      return known;
    }
    Set<String> wanted = new TreeSet<>();
    for (JsonNode name : properties.path("PropertyNames")) {
      if (!known.contains(name.asText())) {
        throw bad("The property " + name.asText() + " is not one of " + type + ".");
      }
      wanted.add(name.asText());
    }
    return wanted;
  }

  private static Predicate<Table> criteria(JsonNode criteria) throws Refusal {
    requireOnly(criteria, "FilterOperator", "Conditions");
    boolean any = criteria.path("FilterOperator").asText("And").equals("Or");
    Predicate<Table> which = table -> !any;
    for (JsonNode condition : criteria.path("Conditions")) {
      requireOnly(condition, "ConditionOperator", "PropertyName", "Value");
      JsonNode value = condition.path("Value");
      boolean served =
          condition.path("ConditionOperator").asText().equals("Equals")
              && condition.path("PropertyName").asText().equals("LogicalName")
              && value.path("Type").asText().equals("System.String");
      if (!served) {
        throw new Refusal(501, "0x80060888", "This condition is not served by this stand-in.");
      }
      Predicate<Table> one = table -> table.name().equals(value.path("Value").asText());
      which = any ? which.or(one) : which.and(one);
    }
    return which;
  }

  private Reply reply(Collection<Table> tables, Set<String> wanted, Set<String> wantedOfColumns) {
    return Reply.json(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField(
                  "@odata.context",
                  base + "/$metadata#Microsoft.Dynamics.CRM.RetrieveMetadataChangesResponse");
              json.writeStringField("ServerVersionStamp", world.version() + "!0");
              json.writeNullField("DeletedMetadata");
              json.writeArrayFieldStart("EntityMetadata");
              for (Table table : tables) {
                table(json, table, wanted, wantedOfColumns);
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static void table(
      JsonGenerator json, Table table, Set<String> wanted, Set<String> wantedOfColumns)
      throws IOException {
    json.writeStartObject();
    json.writeNullField("HasChanged");
    nulls(json, Definitions.OF_TABLE, wanted);
    Set<String> plain = new TreeSet<>(wanted);
    plain.remove("Attributes");
    Definitions.describe(json, table, plain);
    json.writeArrayFieldStart("Attributes");
    if (wanted.contains("Attributes")) {
      for (Attribute column : table.attributes()) {
        json.writeStartObject();
        json.writeStringField("@odata.type", type(column.kind()));
        nulls(json, Definitions.OF_COLUMN, wantedOfColumns);
        Definitions.write(json, table, column, wantedOfColumns);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String type(Kind kind) {
    return "#Microsoft.Dynamics.CRM.Complex" + kind.type() + "AttributeMetadata";
  }

  private static void nulls(JsonGenerator json, Set<String> known, Set<String> wanted)
      throws IOException {
    for (String name : known) {
      if (!wanted.contains(name) && !name.equals("MetadataId")) {
        json.writeNullField(name);
      }
    }
  }

  private static Refusal bad(String message) {
    return new Refusal(400, "0x80040203", message);
  }
}
