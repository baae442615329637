package tributary.plugin.s3.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.plugin.s3.file.FileTable;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedReading;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.testkit.RecordingBatchBuilder.Json;
import tributary.testkit.RecordingBatchBuilder.Misfit;

class ParquetFileTest {
  private static final ParquetFormat PARQUET = new ParquetFormat();

  @TempDir static Path folder;
  private static DuckDb duck;

  @BeforeAll
  static void open() {
    duck = new DuckDb(folder);
  }

  @AfterAll
  static void close() throws Exception {
    duck.close();
  }

  private static TypedReading read(String query) throws Exception {
    return TypedReading.of(PARQUET, duck.write(query));
  }

  private static void gives(String expression, ColumnType type, Object value) throws Exception {
    TypedReading reading = read("select " + expression + " as v");
    assertThat(reading.types()).containsExactly(type);
    assertThat(reading.row()).containsExactly(value);
  }

  @Test
  void readsWholeNumbersOfEveryWidth() throws Exception {
    gives("(-128)::tinyint", ColumnType.WHOLE, -128L);
    gives("(-32768)::smallint", ColumnType.WHOLE, -32_768L);
    gives("(-2147483648)::integer", ColumnType.WHOLE, -2_147_483_648L);
    gives("9223372036854775807::bigint", ColumnType.WHOLE, Long.MAX_VALUE);
    gives("255::utinyint", ColumnType.WHOLE, 255L);
    gives("65535::usmallint", ColumnType.WHOLE, 65_535L);
    gives("4294967295::uinteger", ColumnType.WHOLE, 4_294_967_295L);
    gives(
        "18446744073709551615::ubigint",
        ColumnType.DECIMAL,
        new BigDecimal("18446744073709551615"));
  }

  @ParameterizedTest
  @CsvSource({
    "'decimal(4,2)', -12.34",
    "'decimal(9,4)', 12345.6789",
    "'decimal(18,6)', -123456789012.345678",
    "'decimal(38,10)', 1234567890123456789012345678.0123456789",
    "'decimal(38,0)', -99999999999999999999999999999999999999"
  })
  void keepsDecimalsDigitByDigit(String type, BigDecimal value) throws Exception {
    gives(value.toPlainString() + "::" + type, ColumnType.DECIMAL, value);
  }

  @Test
  void readsFloatingNumbersAndBooleans() throws Exception {
    gives("1.5::float", ColumnType.DOUBLE, 1.5);
    gives("0.1::double", ColumnType.DOUBLE, 0.1);
    gives("'nan'::double", ColumnType.DOUBLE, Double.NaN);
    gives("true", ColumnType.BOOLEAN, true);
  }

  @Test
  void readsDaysAndTimesOfDay() throws Exception {
    gives("date '1899-12-31'", ColumnType.DATE, LocalDate.of(1899, 12, 31));
    gives("date '0001-01-01'", ColumnType.DATE, LocalDate.of(1, 1, 1));
    gives("date '9999-12-31'", ColumnType.DATE, LocalDate.of(9999, 12, 31));
    gives("time '23:59:59.123456'", ColumnType.TIME, LocalTime.of(23, 59, 59, 123_456_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp_s", "timestamp_ms", "timestamp", "timestamp_ns"})
  void readsTimesWithoutZoneOfEveryUnit(String type) throws Exception {
    gives(
        "'1968-02-29 13:14:15'::" + type,
        ColumnType.LOCAL_TIMESTAMP,
        LocalDateTime.of(1968, 2, 29, 13, 14, 15));
  }

  @Test
  void readsInstants() throws Exception {
    gives(
        "timestamptz '2024-02-29 23:00:00.000001+02'",
        ColumnType.TIMESTAMP,
        Instant.parse("2024-02-29T21:00:00.000001Z"));
  }

  @Test
  void keepsNanosecondsToTheMicrosecondAndSaysSo() throws Exception {
    TypedReading reading =
        read("select '1969-12-31 23:59:59.999999999'::timestamp_ns as seen, 1 as n");
    assertThat(reading.row().get(0))
        .isEqualTo(LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
    assertThat(reading.notes())
        .containsExactly(
            "a.parquet tells times to the nanosecond; they are kept to the microsecond: seen");
  }

  @Test
  void readsUuidsBytesTextAndJson() throws Exception {
    UUID id = UUID.fromString("8ac78da9-0d44-4505-b4cc-1cb473601deb");
    gives("uuid '" + id + "'", ColumnType.UUID, id);
    gives("'\\x00\\xFF'::blob", ColumnType.BYTES, ByteBuffer.wrap(new byte[] {0, -1}));
    gives("'Ünï😀'", ColumnType.TEXT, "Ünï😀");
    gives("''", ColumnType.TEXT, "");
    gives("'{\"a\": [1]}'::json", ColumnType.JSON, new Json("{\"a\": [1]}"));
    gives("'north'::enum('north', 'south')", ColumnType.TEXT, "north");
  }

  @Test
  void readsNestedValuesAsJson() throws Exception {
    gives("[1, null, 3]", ColumnType.JSON, new Json("[1,null,3]"));
    gives("[[1], [], null]", ColumnType.JSON, new Json("[[1],[],null]"));
    gives(
        "{'a': 1, 'b': {'c': 'x\"y'}}",
        ColumnType.JSON,
        new Json("{\"a\":1,\"b\":{\"c\":\"x\\\"y\"}}"));
    gives("map {'k': 1, 'l': null}", ColumnType.JSON, new Json("{\"k\":1,\"l\":null}"));
    gives("map {7: [true]}", ColumnType.JSON, new Json("{\"7\":[true]}"));
    gives(
        "[{'on': date '2024-01-02', 'sum': 1.50::decimal(5,2), 'raw': '\\x01'::blob}]",
        ColumnType.JSON,
        new Json("[{\"on\":\"2024-01-02\",\"sum\":1.50,\"raw\":\"AQ==\"}]"));
  }

  @Test
  void readsNestedColumnsBesideFlatOnes() throws Exception {
    TypedReading reading =
        read(
            "select i as id, case when i % 2 = 0 then [i, i + 1] end as pair, 'n' || i as name,"
                + " case when i % 3 = 0 then {'x': i} end as part from range(5) t(i)");
    assertThat(reading.values())
        .containsExactly(
            List.of(0L, new Json("[0,1]"), "n0", new Json("{\"x\":0}")),
            Arrays.asList(1L, null, "n1", null),
            Arrays.asList(2L, new Json("[2,3]"), "n2", null),
            Arrays.asList(3L, null, "n3", new Json("{\"x\":3}")),
            Arrays.asList(4L, new Json("[4,5]"), "n4", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4", "lz4_raw"})
  void unpacksEveryCodec(String codec) throws Exception {
    StoredFile file =
        duck.write(
            "select i, 'row ' || i % 100 as name, i * 1.5 as x from range(20000) t(i)",
            ", compression " + codec);
    TypedReading reading = TypedReading.of(PARQUET, file);
    assertThat(reading.values()).hasSize(20_000);
    assertThat(reading.rows().column("name").get(19_999)).isEqualTo("row 99");
  }

  @Test
  void refusesACodecItDoesNotHave() throws Exception {
    StoredFile file = duck.write("select 'a' as v from range(100)", ", compression brotli");
    assertThatThrownBy(() -> TypedReading.of(PARQUET, file))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "a.parquet is packed with BROTLI, which cannot be read. Write it with Zstandard,"
                + " Snappy, gzip or LZ4.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void readsBothVersionsOfTheEncodings(String version) throws Exception {
    StoredFile file =
        duck.write(
            "select i, 'row number ' || i as name, i * 0.25 as x, date '2020-01-01' + i::int as d,"
                + " case when i % 7 > 0 then i end as n from range(5000) t(i)",
            ", parquet_version " + version + ", dictionary_size_limit 1");
    TypedReading reading = TypedReading.of(PARQUET, file);
    assertThat(reading.rows().column("i").get(4_999)).isEqualTo(4_999L);
    assertThat(reading.rows().column("name").get(4_999)).isEqualTo("row number 4999");
    assertThat(reading.rows().column("x").get(4_999)).isEqualTo(new BigDecimal("1249.75"));
    assertThat(reading.rows().column("n").get(7)).isNull();
  }

  @Test
  void numbersRowsOverAllRowGroups() throws Exception {
    StoredFile file = duck.write("select i from range(5000) t(i)", ", row_group_size 2048");
    TypedReading reading = TypedReading.of(PARQUET, file);
    assertThat(reading.rows().rows())
        .allSatisfy(row -> assertThat(row.position()).isEqualTo((Long) row.values().get(0) + 1));
  }

  @Test
  void readsRowGroupsByThemselves() throws Exception {
    StoredFile file =
        duck.write(
            "select i, [i] as l, repeat('x', i % 50) as t from range(20000) t(i)",
            ", row_group_size 2048");
    TypedReading whole = TypedReading.of(PARQUET, file);
    assertThat(TypedReading.table(PARQUET, Map.of()).parts(file, 1024)).hasSizeGreaterThan(5);
    assertThat(TypedReading.inParts(PARQUET, file, 1024).rows()).isEqualTo(whole.rows().rows());
  }

  @Test
  void goesOnAfterAnyRow() throws Exception {
    StoredFile file =
        duck.write(
            "select i, [i, null] as l, case when i % 5 > 0 then 'n' || i end as t"
                + " from range(300) t(i)",
            ", row_group_size 128");
    TypedReading whole = TypedReading.of(PARQUET, file);
    assertThat(TypedReading.inPieces(PARQUET, file).rows()).isEqualTo(whole.rows().rows());
  }

  @Test
  void readsIntoColumnsOfOtherTypes() throws Exception {
    StoredFile file =
        duck.write("select 7 as n, 'x' as t, date '2024-01-02' as d, '12' as s, 1.50 as m");
    TypedReading reading =
        TypedReading.typed(
            PARQUET,
            file,
            new Column("d", ColumnType.LOCAL_TIMESTAMP, true),
            new Column("s", ColumnType.WHOLE, true),
            new Column("missing", ColumnType.TEXT, true),
            new Column("n", ColumnType.TEXT, true),
            new Column("t", ColumnType.WHOLE, true),
            new Column("m", ColumnType.WHOLE, true));
    assertThat(reading.row())
        .containsExactly(
            LocalDateTime.of(2024, 1, 2, 0, 0),
            12L,
            null,
            "7",
            new Misfit("x", "is not a whole number"),
            new Misfit("1.50", "is not a whole number"));
  }

  @Test
  void joinsTheColumnsOfAFolder() throws Exception {
    StoredFile one = duck.write("select 1 as id, 'a' as name, 5 as n");
    StoredFile other = duck.write("select 2 as id, 1.5 as n, true as flag");
    FileTable table = TypedReading.table(PARQUET, Map.of());
    assertThat(table.layout(List.of(one, other)).columns())
        .containsExactly(
            new Column("id", ColumnType.WHOLE, true),
            new Column("name", ColumnType.TEXT, true),
            new Column("n", ColumnType.DECIMAL, true),
            new Column("flag", ColumnType.BOOLEAN, true));
  }

  @Test
  void readsAFileWithoutRows() throws Exception {
    TypedReading reading = read("select 1 as id, 'a' as name where false");
    assertThat(reading.names()).containsExactly("id", "name");
    assertThat(reading.values()).isEmpty();
  }

  @Test
  void knowsAParquetFileByItsContent() throws Exception {
    byte[] content = duck.bytes("select 1 as id", "");
    TypedReading reading = TypedReading.of(PARQUET, TypedReading.file("part-0000", content));
    assertThat(reading.layout().detected()).containsEntry("format", "parquet");
    assertThat(reading.row()).containsExactly(1L);
  }

  private static void refuses(byte[] content, String code, String message) {
    assertThatThrownBy(() -> TypedReading.of(PARQUET, TypedReading.file("a.parquet", content)))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(message)
        .extracting(e -> ((ConnectorException) e).code().name())
        .isEqualTo(code);
  }

  @Test
  void refusesWhatIsNoParquetFile() {
    String message =
        "a.parquet is not a Parquet file, though its name or format says so. Set its format to what"
            + " it is.";
    refuses("id,name\n1,a\n".getBytes(StandardCharsets.UTF_8), "UNEXPECTED_FORMAT", message);
    refuses(new byte[0], "UNEXPECTED_FORMAT", message);
    refuses(new byte[] {'P'}, "UNEXPECTED_FORMAT", message);
  }

  @Test
  void refusesAFileThatEndsEarly() throws Exception {
    byte[] whole = duck.bytes("select i from range(1000) t(i)", "");
    refuses(
        Arrays.copyOf(whole, whole.length / 2),
        "TRUNCATED",
        "a.parquet is a Parquet file that ends early: its footer is missing. Upload the whole file"
            + " again.");
  }

  @Test
  void refusesAnEncryptedFile() throws Exception {
    duck.execute("set force_mbedtls_unsafe = 'true'");
    duck.execute("pragma add_parquet_key('k', '0123456789112345')");
    refuses(
        duck.bytes("select 1 as id", ", encryption_config {footer_key: 'k'}"),
        "ENCRYPTED",
        "a.parquet is an encrypted Parquet file. Write it without encryption; the bucket itself can"
            + " be encrypted instead.");
  }

  @Test
  void saysWhichColumnIsDamaged() throws Exception {
    byte[] content =
        duck.bytes("select 'name ' || i as name from range(3000) t(i)", ", compression snappy");
    Arrays.fill(content, 200, 400, (byte) 0x55);
    refuses(
        content,
        "DAMAGED",
        "a.parquet is a damaged Parquet file: a page of the column name cannot be unpacked. Write it"
            + " again, or upload the whole file again.");
  }

  @Test
  void survivesAnyDamage() throws Exception {
    byte[] content =
        duck.bytes(
            "select i, 'name ' || i as name, [i] as l from range(200) t(i)", ", compression zstd");
    for (int at = 4; at < content.length; at += 3) {
      byte[] damaged = content.clone();
      damaged[at] ^= 0x5a;
      try {
        TypedReading.of(PARQUET, TypedReading.file("a.parquet", damaged));
      } catch (ConnectorException e) {
        assertThat(e).hasMessageStartingWith("a.parquet ");
      }
    }
  }

  @Test
  void refusesAPageThatIsTooLongBecauseItHasManyValues() throws Exception {
    byte[] content =
        duck.bytes(
            "select 'resident number ' || hash(i) as name from range(1500000) t(i)",
            ", row_group_size 2000000, compression uncompressed, dictionary_size_limit 1");
    assertThatThrownBy(() -> TypedReading.of(PARQUET, TypedReading.file("a.parquet", content)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageMatching(
            "a.parquet has in the column name a page of \\d+ MB, more than 32 MB, which is read at a"
                + " time. Write the file with smaller pages or row groups.");
  }

  @Test
  void rejectsAValueThatIsTooLong() throws Exception {
    StoredFile file =
        duck.write(
            "select i as id, case when i = 2 then repeat('x', 100_000_000) else 'n' || i end as note"
                + " from range(5) t(i)");
    TypedReading reading = TypedReading.of(PARQUET, file);
    assertThat(reading.rows().column("id").size() + reading.rows().rejects().size()).isEqualTo(5);
    assertThat(reading.rows().rejects())
        .isNotEmpty()
        .allSatisfy(
            reject ->
                assertThat(reject.problem())
                    .isEqualTo(
                        "has a value in the column note that is longer than 4 MB, the longest that is"
                            + " read, or stands in one page of the file with such a value"));
  }
}
