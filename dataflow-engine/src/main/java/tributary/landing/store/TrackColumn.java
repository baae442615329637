package tributary.landing.store;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The columns behind an entity that merges need. Every generation's table has them; where nothing
 * is merged they are null and take no room.
 */
enum TrackColumn {
  /** When the source no longer had the row; in staging: the row is to go. */
  DELETED_AT("_deleted_at", "timestamp with time zone"),
  /** The number of the object that the row belongs to. */
  OBJECT("_object", "bigint");

  private final String column;
  private final String type;

  TrackColumn(String column, String type) {
    this.column = column;
    this.type = type;
  }

  String column() {
    return column;
  }

  String type() {
    return type;
  }

  static Stream<String> definitions() {
    return Arrays.stream(values()).map(c -> Identifiers.quote(c.column) + " " + c.type);
  }
}
