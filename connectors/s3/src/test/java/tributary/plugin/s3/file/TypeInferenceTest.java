package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;

class TypeInferenceTest {
  /** Reads a column whose values stand here separated by bars. */
  private static FileReading column(String values, Map<String, String> options) {
    return FileReading.of("a.csv", "x;other\n" + values.replace("|", ";.\n") + ";.\n", options);
  }

  @ParameterizedTest
  @CsvSource({
    "1|-20|300, WHOLE",
    "'1|  7 |', WHOLE",
    "123456789012345678, WHOLE",
    "1234567890123456789, DECIMAL",
    "99999999999999999999999, DECIMAL",
    "1|2.50, DECIMAL",
    ".5|-0.25, DECIMAL",
    "1e5|2.5E-3, DOUBLE",
    "1e5|12345678901234567890, DECIMAL",
    "00123|94110, TEXT",
    "+15551234, TEXT",
    "1|x, TEXT",
    "1.|2., TEXT",
    "'1,000', TEXT",
    "NaN, TEXT",
    "true|FALSE|yes|No, BOOLEAN",
    "t|f|T, BOOLEAN",
    "F|F, TEXT",
    "F|M, TEXT",
    "0|1, WHOLE",
    "2024-01-31|1931-12-01, DATE",
    "0001-01-01|9999-12-31, DATE",
    "2023-02-29, TEXT",
    "1/31/2024, DATE",
    "31/1/2024, DATE",
    "31.01.2024, DATE",
    "31-Jan-2024, DATE",
    "'Jan 31, 2024', DATE",
    "1/2/24, TEXT",
    "13/31/2024, TEXT",
    "2024-01-31 10:00|2024-01-31, LOCAL_TIMESTAMP",
    "2024-01-31T10:00:59.123456789, LOCAL_TIMESTAMP",
    "1/31/2024 1:05:00 PM, LOCAL_TIMESTAMP",
    "2024-01-31T10:00:00Z|2024-01-31 10:00:00.5+02:00, TIMESTAMP",
    "2024-01-31T10:00:00-0500, TIMESTAMP",
    "2024-01-31 10:00 UTC, TIMESTAMP",
    "2024-01-31T10:00Z|2024-01-31T10:00, TEXT",
    "10:00|23:59:59.5, TIME",
    "24:00, TEXT",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301, UUID",
    "'|', TEXT"
  })
  void findsTheNarrowestType(String values, ColumnType type) {
    assertThat(column(values, Map.of()).types().get(0)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "17, 1, n/a, WHOLE",
    "2.5, 1, not yet known, DECIMAL",
    "true, 1, maybe, BOOLEAN",
    "2024-01-31, 1, 2024-13-45, DATE",
    "25/12/2024, 1, unknown, DATE",
    "17, 1, A17, TEXT",
    "17, 1, 00017, TEXT",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301, 1, none, TEXT",
    "17, 2, n/a, TEXT",
    "2024-01-31, 1, 2024-01-31 10:00, LOCAL_TIMESTAMP"
  })
  void passesOverOneInAHundredUnlessItMayBeAnIdentifier(
      String value, int others, String other, ColumnType type) {
    String values = (value + "|").repeat(100 - others) + (other + "|").repeat(others);
    assertThat(column(values, Map.of()).types().get(0)).isEqualTo(type);
  }

  @Test
  void decidesTheOrderOfDayAndMonthByTheWholeColumn() {
    assertThat(column("1/2/2024|25/12/2024", Map.of()).rows().column("x"))
        .containsExactly(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 12, 25));
    assertThat(column("1/2/2024|12/25/2024", Map.of()).rows().column("x"))
        .containsExactly(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 12, 25));
    assertThat(column("1/2/2024", Map.of()).rows().column("x"))
        .containsExactly(LocalDate.of(2024, 1, 2));
  }

  @Test
  void readsEveryType() {
    FileReading reading =
        FileReading.typed(
            "a.csv",
            "w,d,r,f,day,local,instant,time,id,json,text\n"
                + "9223372036854775807,12345678901234567890.125,1.5e-3,y,0001-01-01,"
                + "9999-12-31 23:59:59.999999,2024-07-01T00:30:00+02:00,1:02:03 pm,"
                + "3F2504E0-4F89-11D3-9A0C-0305E82C3301,\"{\"\"a\"\": [1]}\", x \n",
            Map.of(),
            FileReading.column("w", ColumnType.WHOLE),
            FileReading.column("d", ColumnType.DECIMAL),
            FileReading.column("r", ColumnType.DOUBLE),
            FileReading.column("f", ColumnType.BOOLEAN),
            FileReading.column("day", ColumnType.DATE),
            FileReading.column("local", ColumnType.LOCAL_TIMESTAMP),
            FileReading.column("instant", ColumnType.TIMESTAMP),
            FileReading.column("time", ColumnType.TIME),
            FileReading.column("id", ColumnType.UUID),
            FileReading.column("json", ColumnType.JSON),
            FileReading.column("text", ColumnType.TEXT));
    assertThat(reading.values().get(0))
        .containsExactly(
            Long.MAX_VALUE,
            new BigDecimal("12345678901234567890.125"),
            0.0015,
            true,
            LocalDate.of(1, 1, 1),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
            Instant.parse("2024-06-30T22:30:00Z"),
            LocalTime.of(13, 2, 3),
            UUID.fromString("3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
            new tributary.testkit.RecordingBatchBuilder.Json("{\"a\": [1]}"),
            " x ");
  }

  @Test
  void seesAValueAtTheEndOfALongFile() {
    StringBuilder text = new StringBuilder("id,pad\n");
    while (text.length() < 6_000_000) {
      text.append("12345,").append("x".repeat(90)).append('\n');
    }
    text.append("A17,x\n");
    assertThat(FileReading.of("a.csv", text.toString()).types().get(0)).isEqualTo(ColumnType.TEXT);
  }

  @Test
  void usesTheDatetimeFormatThatIsGiven() {
    FileReading reading = column("31_12_2024 08.30", Map.of("datetimeFormat", "dd_MM_yyyy HH.mm"));
    assertThat(reading.rows().column("x")).containsExactly(LocalDateTime.of(2024, 12, 31, 8, 30));
    assertThat(column("01/02/2024", Map.of("datetimeFormat", "dd/MM/yyyy")).rows().column("x"))
        .containsExactly(LocalDate.of(2024, 2, 1));
    assertThat(column("30/02/2024", Map.of("datetimeFormat", "dd/MM/yyyy")).types().get(0))
        .isEqualTo(ColumnType.TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "datetimeFormat,'ddd{',BAD_DATETIME_FORMAT",
    "delimiter,hash,BAD_OPTION",
    "encoding,ebcdic,BAD_OPTION",
    "header,maybe,BAD_OPTION",
    "rowDelimiter,custom,BAD_OPTION"
  })
  void refusesImpossibleOptions(String key, String value, String code) {
    assertThatThrownBy(() -> column("1", Map.of(key, value)))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e.code().name()).isEqualTo(code);
              assertThat(e.fieldKey()).isPresent();
            });
  }

  @Test
  void namesTheWrongPattern() {
    assertThatThrownBy(() -> column("1", Map.of("datetimeFormat", "bogus")))
        .hasMessage(
            "\"bogus\" is not a date and time pattern. Write it with yyyy, MM, dd, HH, mm, ss, such"
                + " as dd.MM.yyyy HH:mm, or leave it at auto.");
  }

  @Test
  void suggestsAPurposeByName() {
    assertThat(List.of("diagnosis_codes.csv", "LookupTypes.csv", "data-dictionary.json", "type/"))
        .allMatch(name -> FileName.of(name).describes());
    assertThat(List.of("residents.csv", "prototypes.csv", "decoded.csv", "vitals/"))
        .noneMatch(name -> FileName.of(name).describes());
    assertThat(FileName.of("a/residents.2024.csv.gz").base()).isEqualTo("residents.2024");
  }
}
