package tributary.web.history;

import java.util.ArrayList;
import java.util.List;
import tributary.run.RunKind;
import tributary.run.RunRow;

/**
 * Rows per run as bars, oldest first.
 *
 * @param bars one for each run that read
 * @param most the largest number of rows
 * @param width of the drawing
 */
public record RunChart(List<Bar> bars, long most, int width) {
  private static final int STEP = 30;
  private static final int BAR = 20;
  private static final int HEIGHT = 100;

  /**
   * A bar: the written rows, and the rejected ones on top of them.
   *
   * @param number of the run
   * @param x left edge
   * @param written rows
   * @param rejected rows
   * @param writtenY upper edge of the written part
   * @param writtenHeight of the written part
   * @param rejectedY upper edge of the rejected part
   * @param rejectedHeight of the rejected part
   */
  public record Bar(
      long number,
      int x,
      long written,
      long rejected,
      int writtenY,
      int writtenHeight,
      int rejectedY,
      int rejectedHeight) {}

  static RunChart of(List<RunRow> newestFirst) {
    List<RunRow> runs = new ArrayList<>();
    for (RunRow run : newestFirst) {
      if (run.kind() == RunKind.IMPORT && run.status().ended()) {
        runs.add(0, run);
      }
    }
    long most =
        runs.stream().mapToLong(run -> run.rowsWritten() + run.rowsRejected()).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (RunRow run : runs) {
      int written = height(run.rowsWritten(), most);
      int rejected = height(run.rowsRejected(), most);
      bars.add(
          new Bar(
              run.number(),
              bars.size() * STEP + (STEP - BAR) / 2,
              run.rowsWritten(),
              run.rowsRejected(),
              HEIGHT - written,
              written,
              HEIGHT - written - rejected,
              rejected));
    }
    return new RunChart(bars, most, Math.max(bars.size() * STEP, STEP));
  }

  /** Returns whether there is enough to draw. */
  public boolean worthDrawing() {
    return bars.size() > 1 && most > 0;
  }

  private static int height(long rows, long most) {
    return rows == 0 || most == 0 ? 0 : (int) Math.max(2, rows * (HEIGHT - 4) / most);
  }
}
