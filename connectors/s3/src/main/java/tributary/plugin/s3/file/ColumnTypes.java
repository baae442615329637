package tributary.plugin.s3.file;

import java.util.Set;
import tributary.spi.ColumnType;

/** What types have in common. */
public final class ColumnTypes {
  private static final Set<ColumnType> NUMBERS =
      Set.of(ColumnType.WHOLE, ColumnType.DECIMAL, ColumnType.DOUBLE);

  private ColumnTypes() {}

  /** Returns the type that holds what both hold; no whole number becomes a floating one. */
  public static ColumnType join(ColumnType one, ColumnType other) {
    if (one == other) {
      return one;
    }
    Set<ColumnType> both = Set.of(one, other);
    if (NUMBERS.containsAll(both)) {
      return ColumnType.DECIMAL;
    }
    if (both.equals(Set.of(ColumnType.DATE, ColumnType.LOCAL_TIMESTAMP))) {
      return ColumnType.LOCAL_TIMESTAMP;
    }
    return both.contains(ColumnType.JSON) ? ColumnType.JSON : ColumnType.TEXT;
  }
}
