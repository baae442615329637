package tributary.sandbox.dataverse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tributary.sandbox.dataverse.Attribute.Choice;
import tributary.sandbox.dataverse.Attribute.Kind;

/** The table that lists what every choice of every table can be. */
final class Choices {
  static final Table TABLE =
      new Table(
          "stringmap",
          "stringmaps",
          "value",
          "String Map",
          false,
          0,
          1043,
          List.of(
              attribute("stringmapid", Kind.KEY),
              attribute("objecttypecode", Kind.TEXT),
              attribute("attributename", Kind.TEXT),
              attribute("attributevalue", Kind.WHOLE),
              attribute("value", Kind.TEXT),
              attribute("displayorder", Kind.WHOLE),
              attribute("langid", Kind.WHOLE),
              attribute("versionnumber", Kind.BIG)));

  private static final int ENGLISH = 1033;

  private Choices() {}

  /** One label. */
  record Line(String table, String attribute, Choice choice, int order) {
    Object value(String name) {
      return switch (name) {
        case "objecttypecode" -> table;
        case "attributename" -> attribute;
        case "attributevalue" -> (long) choice.value();
        case "value" -> choice.label();
        case "displayorder" -> (long) order;
        default -> (long) ENGLISH;
      };
    }
  }

  private static Attribute attribute(String name, Kind kind) {
    return new Attribute(name, kind, name, List.of(), List.of());
  }

  static List<Line> of(Collection<Table> tables) {
    List<Line> lines = new ArrayList<>();
    for (Table table : tables) {
      for (Attribute attribute : table.attributes()) {
        for (int i = 0; i < attribute.choices().size(); i++) {
          lines.add(new Line(table.name(), attribute.name(), attribute.choices().get(i), i + 1));
        }
      }
    }
    return lines;
  }
}
