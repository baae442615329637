package tributary.sandbox.dataverse;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
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

/** The service's metadata as rows: tables, their columns, and the relationships between them. */
final class Definitions {
  static final Set<String> OF_TABLE =
      Set.of(
          "MetadataId",
          "LogicalName",
          "SchemaName",
          "EntitySetName",
          "LogicalCollectionName",
          "PrimaryIdAttribute",
          "PrimaryNameAttribute",
          "ObjectTypeCode",
          "DisplayName",
          "DisplayCollectionName",
          "ChangeTrackingEnabled",
          "IsPrivate",
          "IsIntersect",
          "IsCustomEntity",
          "Privileges");
  static final Set<String> OF_COLUMN =
      Set.of(
          "MetadataId",
          "LogicalName",
          "SchemaName",
          "AttributeType",
          "AttributeTypeName",
          "AttributeOf",
          "IsValidForRead",
          "IsPrimaryId",
          "DisplayName");
  private static final Pattern ONE =
      Pattern.compile("/EntityDefinitions\\(LogicalName='([a-z0-9_]+)'\\)(/Attributes)?(/.*)?");
  private static final String CAST = "/Microsoft.Dynamics.CRM.";
  private static final String RELATIONS =
      "/RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata";
  private static final String TIES =
      "/RelationshipDefinitions/Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata";
  private static final List<String> PRIVILEGES = List.of("Create", "Read", "Write", "Delete");
  private static final int ENGLISH = 1033;
  private static final List<String> OF_ONE_TO_MANY =
      List.of(
          "SchemaName",
          "ReferencedEntity",
          "ReferencedAttribute",
          "ReferencingEntity",
          "ReferencingAttribute",
          "RelationshipType",
          "MetadataId");
  private static final List<String> OF_MANY_TO_MANY =
      List.of(
          "SchemaName",
          "Entity1LogicalName",
          "Entity1IntersectAttribute",
          "Entity2LogicalName",
          "Entity2IntersectAttribute",
          "IntersectEntityName",
          "RelationshipType",
          "MetadataId");

  private final World world;
  private final String base;

  Definitions(World world, String base) {
    this.world = world;
    this.base = base;
  }

  /** Answers, where the path asks for metadata. */
  Optional<Reply> answer(String path, Map<String, String> options) throws Refusal {
    if (path.equals("/EntityDefinitions")) {
      return Optional.of(tables(options));
    }
    if (path.equals(RELATIONS)) {
      return Optional.of(relations(options));
    }
    if (path.equals(TIES)) {
      return Optional.of(ties(options));
    }
    Matcher one = ONE.matcher(path);
    if (!one.matches()) {
      return new MetadataQuery(world, base).answer(path, options);
    }
    Table table = world.tables().get(one.group(1));
    if (table == null) {
      throw new Refusal(
          404,
          "0x80060888",
          "Could not find an entity with name "
              + one.group(1)
              + " and id 00000000-0000-0000-0000-000000000000.");
    }
    if (one.group(2) == null) {
      return Optional.of(table(table, options));
    }
    return Optional.of(columns(table, Optional.ofNullable(one.group(3)).orElse(""), options));
  }

  private Reply tables(Map<String, String> options) throws Refusal {
    refuseOthers(options, "$select");
    Set<String> wanted = selected(options.get("$select"), OF_TABLE, "EntityMetadata");
    Collection<Table> tables = world.tables().values();
    return list(
        "EntityDefinitions",
        json -> {
          for (Table table : tables) {
            json.writeStartObject();
            describe(json, table, wanted);
            json.writeEndObject();
          }
        });
  }

  private Reply table(Table table, Map<String, String> options) throws Refusal {
    refuseOthers(options, "$select", "$expand");
    Set<String> wanted = selected(options.get("$select"), OF_TABLE, "EntityMetadata");
    Optional<Set<String>> columns = expanded(options.get("$expand"));
    return Reply.json(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField(
                  "@odata.context", base + "/$metadata#EntityDefinitions/$entity");
              describe(json, table, wanted);
              if (columns.isPresent()) {
                json.writeArrayFieldStart("Attributes");
                for (Attribute column : table.attributes()) {
                  describe(json, table, column, columns.get(), false);
                }
                json.writeEndArray();
              }
              json.writeEndObject();
            }));
  }

  private static Optional<Set<String>> expanded(String expand) throws Refusal {
    if (expand == null) {
      return Optional.empty();
    }
    Matcher attributes =
        Pattern.compile("Attributes(?:\\(\\$select=([A-Za-z,]+)\\))?").matcher(expand);
    if (!attributes.matches()) {
      throw new Refusal(400, "0x0", "The $expand of EntityMetadata is not supported: " + expand);
    }
    return Optional.of(selected(attributes.group(1), OF_COLUMN, "AttributeMetadata"));
  }

  private Reply columns(Table table, String rest, Map<String, String> options) throws Refusal {
    refuseOthers(options, "$select");
    boolean cast = rest.startsWith(CAST);
    if (!rest.isEmpty() && !cast) {
      throw new Refusal(404, "0x8006088a", "Resource not found for the segment '" + rest + "'.");
    }
    String type = cast ? rest.substring(CAST.length()) : "";
    Set<String> more =
        switch (type) {
          case "LookupAttributeMetadata" -> Set.of("Targets");
          case "DateTimeAttributeMetadata" -> Set.of("DateTimeBehavior", "Format");
          case "" -> Set.<String>of();
          default ->
              throw new Refusal(
                  501, "0x80060888", "The type " + type + " is not served by this stand-in.");
        };
    Set<String> known = new TreeSet<>(OF_COLUMN);
    known.addAll(more);
    Set<String> wanted = selected(options.get("$select"), known, type);
    Predicate<Kind> fits =
        switch (type) {
          case "LookupAttributeMetadata" -> Kind::isLookup;
          case "DateTimeAttributeMetadata" -> Kind::isDateTime;
          default -> kind -> true;
        };
    return list(
        "EntityDefinitions('" + table.name() + "')/Attributes",
        json -> {
          for (Attribute column : table.attributes()) {
            if (fits.test(column.kind())) {
              describe(json, table, column, wanted, true);
            }
          }
        });
  }

  private Reply relations(Map<String, String> options) throws Refusal {
    refuseOthers(options, "$select");
    Set<String> wanted =
        selected(
            options.get("$select"), new TreeSet<>(OF_ONE_TO_MANY), "OneToManyRelationshipMetadata");
    return list(
        "RelationshipDefinitions",
        json -> {
          for (Table table : world.tables().values()) {
            for (Attribute column : table.attributes()) {
              for (String target :
                  column.kind().isLookup() ? column.targets() : List.<String>of()) {
                String name = target + "_" + table.name() + "_" + column.name();
                relation(
                    json,
                    wanted,
                    OF_ONE_TO_MANY,
                    List.of(
                        name,
                        target,
                        Table.keyOf(target),
                        table.name(),
                        column.name(),
                        "OneToManyRelationship",
                        Table.metadataId(name).toString()));
              }
            }
          }
        });
  }

  private Reply ties(Map<String, String> options) throws Refusal {
    refuseOthers(options, "$select");
    Set<String> wanted =
        selected(
            options.get("$select"),
            new TreeSet<>(OF_MANY_TO_MANY),
            "ManyToManyRelationshipMetadata");
    return list(
        "RelationshipDefinitions",
        json -> {
          for (Table table : world.tables().values()) {
            List<Attribute> ties = table.ties();
            if (ties.size() == 2) {
              String name = table.name() + "_association";
              relation(
                  json,
                  wanted,
                  OF_MANY_TO_MANY,
                  List.of(
                      name,
                      ties.get(0).targets().get(0),
                      ties.get(0).name(),
                      ties.get(1).targets().get(0),
                      ties.get(1).name(),
                      table.name(),
                      "ManyToManyRelationship",
                      Table.metadataId(name).toString()));
            }
          }
        });
  }

  private static void relation(
      JsonGenerator json, Set<String> wanted, List<String> known, List<String> values)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < known.size(); i++) {
      if (wanted.contains(known.get(i))) {
        json.writeStringField(known.get(i), values.get(i));
      }
    }
    json.writeEndObject();
  }

  private Reply list(String context, Json.Document elements) {
    return Reply.json(
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("@odata.context", base + "/$metadata#" + context);
              json.writeArrayFieldStart("value");
              elements.write(json);
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private static void refuseOthers(Map<String, String> options, String... served) throws Refusal {
    for (String name : options.keySet()) {
      if (!Arrays.asList(served).contains(name)) {
        throw new Refusal(
            501, "0x80060888", "The option " + name + " is not served by this stand-in.");
      }
    }
  }

  private static Set<String> selected(String select, Set<String> known, String type)
      throws Refusal {
    if (select == null) {
      return known;
    }
    Set<String> wanted = new TreeSet<>();
    for (String name : select.split(",")) {
      if (!known.contains(name)) {
        throw new Refusal(
            400,
            "0x0",
            "Could not find a property named '"
                + name
                + "' on type 'Microsoft.Dynamics.CRM."
                + type
                + "'.");
      }
      wanted.add(name);
    }
    return wanted;
  }

  static void describe(JsonGenerator json, Table table, Set<String> wanted) throws IOException {
    Set<String> names = new TreeSet<>(wanted);
    names.add("MetadataId");
    for (String name : names) {
      switch (name) {
        case "MetadataId" -> json.writeStringField(name, Table.metadataId(table.name()).toString());
        case "LogicalName" -> json.writeStringField(name, table.name());
        case "SchemaName" -> json.writeStringField(name, capital(table.name()));
        case "EntitySetName", "LogicalCollectionName" -> json.writeStringField(name, table.set());
        case "PrimaryIdAttribute" -> json.writeStringField(name, table.key());
        case "PrimaryNameAttribute" ->
            json.writeStringField(name, table.primaryName().isEmpty() ? null : table.primaryName());
        case "IsIntersect" -> json.writeBooleanField(name, !table.ties().isEmpty());
        case "ObjectTypeCode" -> json.writeNumberField(name, table.number());
        case "DisplayName", "DisplayCollectionName" -> label(json, name, table.displayName());
        case "ChangeTrackingEnabled" -> json.writeBooleanField(name, table.tracked());
        case "IsCustomEntity" -> json.writeBooleanField(name, table.name().startsWith("tr_"));
        case "Privileges" -> privileges(json, table);
        default -> json.writeBooleanField(name, false);
      }
    }
  }

  private static void privileges(JsonGenerator json, Table table) throws IOException {
    json.writeArrayFieldStart("Privileges");
    // who may read the two rows that are tied may read the tie
    for (String type : table.ties().isEmpty() ? PRIVILEGES : List.<String>of()) {
      json.writeStartObject();
      json.writeStringField("Name", "prv" + type + table.name());
      json.writeStringField("PrivilegeType", type);
      json.writeStringField(
          "PrivilegeId", Table.metadataId("prv" + type + " " + table.name()).toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void describe(
      JsonGenerator json, Table table, Attribute column, Set<String> wanted, boolean withType)
      throws IOException {
    json.writeStartObject();
    if (withType) {
      json.writeStringField(
          "@odata.type", "#Microsoft.Dynamics.CRM." + column.kind().type() + "AttributeMetadata");
    }
    write(json, table, column, wanted);
    json.writeEndObject();
  }

  /** Writes what is wanted of a column, as far as columns of its kind have it. */
  static void write(JsonGenerator json, Table table, Attribute column, Set<String> wanted)
      throws IOException {
    Kind kind = column.kind();
    Set<String> names = new TreeSet<>(wanted);
    names.add("MetadataId");
    for (String name : names) {
      switch (name) {
        case "MetadataId" ->
            json.writeStringField(
                name, Table.metadataId(table.name() + "." + column.name()).toString());
        case "LogicalName" -> json.writeStringField(name, column.name());
        case "SchemaName" -> json.writeStringField(name, capital(column.name()));
        case "AttributeType" -> json.writeStringField(name, kind.type());
        case "AttributeTypeName" -> {
          json.writeObjectFieldStart(name);
          json.writeStringField("Value", kind.typeName());
          json.writeEndObject();
        }
        case "AttributeOf" ->
            json.writeStringField(
                name,
                kind == Kind.LABEL
                    ? column.name().substring(0, column.name().length() - "name".length())
                    : null);
        case "IsValidForRead" -> json.writeBooleanField(name, true);
        case "IsPrimaryId" -> json.writeBooleanField(name, kind == Kind.KEY);
        case "DisplayName" -> label(json, name, column.displayName());
        case "Targets" -> {
          if (!kind.isLookup()) {
            continue;
          }
          String[] targets = column.targets().toArray(String[]::new);
          json.writeFieldName(name);
          json.writeArray(targets, 0, targets.length);
        }
        case "DateTimeBehavior" -> {
          if (!kind.isDateTime()) {
            continue;
          }
          json.writeObjectFieldStart(name);
          json.writeStringField("Value", behaviour(kind));
          json.writeEndObject();
        }
        case "OptionSet" -> options(json, column);
        default -> json.writeStringField(name, kind == Kind.DAY ? "DateOnly" : "DateAndTime");
      }
    }
  }

  private static void options(JsonGenerator json, Attribute column) throws IOException {
    if (column.kind() == Kind.FLAG) {
      json.writeObjectFieldStart("OptionSet");
      json.writeFieldName("TrueOption");
      option(json, 1, "Yes");
      json.writeFieldName("FalseOption");
      option(json, 0, "No");
      json.writeEndObject();
    } else if (column.kind().hasLabel()) {
      json.writeObjectFieldStart("OptionSet");
      json.writeBooleanField("IsGlobal", false);
      json.writeArrayFieldStart("Options");
      for (Attribute.Choice choice : column.choices()) {
        option(json, choice.value(), choice.label());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void option(JsonGenerator json, int value, String text) throws IOException {
    json.writeStartObject();
    json.writeNumberField("Value", value);
    label(json, "Label", text);
    json.writeEndObject();
  }

  private static String behaviour(Kind kind) {
    return kind == Kind.DAY ? "DateOnly" : kind == Kind.LOCAL ? "TimeZoneIndependent" : "UserLocal";
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static void label(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeArrayFieldStart("LocalizedLabels");
    if (!text.isEmpty()) {
      localized(json, text);
    }
    json.writeEndArray();
    json.writeFieldName("UserLocalizedLabel");
    if (text.isEmpty()) {
      json.writeNull();
    } else {
      localized(json, text);
    }
    json.writeEndObject();
  }

  private static void localized(JsonGenerator json, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("Label", text);
    json.writeNumberField("LanguageCode", ENGLISH);
    json.writeBooleanField("IsManaged", true);
    json.writeEndObject();
  }
}
