package tributary.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.spi.ColumnType;

class CopyBatchBuilderTest {
  private final CopyBatchBuilder batch = new CopyBatchBuilder(new BatchLimits(10_000, 20_000));

  private void begin(MisfitPolicy policy, ColumnType... types) {
    List<PlannedColumn> columns =
        IntStream.range(0, types.length)
            .mapToObj(i -> new PlannedColumn("Column " + i, "column_" + i, types[i]))
            .toList();
    batch.begin(
        new ColumnPlan(7, columns),
        policy,
        new RowStamp(UUID.randomUUID(), Instant.EPOCH, "a.csv", 0),
        Integer.MAX_VALUE);
  }

  @Test
  void refusesAValueOfAnotherType() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.WHOLE);
    batch.upsert(1);
    assertThatThrownBy(() -> batch.text("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Column 1 (column_0) takes WHOLE, not TEXT");
  }

  @Test
  void refusesAMissingAndASurplusValue() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.WHOLE, ColumnType.WHOLE);
    batch.upsert(1).whole(1);
    assertThatThrownBy(() -> batch.upsert(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A row with 1 values instead of 2");
    begin(MisfitPolicy.KEEP_ROW, ColumnType.WHOLE);
    batch.upsert(1).whole(1);
    assertThatThrownBy(() -> batch.whole(2)).isInstanceOf(IllegalStateException.class);
    begin(MisfitPolicy.KEEP_ROW, ColumnType.WHOLE);
    assertThatThrownBy(() -> batch.whole(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsTheRowAndNotesWhatDoesNotFit() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.DATE, ColumnType.TEXT);
    batch.upsert(1).misfit("n/a", "is not a date").text("x");
    CopyBatch done = batch.finish();
    assertThat(done.rows()).isEqualTo(1);
    assertThat(done.noted()).isEqualTo(1);
    assertThat(done.widenings()).isEmpty();
    assertThat(done.data().textAt(0, done.bytes()))
        .contains("[{\"column\":\"column_0\",\"problem\":\"is not a date\",\"value\":\"n/a\"}]");
  }

  @Test
  void widensForALargeNumberEvenWhenRowsAreKept() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.WHOLE, ColumnType.WHOLE, ColumnType.WHOLE);
    batch
        .upsert(1)
        .misfit("92233720368547758070", "is too large")
        .misfit("1.5", "")
        .misfit("x", "");
    assertThat(batch.isFull()).isTrue();
    assertThat(batch.finish().widenings())
        .isEqualTo(Map.of(0, ColumnType.DECIMAL, 1, ColumnType.DECIMAL));
  }

  @Test
  void widensByPolicyUntilTheValueFits() {
    begin(
        MisfitPolicy.WIDEN,
        ColumnType.WHOLE,
        ColumnType.DATE,
        ColumnType.DATE,
        ColumnType.BOOLEAN,
        ColumnType.WHOLE);
    batch
        .upsert(1)
        .misfit("12a", "")
        .misfit("2024-01-02 10:30", "")
        .misfit("soon", "")
        .misfit("maybe", "")
        .misfit("1.5", "");
    batch.upsert(2).absent().absent().absent().absent().misfit("x", "");
    assertThat(batch.finish().widenings())
        .isEqualTo(
            Map.of(
                0, ColumnType.TEXT,
                1, ColumnType.LOCAL_TIMESTAMP,
                2, ColumnType.TEXT,
                3, ColumnType.TEXT,
                4, ColumnType.TEXT));
  }

  @Test
  void rejectsTheRowWithAllItsValues() {
    begin(MisfitPolicy.REJECT_ROW, ColumnType.TEXT, ColumnType.DATE, ColumnType.DECIMAL);
    batch.upsert(1).text("first").absent().decimal(BigDecimal.ONE);
    int after = batch.finish().bytes();
    begin(MisfitPolicy.REJECT_ROW, ColumnType.TEXT, ColumnType.DATE, ColumnType.DECIMAL);
    batch.upsert(1).text("first").absent().decimal(BigDecimal.ONE);
    batch.upsert(2).text("Zoë").misfit("31.2.", "is not a date").decimal(new BigDecimal("-12.50"));
    CopyBatch done = batch.finish();
    assertThat(done.bytes()).isEqualTo(after);
    assertThat(done.rows()).isEqualTo(1);
    assertThat(done.read()).isEqualTo(2);
    assertThat(done.rejects())
        .containsExactly(
            new Reject(
                "a.csv:2",
                "column_1 is not a date",
                "{\"Column 0\":\"Zoë\",\"Column 1\":\"31.2.\",\"Column 2\":\"-12.50\"}"));
  }

  @Test
  void forgetsTheRowThatItsReaderRejects() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.TEXT, ColumnType.TEXT);
    batch.upsert(4).text("a").text("b");
    batch.upsert(5).text("half");
    batch.reject(5, "half,of,it", "has 3 fields instead of 2");
    batch.reject(6, "other", "is empty");
    CopyBatch done = batch.finish();
    assertThat(done.rows()).isEqualTo(1);
    assertThat(done.rejects())
        .extracting(Reject::source, Reject::rawRow)
        .containsExactly(tuple("a.csv:5", "half,of,it"), tuple("a.csv:6", "other"));
  }

  @Test
  void keepsACompleteRowWhenAnotherWithoutPlaceIsRejected() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.TEXT);
    batch.upsert().text("kept");
    batch.reject(0, "raw", "is bad");
    assertThat(batch.finish().rows()).isEqualTo(1);
  }

  @Test
  void rejectsARowThatIsLargerThanTheLimit() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.TEXT, ColumnType.TEXT);
    batch.upsert(1).text("x".repeat(15_000)).text("y".repeat(15_000));
    batch.upsert(2).text("small").text("row");
    CopyBatch done = batch.finish();
    assertThat(done.rows()).isEqualTo(1);
    assertThat(done.rejects()).singleElement().extracting(Reject::source).isEqualTo("a.csv:1");
    assertThat(done.bytes()).isLessThan(200);
  }

  /** Bytes are counted, not rows: {@code AB#3439}, {@code AB#11721}, {@code KCJ#34}. */
  @Test
  void neverTakesMoreMemoryThanABatchAndALongRow() {
    byte[] value = "x".repeat(19_000).getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < 5; round++) {
      begin(MisfitPolicy.KEEP_ROW, ColumnType.TEXT);
      assertThat(batch.finish().data().array().length).isEqualTo(10_000 + 10_000 / 8);
      batch.upsert(1).text(value, 0, 9_000);
      batch.upsert(2).text(value, 0, value.length);
      assertThat(batch.finish().data().array().length).isLessThan((10_000 + 20_000) / 8 * 9);
    }
  }

  @Test
  void boundsTheLongestRowByTheHeap() {
    assertThat(BatchLimits.rowBytesFor(256L << 20)).isEqualTo(2 << 20);
    assertThat(BatchLimits.rowBytesFor(1L << 20)).isEqualTo(1 << 20);
    assertThat(BatchLimits.rowBytesFor(Long.MAX_VALUE)).isEqualTo(64 << 20);
  }

  /** U+0000 neither stops a run nor loses a row: {@code AB#3476}. */
  @Test
  void notesCharactersThatPostgresqlCannotHold() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.TEXT, ColumnType.JSON);
    batch.upsert(1).text("a\0b\ud800c").json("{\"k\":\"\\u0000\\ud800x\\\\u0000\"}");
    CopyBatch done = batch.finish();
    assertThat(done.noted()).isEqualTo(1);
    assertThat(done.data().textAt(0, done.bytes()))
        .contains("ab\ufffdc")
        .contains("{\"k\":\"\\ufffdx\\\\u0000\"}");
  }

  @Test
  void takesValuesOutsidePostgresqlsRangeForMisfits() {
    begin(
        MisfitPolicy.KEEP_ROW,
        ColumnType.DATE,
        ColumnType.TIMESTAMP,
        ColumnType.DECIMAL,
        ColumnType.TIME,
        ColumnType.JSON);
    batch
        .upsert(1)
        .date(Long.MAX_VALUE / 2)
        .timestamp(Long.MIN_VALUE)
        .decimal(new BigDecimal("1E+200000"))
        .time(-1)
        .json("[".repeat(2_000) + "]".repeat(2_000));
    CopyBatch done = batch.finish();
    assertThat(done.rows()).isEqualTo(1);
    assertThat(done.noted()).isEqualTo(1);
  }

  @Test
  void isFullByBytesRejectsIncluded() {
    begin(MisfitPolicy.KEEP_ROW, ColumnType.TEXT);
    assertThat(batch.isFull()).isFalse();
    batch.reject(1, "r".repeat(6_000), "is bad");
    assertThat(batch.isFull()).isTrue();
  }
}
