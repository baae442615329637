package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.testkit.RecordingBatchBuilder;

class CellsTest {
  /** Appends a text, by itself and as a string of a record, which come to the same. */
  private static Object cell(ColumnType type, String text) {
    RecordingBatchBuilder out = row(type);
    Cells.append(out, type, text);
    Object value = out.rows().get(0).values().get(0);
    assertThat(ofJson(type, '"' + text + '"')).isEqualTo(value);
    return value;
  }

  private static Object ofJson(ColumnType type, String json) {
    RecordingBatchBuilder out = row(type);
    taking(json, record -> Cells.append(out, type, record, 0));
    return out.rows().get(0).values().get(0);
  }

  private static RecordingBatchBuilder row(ColumnType type) {
    RecordingBatchBuilder out =
        new RecordingBatchBuilder(List.of(new Column("c", type, true)), Integer.MAX_VALUE);
    out.upsert();
    return out;
  }

  private static void taking(String json, Consumer<JsonRecord> with) {
    byte[] bytes = ("{\"c\":" + json + "}").getBytes(StandardCharsets.UTF_8);
    try {
      JsonPage.read(
          new ByteArrayInputStream(bytes),
          "",
          new RecordShape(List.of("c")),
          new JsonPage.Taker() {
            @Override
            public void take(JsonRecord record) {
              with.accept(record);
            }

            @Override
            public void tooLong(long number) {
              throw new AssertionError("nothing here is long");
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    assertThat(ofJson(ColumnType.TEXT, "7.10")).isEqualTo("7.10");
    assertThat(ofJson(ColumnType.TEXT, "true")).isEqualTo("true");
    assertThat(ofJson(ColumnType.TEXT, "{\"a\":1}")).isEqualTo("{\"a\":1}");
    assertThat(ofJson(ColumnType.TEXT, "\"\\u00e4 \\\\ \\/\"")).isEqualTo("ä \\ /");
    assertThat(ofJson(ColumnType.JSON, "\"a\\\"b\\\\\\n\""))
        .isEqualTo(new RecordingBatchBuilder.Json("\"a\\\"b\\\\\\u000a\""));
    assertThat(ofJson(ColumnType.JSON, "false")).isEqualTo(new RecordingBatchBuilder.Json("false"));
  }

  @Test
  void takesABlankStringForNoValueWhereTheColumnIsNotText() {
    assertThat(ofJson(ColumnType.WHOLE, "\" \"")).isNull();
    assertThat(ofJson(ColumnType.UUID, "\"\"")).isNull();
    assertThat(ofJson(ColumnType.TEXT, "\"\"")).isEqualTo("");
    assertThat(ofJson(ColumnType.WHOLE, "null")).isNull();
  }

  @Test
  void takesNumbersAndTruthInStringsAndSpaceAroundThem() {
    assertThat(ofJson(ColumnType.WHOLE, "\" 7 \"")).isEqualTo(7L);
    assertThat(ofJson(ColumnType.BOOLEAN, "\"false\"")).isEqualTo(false);
    assertThat(ofJson(ColumnType.BOOLEAN, "true")).isEqualTo(true);
    assertThat(ofJson(ColumnType.DOUBLE, "\"-INF\"")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ofJson(ColumnType.WHOLE, "true"))
        .isEqualTo(new RecordingBatchBuilder.Misfit("true", "is not a whole number"));
  }

  @ParameterizedTest
  @CsvSource({
    "\"2024-01-02T03:04:05Z\", 2024-01-02T03:04:05",
    "\"2024-01-02T03:04:05.5Z\", 2024-01-02T03:04:05.5",
    "\"2024-01-02T03:04Z\", 2024-01-02T03:04:00",
    "\"2024-01-02T03:04:05\", 2024-01-02T03:04:05",
  })
  void takesTheLetterOfGreenwichOffATimeWithoutZone(String json, String moment) {
    RecordingBatchBuilder out = row(ColumnType.LOCAL_TIMESTAMP);
    taking(json, record -> Cells.appendWithoutZone(out, record, 0));

    assertThat(out.column("c")).containsExactly(LocalDateTime.parse(moment));
  }

  @Property
  void readsWholeNumbersAsTheJdkDoes(@ForAll long number) {
    assertThat(ofJson(ColumnType.WHOLE, Long.toString(number))).isEqualTo(number);
  }

  @Property
  void readsDecimalsAsTheJdkDoes(@ForAll BigDecimal number) {
    assertThat(ofJson(ColumnType.DECIMAL, number.toString())).isEqualTo(number);
    assertThat(ofJson(ColumnType.DECIMAL, number.toPlainString()))
        .isEqualTo(new BigDecimal(number.toPlainString()));
  }

  @Property
  void readsUuidsAsTheJdkDoes(@ForAll long most, @ForAll long least) {
    UUID uuid = new UUID(most, least);

    assertThat(cell(ColumnType.UUID, uuid.toString())).isEqualTo(uuid);
    assertThat(cell(ColumnType.UUID, uuid.toString().toUpperCase(Locale.ROOT))).isEqualTo(uuid);
  }
}
