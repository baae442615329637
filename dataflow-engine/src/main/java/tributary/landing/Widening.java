package tributary.landing;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tributary.spi.ColumnType;

/** Which type holds all that another holds, and more. */
final class Widening {
  private static final int LONGEST_NUMBER = 2_000;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,5})?");
  private static final Pattern DAY_AND_TIME = Pattern.compile("\\d.*\\D\\d{1,2}:\\d{2}.*");

  private Widening() {}

  /** Returns the next type that may hold a value which this type cannot hold. */
  static ColumnType target(ColumnType type, CharSequence raw) {
    return switch (type) {
      case WHOLE -> isNumber(raw) ? ColumnType.DECIMAL : ColumnType.TEXT;
      case DATE ->
          raw.length() < 100 && DAY_AND_TIME.matcher(raw).matches()
              ? ColumnType.LOCAL_TIMESTAMP
              : ColumnType.TEXT;
      default -> ColumnType.TEXT;
    };
  }

  /** Returns whether this is a number that numeric holds. */
  static boolean isNumber(CharSequence raw) {
    String text = raw.length() > LONGEST_NUMBER ? "" : raw.toString().strip();
    return NUMBER.matcher(text).matches() && NumericFormat.holds(new BigDecimal(text));
  }

  /** Returns the narrowest type that holds what both hold. */
  static ColumnType join(ColumnType one, ColumnType other) {
    if (one == other || within(other, one)) {
      return one;
    }
    return within(one, other) ? other : ColumnType.TEXT;
  }

  /** Returns the type that holds what both hold, when it is not text. */
  static Optional<ColumnType> joinWithoutText(ColumnType one, ColumnType other) {
    ColumnType joined = join(one, other);
    return joined == ColumnType.TEXT ? Optional.empty() : Optional.of(joined);
  }

  private static boolean within(ColumnType narrow, ColumnType wide) {
    return narrow == ColumnType.WHOLE && wide == ColumnType.DECIMAL
        || narrow == ColumnType.DATE && wide == ColumnType.LOCAL_TIMESTAMP;
  }
}
