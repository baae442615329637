package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.testkit.RecordingBatchBuilder;

class CellsTest {
  private static Object cell(ColumnType type, String text) {
    RecordingBatchBuilder out =
        new RecordingBatchBuilder(List.of(new Column("c", type, true)), Integer.MAX_VALUE);
    out.upsert();
    Cells.append(out, type, text);
    return out.rows().get(0).values().get(0);
  }

  private static Object cell(ColumnType type, JsonRecord.Kind kind, String text) {
    JsonRecord record = new JsonRecord(1);
    record.put(0, kind, text);
    RecordingBatchBuilder out =
        new RecordingBatchBuilder(List.of(new Column("c", type, true)), Integer.MAX_VALUE);
    out.upsert();
    Cells.append(out, type, record, 0);
    return out.rows().get(0).values().get(0);
  }

  @Test
  void readsValuesAsTheirColumnsSay() {
    assertThat(cell(ColumnType.WHOLE, "9007199254740993")).isEqualTo(9007199254740993L);
    assertThat(cell(ColumnType.DECIMAL, "36.60")).isEqualTo(new BigDecimal("36.60"));
    assertThat(cell(ColumnType.DATE, "1950-02-03")).isEqualTo(LocalDate.of(1950, 2, 3));
    assertThat(cell(ColumnType.DATE, "0001-01-01")).isEqualTo(LocalDate.of(1, 1, 1));
    assertThat(cell(ColumnType.DATE, "1950-02-03T00:00:00.000Z"))
        .isEqualTo(LocalDate.of(1950, 2, 3));
    assertThat(cell(ColumnType.BOOLEAN, "true")).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05.678Z, 2024-01-02T03:04:05.678Z",
    "2024-01-02T03:04:05-05:00, 2024-01-02T08:04:05Z",
    "2024-01-02T03:04:05, 2024-01-02T03:04:05Z",
    "2024-01-02, 2024-01-02T00:00:00Z",
  })
  void readsMomentsWithAndWithoutZone(String text, String moment) {
    assertThat(cell(ColumnType.TIMESTAMP, text)).isEqualTo(Instant.parse(moment));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05, 2024-01-02T03:04:05",
    "2024-01-02T03:04:05.678901, 2024-01-02T03:04:05.678901",
    "2024-01-02T03:04, 2024-01-02T03:04:00",
    "1752-09-02T23:59:59, 1752-09-02T23:59:59",
  })
  void readsTimesWithoutZone(String text, String moment) {
    assertThat(cell(ColumnType.LOCAL_TIMESTAMP, text)).isEqualTo(LocalDateTime.parse(moment));
  }

  @ParameterizedTest
  @CsvSource({
    "LOCAL_TIMESTAMP, 2024-01-02T03:04:05Z, is not a date and time",
    "WHOLE, 12.5, is not a whole number",
    "WHOLE, P-7, is not a whole number",
    "DECIMAL, high, is not a number",
    "DATE, 02/03/1950, is not a date",
    "DATE, 1950-02-03T04:05:06Z, is not a date",
    "TIMESTAMP, soon, is not a date and time",
    "BOOLEAN, Y, is neither true nor false",
    "UUID, 7, is not a UUID",
  })
  void handsOverWhatDoesNotFitAsItIs(ColumnType type, String text, String problem) {
    assertThat(cell(type, text)).isEqualTo(new RecordingBatchBuilder.Misfit(text, problem));
  }

  @Test
  void takesAnotherTypeAsTextWhereTheColumnIsText() {
    assertThat(cell(ColumnType.TEXT, JsonRecord.Kind.NUMBER, "7.10")).isEqualTo("7.10");
    assertThat(cell(ColumnType.TEXT, JsonRecord.Kind.JSON, "{\"a\":1}")).isEqualTo("{\"a\":1}");
    assertThat(cell(ColumnType.JSON, JsonRecord.Kind.STRING, "a\"b\\\n"))
        .isEqualTo(new RecordingBatchBuilder.Json("\"a\\\"b\\\\\\u000a\""));
    assertThat(cell(ColumnType.WHOLE, JsonRecord.Kind.STRING, " ")).isNull();
  }
}
