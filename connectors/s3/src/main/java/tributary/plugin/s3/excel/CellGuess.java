package tributary.plugin.s3.excel;

import tributary.plugin.s3.excel.Cell.Kind;
import tributary.spi.ColumnType;

/**
 * Finds the type of a column from its cells. They know what they are, so text stays text; where of
 * a hundred values one is another, such as "n/a" among numbers, the type holds all the same.
 */
final class CellGuess {
  private static final int FEW_OF = 100;

  private final int[] counts = new int[Kind.values().length];
  private int withoutDigit;
  private int values;

  void see(Cell cell) {
    if (cell.kind() == Kind.NONE || cell.kind() == Kind.MISFIT) {
      return;
    }
    values++;
    counts[cell.kind().ordinal()]++;
    withoutDigit += cell.kind() == Kind.TEXT && !cell.hasDigit() ? 1 : 0;
  }

  private int count(Kind kind) {
    return counts[kind.ordinal()];
  }

  ColumnType type() {
    if (values == 0) {
      return ColumnType.TEXT;
    }
    if (fits(count(Kind.FLAG))) {
      return ColumnType.BOOLEAN;
    }
    if (fits(count(Kind.WHOLE))) {
      return ColumnType.WHOLE;
    }
    if (fits(count(Kind.WHOLE) + count(Kind.NUMBER))) {
      return ColumnType.DECIMAL;
    }
    if (fits(count(Kind.DATE))) {
      return ColumnType.DATE;
    }
    if (fits(count(Kind.DATE) + count(Kind.DATE_TIME))) {
      return ColumnType.LOCAL_TIMESTAMP;
    }
    return fits(count(Kind.TIME)) ? ColumnType.TIME : ColumnType.TEXT;
  }

  private boolean fits(int count) {
    int misses = values - count;
    return misses == 0 || (values >= FEW_OF && misses * FEW_OF <= values && misses == withoutDigit);
  }
}
