package tributary.plugin.dynamics.odata;

import tributary.spi.Cursor;

/**
 * Where the changes of a table go on: a link as the service gave it, and the mark of the columns
 * that it was given for.
 *
 * @param columns their {@linkplain ODataTable#mark mark}; empty in a cursor of an earlier version
 * @param path of the link, after the host
 */
public record DeltaCursor(String columns, String path) {
  /** The form of the cursors that are links. */
  public static final int FORMAT = 1;

  /** Reads a cursor; the path begins with a slash, a mark never does. */
  public static DeltaCursor of(Cursor cursor) {
    String value = cursor.value();
    if (value.startsWith("/")) {
      return new DeltaCursor("", value);
    }
    int end = value.indexOf(' ');
    return new DeltaCursor(value.substring(0, end), value.substring(end + 1));
  }

  Cursor cursor() {
    return new Cursor(FORMAT, columns + " " + path);
  }

  /**
   * Returns the path at which the changes of these columns go on. A link brings the columns that it
   * was made for: one that came since would stay empty, one that went would be refused.
   *
   * @param mark of the columns that are wanted
   * @param what a person knows the table by
   * @throws tributary.spi.ConnectorException with {@link
   *     tributary.spi.CursorProblem#CURSOR_EXPIRED} when the link was given for others
   */
  public String path(String mark, String what) {
    if (!columns.isEmpty() && !columns.equals(mark)) {
      throw ODataPages.columnsChanged(what);
    }
    return path;
  }
}
