package tributary.web.history;

import java.io.Serializable;
import java.util.List;
import tributary.landing.ColumnChange;
import tributary.landing.Purpose;
import tributary.run.TableRunRow;
import tributary.web.frame.StatusMark;

/**
 * A table of a run as the page shows it.
 *
 * @param table as the engine tells it
 * @param changes what becomes of the entity's columns
 */
public record TableRunLine(TableRunRow table, List<ColumnChange> changes) implements Serializable {
  public TableRunLine {
    changes = List.copyOf(changes);
  }

  /** Returns how its status looks. */
  public StatusMark mark() {
    return StatusMark.of(table.status());
  }

  /** Returns whether it waits or is being read. */
  public boolean active() {
    return table.status().underWay();
  }

  /** Returns the share of the bytes that came in, 0 to 100; -1 where the total is not known. */
  public int percent() {
    return table.bytesTotal() > 0
        ? (int) Math.min(100, table.bytes() * 100 / table.bytesTotal())
        : -1;
  }

  /** Returns the purpose, in words. */
  public String purpose() {
    return table.purpose() == Purpose.DATA ? "Data" : "Metadata";
  }
}
