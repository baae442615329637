package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.CursorProblem;
import tributary.spi.NextCursor;
import tributary.spi.ReadRequest;
import tributary.spi.RowKey;
import tributary.spi.Source;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;

/** A table that ties two others has no times, and a version in each row. */
class VersionedTableTest {
  private static final TableName TIES = new TableName("", "tr_resident_contact");
  private static final Duration LOOK_BACK = Duration.ofMinutes(10);
  private static final int ROWS = 18;

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(60);

  private Connector connector;
  private Source source;

  @BeforeEach
  void connect() {
    DATAVERSE.context().settableClock().set(Instant.now());
    connector = DATAVERSE.connector();
    source = connector.source().orElseThrow();
  }

  @AfterEach
  void close() {
    connector.close();
  }

  private static Controls controls() {
    return DATAVERSE.controls();
  }

  private FullRead since(Cursor cursor, Duration lookBack) throws InterruptedException {
    return FullRead.since(source, TIES, cursor, lookBack);
  }

  private Cursor all() throws InterruptedException {
    FullRead all = FullRead.of(source, TIES);
    assertThat(all.rows()).hasSize(ROWS);
    return all.cursor().orElseThrow();
  }

  private static Cursor anHourOlder(Cursor cursor) {
    VersionCursor of = VersionCursor.of(cursor);
    return new VersionCursor(
            of.settled(), of.newest(), of.at().minus(Duration.ofHours(1)), of.columns(), of.swept())
        .cursor();
  }

  private static List<String> keys(FullRead read) {
    return read.rows().stream().map(row -> row.values().get(0).toString().substring(24)).toList();
  }

  private NextCursor next(Cursor since, Duration lookBack) throws InterruptedException {
    TableLayout layout = source.layout(TIES, TableOptions.NONE);
    return source
        .plan(
            new ReadRequest.Incremental(TIES, TableOptions.NONE, layout.columns(), since, lookBack))
        .next();
  }

  @Test
  void bringsTheRowsOfLaterVersions() throws InterruptedException {
    Cursor cursor = all();
    controls().change("tr_resident_contact", 4, 2);
    FullRead changed = since(cursor, Duration.ZERO);
    assertThat(keys(changed)).containsExactly("000000000004", "000000000005");
    assertThat(since(changed.cursor().orElseThrow(), Duration.ZERO).rows()).isEmpty();
    assertThat(keys(since(cursor, Duration.ZERO)))
        .as("as after a rollback")
        .isEqualTo(keys(changed));
  }

  /** Versions are counted when rows are written, and seen when their transaction ends. */
  @Test
  void looksBackForARowWhoseTransactionEndedAfterOneOfALaterVersion() throws InterruptedException {
    Cursor first = all();
    long under = controls().takeVersion();
    controls().change("tr_resident_contact", 1, 1);
    Cursor second = since(anHourOlder(first), LOOK_BACK).cursor().orElseThrow();
    controls().changeUnder(under, "tr_resident_contact", 2);
    assertThat(keys(since(second, Duration.ZERO))).as("without a look back").isEmpty();
    assertThat(keys(since(second, LOOK_BACK))).containsExactly("000000000001", "000000000002");
  }

  @Test
  void passesAVersionOverOnlyOnceNoEarlierOneCanComeIntoSight() {
    Instant noon = Instant.parse("2026-05-01T12:00:00Z");
    VersionCursor first = VersionCursor.afterAll(100, noon, "c0", noon);
    VersionCursor early = first.after(200, noon.plusSeconds(599), LOOK_BACK, noon);
    assertThat(early).isEqualTo(first);
    VersionCursor settled = early.after(300, noon.plusSeconds(600), LOOK_BACK, noon);
    assertThat(settled).isEqualTo(new VersionCursor(100, 300, noon.plusSeconds(600), "c0", noon));
    assertThat(settled.above(LOOK_BACK)).isEqualTo(100);
    assertThat(VersionCursor.of(settled.cursor())).isEqualTo(settled);
  }

  @Test
  void bringsEverythingOnceMoreBeforeAnyVersionIsSettled() throws InterruptedException {
    Cursor cursor = all();
    assertThat(next(cursor, LOOK_BACK)).isInstanceOf(NextCursor.Swept.class);
    FullRead again = since(anHourOlder(cursor), LOOK_BACK);
    assertThat(again.rows()).hasSize(ROWS);
    assertThat(since(again.cursor().orElseThrow(), LOOK_BACK).rows()).isEmpty();
  }

  @Test
  void namesEveryRowThatIsThereOnceADay() throws InterruptedException {
    Cursor cursor = all();
    controls().delete("tr_resident_contact", 3, 1);
    FullRead soon = since(cursor, Duration.ZERO);
    assertThat(soon.present()).isEmpty();
    DATAVERSE.context().settableClock().advance(Duration.ofHours(24));
    FullRead later = since(soon.cursor().orElseThrow(), Duration.ZERO);
    assertThat(later.rows()).isEmpty();
    assertThat(later.present())
        .hasSize(ROWS - 1)
        .extracting(RowKey::values)
        .noneMatch(key -> key.get(0).endsWith("000000000003"));
    controls().create("tr_resident_contact", 1);
    assertThat(since(later.cursor().orElseThrow(), Duration.ZERO).present()).isEmpty();
  }

  @Test
  void readsEverythingAgainWhereTheEnvironmentWasSetBack() throws InterruptedException {
    VersionCursor was = VersionCursor.of(all());
    Cursor ahead =
        new VersionCursor(
                Long.MAX_VALUE / 4, Long.MAX_VALUE / 2, was.at(), was.columns(), was.swept())
            .cursor();
    assertThat(next(ahead, LOOK_BACK)).isInstanceOf(NextCursor.Swept.class);
    assertThat(since(ahead, LOOK_BACK).rows()).isNotEmpty();
  }

  @Test
  void readsEverythingAgainFromACursorThatIsATime() throws InterruptedException {
    Cursor before = new MomentCursor(Instant.now(), "c0", Instant.now()).cursor();
    assertThat(next(before, LOOK_BACK)).isInstanceOf(NextCursor.Swept.class);
    FullRead all = since(before, LOOK_BACK);
    assertThat(VersionCursor.of(all.cursor().orElseThrow()).newest()).isPositive();
  }

  @Test
  void readsEverythingWhereTheServiceDoesNotSortByVersions() throws InterruptedException {
    Cursor cursor = all();
    controls().add(Fault.status("tr_resident_contact", 400, "0x80060888", 0, 1));
    assertThat(next(cursor, Duration.ZERO)).isInstanceOf(NextCursor.Swept.class);
  }

  @Test
  void wantsEverythingOnceAColumnCame() throws InterruptedException {
    Cursor cursor = all();
    controls().addColumn("tr_resident_contact", "tr_since", "day");
    ConnectorException failure =
        catchThrowableOfType(ConnectorException.class, () -> since(cursor, LOOK_BACK));
    assertThat(CursorProblem.CURSOR_EXPIRED.is(failure)).isTrue();
  }
}
