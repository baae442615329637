package tributary.plugin.pcc;

import java.util.ArrayList;
import java.util.List;
import tributary.spi.ColumnType;

/**
 * A column and where its value comes from.
 *
 * @param name as a person sees it
 * @param path of the field in its record, names with dots between; empty: the whole record; {@code
 *     #}: the record's number in its list
 * @param type what its values are
 * @param level 0 for the record of the page, 1 for an element of its list, 2 for one of that one's
 */
record PccColumn(String name, String path, ColumnType type, int level) {
  static final String POSITION = "#";
  static final String WHOLE_RECORD = "";

  /**
   * Reads columns from one line: names with blanks between, each with a sign for its type. No sign
   * is text, {@code #} a whole number, {@code %} a number, {@code ?} yes or no, {@code @} a day,
   * {@code !} an instant, {@code *} JSON. A column of a list's rows that comes from the page's
   * record has {@code ^} before it, one from the record between has {@code ~}.
   */
  static List<PccColumn> list(int depth, String line) {
    List<PccColumn> columns = new ArrayList<>();
    for (String word : line.strip().split("\\s+")) {
      int level = word.startsWith("^") ? 0 : word.startsWith("~") ? 1 : depth;
      String signed = word.startsWith("^") || word.startsWith("~") ? word.substring(1) : word;
      ColumnType type = type(signed.charAt(signed.length() - 1));
      String path = type == ColumnType.TEXT ? signed : signed.substring(0, signed.length() - 1);
      columns.add(
          path.equals("position")
              ? new PccColumn(path, POSITION, type, level)
              : new PccColumn(joined(path), path, type, level));
    }
    return columns;
  }

  private static ColumnType type(char sign) {
    return switch (sign) {
      case '#' -> ColumnType.WHOLE;
      case '%' -> ColumnType.DECIMAL;
      case '?' -> ColumnType.BOOLEAN;
      case '@' -> ColumnType.DATE;
      case '!' -> ColumnType.TIMESTAMP;
      case '*' -> ColumnType.JSON;
      default -> ColumnType.TEXT;
    };
  }

  /** {@code issuer.group} is the column {@code issuer_group}. */
  private static String joined(String path) {
    return path.replace('.', '_');
  }
}
