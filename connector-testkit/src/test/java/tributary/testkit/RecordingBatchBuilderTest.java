package tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.spi.BatchBuilder;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.RowKey;

class RecordingBatchBuilderTest {
  private final RecordingBatchBuilder builder =
      new RecordingBatchBuilder(
          List.of(
              new Column("id", ColumnType.WHOLE, false), new Column("name", ColumnType.TEXT, true)),
          2);

  @Test
  void keepsRowsWithTheirPlace() {
    builder.upsert(2).whole(1).text("Ann");
    builder.upsert(3).whole(2).absent();
    assertThat(builder.isFull()).isTrue();
    assertThat(builder.rows())
        .containsExactly(
            new RecordingBatchBuilder.Row(2, List.of(1L, "Ann")),
            new RecordingBatchBuilder.Row(3, Arrays.asList(2L, null)));
    assertThat(builder.column("name")).containsExactly("Ann", null);
  }

  @Test
  void refusesAValueOfAnotherType() {
    BatchBuilder row = builder.upsert(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> row.text("1"))
        .withMessage("The column id is WHOLE, not TEXT");
  }

  @Test
  void refusesMissingAndSurplusValues() {
    BatchBuilder full = builder.upsert(1).whole(1).text("x");
    assertThatIllegalStateException().isThrownBy(full::absent);
    BatchBuilder half = builder.upsert(2).whole(1);
    assertThat(half).isSameAs(builder);
    assertThatIllegalStateException().isThrownBy(() -> builder.upsert(3));
  }

  @Test
  void refusesAValueBeforeARow() {
    assertThatIllegalStateException().isThrownBy(() -> builder.whole(1));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    BatchBuilder row = builder.upsert(1).whole(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> row.text(new byte[] {(byte) 0xc3, 'x'}, 0, 2));
  }

  @Test
  void forgetsTheRowThatIsRejected() {
    builder.upsert(1).whole(1).text("kept");
    builder.upsert(2).whole(2);
    builder.reject(2, "2;", "has 1 field where the header has 2");
    builder.upsert(3).whole(3).misfit("?", "is not text");
    builder.delete(new RowKey(List.of("9")));
    assertThat(builder.rows())
        .extracting(RecordingBatchBuilder.Row::position)
        .containsExactly(1L, 3L);
    assertThat(builder.rejects())
        .containsExactly(
            new RecordingBatchBuilder.Reject(2, "2;", "has 1 field where the header has 2"));
    assertThat(builder.deletes()).containsExactly(new RowKey(List.of("9")));
  }

  @Test
  void showsTimesAsValues() {
    RecordingBatchBuilder times =
        new RecordingBatchBuilder(
            List.of(
                new Column("d", ColumnType.DATE, true),
                new Column("l", ColumnType.LOCAL_TIMESTAMP, true),
                new Column("i", ColumnType.TIMESTAMP, true),
                new Column("t", ColumnType.TIME, true)),
            1);
    LocalDateTime early = LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000);
    times
        .upsert()
        .date(LocalDate.of(9999, 12, 31))
        .localTimestamp(early)
        .timestamp(Instant.parse("1969-12-31T23:59:59.999999Z"))
        .time(LocalTime.MAX);
    assertThat(times.rows().get(0).values())
        .containsExactly(
            LocalDate.of(9999, 12, 31),
            early,
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            LocalTime.of(23, 59, 59, 999_999_000));
  }
}
