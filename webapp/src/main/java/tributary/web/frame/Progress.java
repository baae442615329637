package tributary.web.frame;

import java.io.Serializable;
import tributary.run.RunRow;

/**
 * How far an active run is.
 *
 * @param percent 0 to 100; -1 where the total is not known
 * @param tablesDone tables read to their end
 * @param tables all its tables
 * @param rows read so far
 */
public record Progress(int percent, int tablesDone, int tables, long rows) implements Serializable {
  /** Returns the progress of a run. */
  public static Progress of(RunRow run) {
    int percent =
        run.bytesTotal() > 0 ? (int) Math.min(100, run.bytes() * 100 / run.bytesTotal()) : -1;
    return new Progress(percent, run.tablesDone(), run.tables(), run.rowsRead());
  }

  /** Returns whether there is a share to show. */
  public boolean known() {
    return percent >= 0;
  }
}
