package tributary.plugin.dynamics.odata;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tributary.spi.ColumnType;

/**
 * Reads a metadata document as a stream: entity sets, their types, keys and properties. A document
 * that brings a document type, and with it entities, is refused.
 */
final class Csdl {
  private static final String TRACKING = "Org.OData.Capabilities.V1.ChangeTracking";

  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, String> definitions = new HashMap<>();
  private final Set<String> enumerations = new HashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> sets = new LinkedHashMap<>();
  private final Set<String> tracked = new HashSet<>();
  private String namespace = "";
  private Type type;
  private String set;
  private String annotated;
  private boolean tracking;

  /** An entity type, as it is written. */
  private static final class Type {
    private final Optional<String> base;
    private final List<String> key = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    Type(Optional<String> base) {
      this.base = base;
    }
  }

  private Csdl() {}

  /**
   * Reads to the end of the document.
   *
   * @throws XMLStreamException when it is not XML, or brings a document type
   */
  static List<ODataSet> read(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    Csdl csdl = new Csdl();
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    try {
      while (xml.hasNext()) {
        csdl.event(xml, xml.next());
      }
    } finally {
      xml.close();
    }
    return csdl.sets();
  }

  private void event(XMLStreamReader xml, int event) throws XMLStreamException {
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new XMLStreamException("It brings a document type or entities");
    }
    if (event == XMLStreamConstants.START_ELEMENT) {
      start(xml, xml.getLocalName());
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      end(xml.getLocalName());
    }
  }

  private void start(XMLStreamReader xml, String name) {
    switch (name) {
      case "Schema" -> {
        namespace = attribute(xml, "Namespace").orElse("");
        attribute(xml, "Alias").ifPresent(alias -> aliases.put(alias, namespace));
      }
      case "EntityType", "ComplexType" -> {
        type = new Type(attribute(xml, "BaseType"));
        types.put(qualified(xml), type);
      }
      case "EnumType" -> enumerations.add(qualified(xml));
      case "TypeDefinition" ->
          definitions.put(qualified(xml), attribute(xml, "UnderlyingType").orElse("Edm.String"));
      case "PropertyRef" -> {
        if (type != null) {
          type.key.add(attribute(xml, "Name").orElse(""));
        }
      }
      case "Property" -> {
        if (type != null) {
          type.properties.put(
              attribute(xml, "Name").orElse(""), attribute(xml, "Type").orElse("Edm.String"));
        }
      }
      case "EntitySet" -> {
        set = attribute(xml, "Name").orElse("");
        sets.put(set, attribute(xml, "EntityType").orElse(""));
      }
      case "Annotations" -> annotated = lastPart(attribute(xml, "Target").orElse(""));
      case "Annotation" -> tracking = attribute(xml, "Term").filter(TRACKING::equals).isPresent();
      case "PropertyValue" -> supported(xml);
      default -> {
        // says nothing of tables
      }
    }
  }

  private void supported(XMLStreamReader xml) {
    boolean yes =
        tracking
            && "Supported".equals(xml.getAttributeValue(null, "Property"))
            && "true".equals(xml.getAttributeValue(null, "Bool"));
    String about = set != null ? set : annotated;
    if (yes && about != null) {
      tracked.add(about);
    }
  }

  private void end(String name) {
    switch (name) {
      case "EntityType", "ComplexType" -> type = null;
      case "EntitySet" -> set = null;
      case "Annotations" -> annotated = null;
      case "Annotation" -> tracking = false;
      default -> {
        // holds nothing open
      }
    }
  }

  private static Optional<String> attribute(XMLStreamReader xml, String name) {
    return Optional.ofNullable(xml.getAttributeValue(null, name));
  }

  private String qualified(XMLStreamReader xml) {
    return namespace + "." + attribute(xml, "Name").orElse("");
  }

  private static String lastPart(String target) {
    return target.substring(target.lastIndexOf('/') + 1);
  }

  private List<ODataSet> sets() {
    List<ODataSet> all = new ArrayList<>();
    sets.forEach((name, typeName) -> all.add(set(name, typeName)));
    return all;
  }

  private ODataSet set(String name, String typeName) {
    List<String> key = new ArrayList<>();
    Map<String, String> properties = new LinkedHashMap<>();
    gather(typeName, key, properties, new HashSet<>());
    List<ODataColumn> columns = new ArrayList<>();
    properties.forEach(
        (property, type) ->
            column(type)
                .ifPresent(
                    found ->
                        columns.add(
                            new ODataColumn(
                                property, property, property, found, !key.contains(property)))));
    boolean plain =
        key.stream()
            .allMatch(one -> columns.stream().anyMatch(column -> column.name().equals(one)));
    List<String> usable = plain ? key : List.of();
    return new ODataSet(
        new ODataTable(name, name, usable, columns, List.of()),
        tracked.contains(name) && !usable.isEmpty());
  }

  /** What a type inherits comes first. A chain that leads back to itself ends there. */
  private void gather(
      String typeName, List<String> key, Map<String, String> properties, Set<String> seen) {
    Type found = types.get(expanded(typeName));
    if (found == null || !seen.add(expanded(typeName))) {
      return;
    }
    found.base.ifPresent(base -> gather(base, key, properties, seen));
    key.addAll(found.key);
    properties.putAll(found.properties);
  }

  private String expanded(String name) {
    int dot = name.lastIndexOf('.');
    String start = dot < 0 ? "" : name.substring(0, dot);
    return aliases.containsKey(start) ? aliases.get(start) + name.substring(dot) : name;
  }

  private Optional<ColumnType> column(String written) {
    String plain = definitions.getOrDefault(expanded(written), written);
    if (plain.startsWith("Collection(") || plain.startsWith("Edm.Geo")) {
      return Optional.of(ColumnType.JSON);
    }
    return switch (plain) {
      case "Edm.Stream" -> Optional.empty();
      case "Edm.Boolean" -> Optional.of(ColumnType.BOOLEAN);
      case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64" ->
          Optional.of(ColumnType.WHOLE);
      case "Edm.Decimal" -> Optional.of(ColumnType.DECIMAL);
      case "Edm.Double", "Edm.Single" -> Optional.of(ColumnType.DOUBLE);
      case "Edm.Date" -> Optional.of(ColumnType.DATE);
      case "Edm.DateTimeOffset" -> Optional.of(ColumnType.TIMESTAMP);
      case "Edm.TimeOfDay" -> Optional.of(ColumnType.TIME);
      case "Edm.Guid" -> Optional.of(ColumnType.UUID);
      case "Edm.Binary" -> Optional.of(ColumnType.BYTES);
      case "Edm.Untyped", "Edm.ComplexType" -> Optional.of(ColumnType.JSON);
      default ->
          Optional.of(
              plain.startsWith("Edm.") || enumerations.contains(expanded(plain))
                  ? ColumnType.TEXT
                  : ColumnType.JSON);
    };
  }
}
