package tributary.landing.store;

import tributary.spi.ColumnType;

/** What column types are called in PostgreSQL. */
final class PostgresTypes {
  private PostgresTypes() {}

  /** Returns the name as {@code format_type} writes it. */
  static String name(ColumnType type) {
    return switch (type) {
      case TEXT -> "text";
      case WHOLE -> "bigint";
      case DECIMAL -> "numeric";
      case DOUBLE -> "double precision";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case LOCAL_TIMESTAMP -> "timestamp without time zone";
      case TIMESTAMP -> "timestamp with time zone";
      case TIME -> "time without time zone";
      case UUID -> "uuid";
      case JSON -> "jsonb";
      case BYTES -> "bytea";
    };
  }
}
