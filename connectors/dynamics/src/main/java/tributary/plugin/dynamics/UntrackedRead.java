package tributary.plugin.dynamics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataPages;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.Column;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Split;
import tributary.spi.SplitSource;

/**
 * Plans what changed in a table whose changes are not tracked: by the time at which rows changed,
 * else by their versions, else everything again.
 *
 * @param rows the table, with the columns that its options want
 * @param wanted the columns that are asked for
 * @param now by this machine's clock
 */
record UntrackedRead(
    ODataClient client,
    DynamicsTables tables,
    TableDefinitions.Described table,
    ODataTable rows,
    List<Column> wanted,
    Instant now) {
  private static final String MODIFIED = "modifiedon";
  private static final String VERSION = "versionnumber";

  /** Brings all rows, however they are asked for: what does not come is gone. */
  static ReadPlan all(List<Split> splits, ReadRequest request, Cursor next) {
    return new ReadPlan(
        SplitSource.of(splits),
        request instanceof ReadRequest.Incremental
            ? new NextCursor.Swept(next)
            : new NextCursor.KnownAtPlan(next));
  }

  /** Returns where the changes begin after a read of everything that begins now. */
  Cursor afterAll() throws InterruptedException {
    return byVersion()
        ? VersionCursor.afterAll(tables.newestVersion(table.table()), at(), mark(), now).cursor()
        : MomentCursor.afterAll(at(), mark(), now).cursor();
  }

  /**
   * Plans an incremental read.
   *
   * @param betweenSweeps how long rows that are gone may stay unnoticed
   * @throws ConnectorException when the columns are others than at the last read
   */
  ReadPlan since(ReadRequest.Incremental request, Duration betweenSweeps)
      throws InterruptedException {
    int format = byVersion() ? VersionCursor.FORMAT : MomentCursor.FORMAT;
    if (tellsNothing() || request.since().format() != format) {
      return all(request, afterAll());
    }
    return byVersion() ? laterVersions(request, betweenSweeps) : laterTimes(request, betweenSweeps);
  }

  private boolean tellsNothing() {
    return isChoices() || !table.has(MODIFIED) && !table.has(VERSION);
  }

  /** Rows that only tie two others together have no times. */
  private boolean byVersion() {
    return !isChoices() && !table.has(MODIFIED) && table.has(VERSION);
  }

  private boolean isChoices() {
    return table.table().name().equals(DynamicsSource.CHOICES);
  }

  private String mark() {
    return rows.mark(wanted);
  }

  /** Times of change are the service's: another clock that goes ahead would pass some over. */
  private Instant at() {
    return client.serviceTime().truncatedTo(ChronoUnit.SECONDS);
  }

  private ReadPlan laterTimes(ReadRequest.Incremental request, Duration betweenSweeps) {
    MomentCursor last = MomentCursor.of(request.since());
    requireSameColumns(last.tells(mark()));
    Instant at = at();
    return changed(
        MODIFIED + " ge " + last.at().minus(request.lookBack()),
        last.swept(),
        betweenSweeps,
        swept -> new MomentCursor(at, mark(), swept).cursor());
  }

  private ReadPlan laterVersions(ReadRequest.Incremental request, Duration betweenSweeps)
      throws InterruptedException {
    VersionCursor last = VersionCursor.of(request.since());
    requireSameColumns(last.columns().equals(mark()));
    long newest = tables.newestVersion(table.table());
    Instant at = at();
    Duration lookBack = request.lookBack();
    long above = last.above(lookBack);
    if (above == 0 || newest < above) {
      // nothing is settled yet; or the environment was set back, and counts from before
      return all(request, last.after(newest, at, lookBack, now).cursor());
    }
    return changed(
        VERSION + " gt " + above,
        last.swept(),
        betweenSweeps,
        swept -> last.after(newest, at, lookBack, swept).cursor());
  }

  private void requireSameColumns(boolean same) {
    if (!same) {
      throw ODataPages.columnsChanged("“" + table.table().label() + "”");
    }
  }

  private ReadPlan all(ReadRequest request, Cursor next) {
    return all(List.of(rowsWith(List.of())), request, next);
  }

  private Split rowsWith(List<String> options) {
    return DynamicsSource.split(
        client.address().under(rows.query(wanted, options)), DynamicsSource.ROWS);
  }

  /** Brings what changed; and names every row where that was long ago. */
  private ReadPlan changed(
      String filter, Instant lastSweep, Duration betweenSweeps, Function<Instant, Cursor> next) {
    Split changed = rowsWith(List.of("$filter=" + ODataTable.encoded(filter)));
    if (now.isBefore(lastSweep.plus(betweenSweeps))) {
      return new ReadPlan(
          SplitSource.of(List.of(changed)), new NextCursor.KnownAtPlan(next.apply(lastSweep)));
    }
    String keys = client.address().under(table.columns().query(List.of(), List.of()));
    return new ReadPlan(
        SplitSource.of(
            List.of(changed, new Split("keys", "", DynamicsSource.KEYS + " " + keys, 0))),
        new NextCursor.Swept(next.apply(now)));
  }
}
