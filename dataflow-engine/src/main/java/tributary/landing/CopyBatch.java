package tributary.landing;

import java.util.List;
import java.util.Map;
import tributary.spi.ColumnType;

/**
 * Rows in PostgreSQL's binary COPY format, ready to be landed. Valid until its builder begins the
 * next one.
 *
 * @param planVersion the version of the column plan it was built for
 * @param rows how many rows it holds
 * @param noted how many of them have an entry in {@code _issues}
 * @param rejects rows kept aside
 * @param unnamed whether one of them is of unknown key, where that has to be known
 * @param widenings columns that must be widened before its rows can be landed, by index; not empty:
 *     this batch must be read again
 * @param data the rows, and the keys of rows that are said to be there still
 */
public record CopyBatch(
    int planVersion,
    int rows,
    int noted,
    List<Reject> rejects,
    boolean unnamed,
    Map<Integer, ColumnType> widenings,
    CopyBuffer data) {
  /** Returns how many rows the source gave. */
  public int read() {
    return rows + rejects.size();
  }

  /** Returns whether there is nothing to land. */
  public boolean isEmpty() {
    return data.size() == 0 && rejects.isEmpty();
  }

  /** Returns how many bytes the rows take. */
  public int bytes() {
    return data.size();
  }
}
