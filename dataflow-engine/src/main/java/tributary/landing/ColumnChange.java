package tributary.landing;

import java.io.Serializable;
import java.util.Objects;

/**
 * A column of an entity that a run changes.
 *
 * @param kind what becomes of it
 * @param column its name in PostgreSQL
 * @param sourceName as the source writes it
 * @param fromType its type before, as PostgreSQL names it; empty for a new column
 * @param toType its type after, as PostgreSQL names it
 */
public record ColumnChange(
    Kind kind, String column, String sourceName, String fromType, String toType)
    implements Serializable {
  public ColumnChange {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(sourceName, "sourceName");
    Objects.requireNonNull(fromType, "fromType");
    Objects.requireNonNull(toType, "toType");
  }

  /** What becomes of a column. */
  public enum Kind {
    /** The source has it for the first time. */
    ADDED,
    /** The source has it no more: it stays and reads null. */
    VANISHED,
    /** The source has it again. */
    RETURNED,
    /** Its values get another type. */
    TYPE_CHANGED
  }

  /** Returns it in words. */
  public String words() {
    return switch (kind) {
      case ADDED -> "new column " + column + " (" + toType + ")";
      case VANISHED -> "column " + column + " is gone at the source";
      case RETURNED -> "column " + column + " is back at the source";
      case TYPE_CHANGED -> "column " + column + " from " + fromType + " to " + toType;
    };
  }
}
