package tributary.landing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a row out of the COPY format as a JSON object, for rejects. */
final class RowText {
  private RowText() {}

  /**
   * Returns the row's values by source name.
   *
   * @param at the row's first byte
   * @param instead raw values that stand in for those at these columns
   */
  static String of(
      CopyBuffer row, int at, List<PlannedColumn> columns, Map<Integer, String> instead) {
    StringBuilder out = new StringBuilder("{");
    int field = at + 2;
    for (int i = 0; i < columns.size(); i++) {
      PlannedColumn column = columns.get(i);
      int length = row.int32At(field);
      String value =
          instead.containsKey(i)
              ? instead.get(i)
              : length < 0 ? null : value(row, field + 4, length, column);
      out.append(i == 0 ? "" : ",");
      JsonText.quote(column.sourceName().isEmpty() ? column.name() : column.sourceName(), out);
      out.append(':');
      if (value == null) {
        out.append("null");
      } else {
        JsonText.quote(value, out);
      }
      field += 4 + Math.max(0, length);
      if (out.length() > Reject.LONGEST_RAW) {
        break;
      }
    }
    return out.append('}').toString();
  }

  private static String value(CopyBuffer row, int at, int length, PlannedColumn column) {
    return switch (column.type()) {
      case TEXT -> row.textAt(at, Math.min(length, Reject.LONGEST_RAW));
      case WHOLE -> Long.toString(row.int64At(at));
      case DECIMAL -> NumericFormat.read(row, at).toString();
      case DOUBLE -> Double.toString(Double.longBitsToDouble(row.int64At(at)));
      case BOOLEAN -> row.byteAt(at) == 1 ? "true" : "false";
      case DATE ->
          LocalDate.ofEpochDay((long) row.int32At(at) + PostgresTime.EPOCH_DAYS).toString();
      case LOCAL_TIMESTAMP ->
          instant(row, at).atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
      case TIMESTAMP -> instant(row, at).toString();
      case TIME -> LocalTime.MIDNIGHT.plus(row.int64At(at), ChronoUnit.MICROS).toString();
      case UUID -> new UUID(row.int64At(at), row.int64At(at + 8)).toString();
      case JSON -> row.textAt(at + 1, Math.min(length - 1, Reject.LONGEST_RAW));
      case BYTES -> hex(row, at, Math.min(length, Reject.LONGEST_RAW / 2));
    };
  }

  private static Instant instant(CopyBuffer row, int at) {
    return Instant.EPOCH.plus(row.int64At(at) + PostgresTime.EPOCH_MICROS, ChronoUnit.MICROS);
  }

  private static String hex(CopyBuffer row, int at, int length) {
    return "\\x" + HexFormat.of().formatHex(row.array(), at, at + length);
  }
}
