package tributary.landing.store;

import java.util.Arrays;
import java.util.stream.Stream;

/** The columns that every entity has beside its own, in the order in which rows carry them. */
enum SystemColumn {
  RUN_ID("_run_id", "uuid"),
  LOADED_AT("_loaded_at", "timestamp with time zone"),
  SOURCE("_source", "text"),
  ISSUES("_issues", "jsonb");

  private final String column;
  private final String type;

  SystemColumn(String column, String type) {
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
