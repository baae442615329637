package tributary.run.internal;

/** A line of CSV that a spreadsheet can open without harm. */
public final class CsvLine {
  private static final String BEGINS_FORMULA = "=+-@\t\r";

  private CsvLine() {}

  /** Returns the cells as one line, with its end. */
  public static String of(String... cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(line.isEmpty() ? "\"" : ",\"");
      if (!cell.isEmpty() && BEGINS_FORMULA.indexOf(cell.charAt(0)) >= 0) {
        line.append('\'');
      }
      line.append(cell.replace("\"", "\"\"")).append('"');
    }
    return line.append("\r\n").toString();
  }
}
