package tributary.web.wizard;

import java.util.LinkedHashMap;
import java.util.Map;
import tributary.spi.ColumnType;

/** The words for column types. */
final class TypeWords {
  private TypeWords() {}

  static String of(ColumnType type) {
    return switch (type) {
      case TEXT -> "Text";
      case WHOLE -> "Whole number";
      case DECIMAL -> "Decimal number";
      case DOUBLE -> "Floating number";
      case BOOLEAN -> "Yes or no";
      case DATE -> "Date";
      case LOCAL_TIMESTAMP -> "Date and time";
      case TIMESTAMP -> "Date and time with zone";
      case TIME -> "Time of day";
      case UUID -> "UUID";
      case JSON -> "JSON";
      case BYTES -> "Bytes";
    };
  }

  /** Returns the words with the type's name, in the order of the types. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (ColumnType type : ColumnType.values()) {
      all.put(of(type), type.name());
    }
    return all;
  }
}
