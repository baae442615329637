package tributary.plugin.s3.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedReading;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.testkit.RecordingBatchBuilder.Json;

/** Two files come from a JavaScript library ({@code avsc}), the others from Avro's own writer. */
class AvroFileTest {
  private static final AvroFormat AVRO = new AvroFormat();

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = AvroFileTest.class.getResourceAsStream("/avro/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] rows(String schema, CodecFactory codec, int perBlock, Object... rows)
      throws IOException {
    Schema parsed = new Schema.Parser().parse(schema);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(parsed))) {
      writer.setCodec(codec);
      writer.create(parsed, out);
      int count = 0;
      for (Object row : rows) {
        writer.append(row);
        if (++count % perBlock == 0) {
          writer.sync();
        }
      }
    }
    return out.toByteArray();
  }

  private static final String NOTES =
      "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
          + "{\"name\":\"text\",\"type\":\"string\"}]}";

  private static Object note(long id, String text) {
    GenericData.Record row = new GenericData.Record(new Schema.Parser().parse(NOTES));
    row.put("id", id);
    row.put("text", text);
    return row;
  }

  private static byte[] notes(int count, int perBlock, CodecFactory codec) throws IOException {
    Object[] rows = new Object[count];
    for (int i = 0; i < count; i++) {
      rows[i] = note(i, "note " + i);
    }
    return rows(NOTES, codec, perBlock, rows);
  }

  private static StoredFile file(byte[] content) {
    return TypedReading.file("a.avro", content);
  }

  private static void gives(String type, Object written, ColumnType expected, Object value)
      throws Exception {
    String schema =
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"v\",\"type\":" + type + "}]}";
    GenericData.Record row = new GenericData.Record(new Schema.Parser().parse(schema));
    row.put("v", written);
    TypedReading reading =
        TypedReading.of(AVRO, file(rows(schema, CodecFactory.nullCodec(), 10, row)));
    assertThat(reading.types()).containsExactly(expected);
    assertThat(reading.row()).containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate"})
  void readsWhatAnotherLibraryWrote(String codec) throws Exception {
    TypedReading reading = TypedReading.of(AVRO, file(resource("avsc-" + codec + ".avro")));
    assertThat(reading.values()).hasSize(20);
    assertThat(reading.values().get(4))
        .containsExactly(
            4L,
            "Ünï 4",
            LocalDate.of(2024, 1, 5),
            Instant.parse("1969-12-31T23:59:59.995Z"),
            Instant.parse("2024-02-29T21:00:00.000005Z"),
            LocalTime.of(4, 0),
            LocalDateTime.of(2024, 2, 29, 21, 0),
            new BigDecimal("-1.23"),
            UUID.fromString("8ac78da9-0d44-4505-b4cc-1cb473601deb"),
            0.5,
            0.5,
            true,
            ByteBuffer.wrap(new byte[] {4, -1}),
            "NORTH",
            ByteBuffer.wrap(new byte[] {1, 2, 3}),
            new Json("[\"a\",null]"),
            new Json("{\"x\":4}"),
            null,
            "4",
            4L);
    assertThat(reading.rows().column("room").get(5))
        .isEqualTo(new Json("{\"floor\":5,\"beds\":[1,2]}"));
    assertThat(reading.rows().column("mixed").subList(0, 3)).containsExactly(null, "1", "s2");
    assertThat(reading.rows().column("name").get(3)).isNull();
  }

  @Test
  void readsEveryTypeToItsEdge() throws Exception {
    gives("\"long\"", Long.MIN_VALUE, ColumnType.WHOLE, Long.MIN_VALUE);
    gives("\"int\"", Integer.MAX_VALUE, ColumnType.WHOLE, (long) Integer.MAX_VALUE);
    gives("\"double\"", Double.NaN, ColumnType.DOUBLE, Double.NaN);
    gives("[\"null\",\"int\",\"double\"]", 1.5, ColumnType.DECIMAL, new BigDecimal("1.5"));
    gives("\"null\"", null, ColumnType.TEXT, null);
    gives(
        "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}",
        -1L,
        ColumnType.TIMESTAMP,
        Instant.parse("1969-12-31T23:59:59.999999Z"));
    gives(
        "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}",
        -62_135_596_800_000L,
        ColumnType.LOCAL_TIMESTAMP,
        LocalDateTime.of(1, 1, 1, 0, 0));
    gives(
        "{\"type\":\"long\",\"logicalType\":\"time-micros\"}",
        86_399_999_999L,
        ColumnType.TIME,
        LocalTime.of(23, 59, 59, 999_999_000));
    gives(
        "{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}",
        new GenericData.Fixed(
            new Schema.Parser().parse("{\"type\":\"fixed\",\"name\":\"D\",\"size\":12}"),
            new byte[] {1, 0, 0, 0, 2, 0, 0, 0, (byte) 0xe8, 3, 0, 0}),
        ColumnType.TEXT,
        "P1M2DT1.000S");
  }

  @Test
  void readsRowsThatAreNoRecords() throws Exception {
    TypedReading reading =
        TypedReading.of(
            AVRO, file(rows("\"string\"", CodecFactory.nullCodec(), 10, "a", "b", "c")));
    assertThat(reading.names()).containsExactly("value");
    assertThat(reading.values()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
  }

  /** Avro's own writer, with the compression of the codec that the reader uses. */
  private static final class SnappyCodec extends Codec {
    @Override
    public String getName() {
      return "snappy";
    }

    @Override
    public ByteBuffer compress(ByteBuffer plain) {
      byte[] in = Arrays.copyOf(plain.array(), plain.remaining());
      SnappyCompressor compressor = new SnappyCompressor();
      byte[] out = new byte[compressor.maxCompressedLength(in.length) + 4];
      int length = compressor.compress(in, 0, in.length, out, 0, out.length);
      CRC32 crc = new CRC32();
      crc.update(in);
      return ByteBuffer.wrap(out, 0, length + 4).putInt(length, (int) crc.getValue());
    }

    @Override
    public ByteBuffer decompress(ByteBuffer packed) {
      throw new UnsupportedOperationException("Only writes");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SnappyCodec;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static final class SnappyFactory extends CodecFactory {
    @Override
    protected Codec createInstance() {
      return new SnappyCodec();
    }
  }

  private static CodecFactory codec(String name) {
    return name.equals("snappy") ? new SnappyFactory() : CodecFactory.fromString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2"})
  void unpacksEveryCodec(String codec) throws Exception {
    byte[] content = notes(5_000, 700, codec(codec));
    TypedReading reading = TypedReading.of(AVRO, file(content));
    assertThat(reading.values()).hasSize(5_000);
    assertThat(reading.values().get(4_999)).containsExactly(4_999L, "note 4999");
    assertThat(reading.rows().rows())
        .allSatisfy(row -> assertThat(row.position()).isEqualTo((Long) row.values().get(0) + 1));
  }

  @ParameterizedTest
  @CsvSource({"1,null", "7,deflate", "50,snappy", "1000,zstandard"})
  void goesOnAfterAnyRow(int perBlock, String codec) throws Exception {
    StoredFile file = file(notes(200, perBlock, codec(codec)));
    assertThat(TypedReading.inPieces(AVRO, file).rows())
        .isEqualTo(TypedReading.of(AVRO, file).rows().rows());
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 16, 33, 100, 1000, 3000})
  void readsPartsByThemselves(long partBytes) throws Exception {
    StoredFile file = file(notes(500, 9, CodecFactory.nullCodec()));
    assertThat(TypedReading.table(AVRO, Map.of()).parts(file, partBytes))
        .hasSizeGreaterThan(1)
        .first()
        .extracting(FilePart::from)
        .isEqualTo(0L);
    assertThat(TypedReading.inParts(AVRO, file, partBytes).column("id"))
        .isEqualTo(TypedReading.of(AVRO, file).rows().column("id"));
  }

  @Test
  void readsAFileWithoutRows() throws Exception {
    TypedReading reading = TypedReading.of(AVRO, file(notes(0, 1, CodecFactory.nullCodec())));
    assertThat(reading.names()).containsExactly("id", "text");
    assertThat(reading.values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "zstandard"})
  void rejectsARowThatIsTooLong(String codec) throws Exception {
    byte[] content =
        rows(NOTES, codec(codec), 10, note(1, "a"), note(2, "x".repeat(20_000_000)), note(3, "c"));
    TypedReading reading = TypedReading.of(AVRO, file(content));
    assertThat(reading.values()).containsExactly(List.of(1L, "a"), List.of(3L, "c"));
    assertThat(reading.rows().rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.position()).isEqualTo(2);
              assertThat(reject.problem())
                  .isEqualTo("is longer than 4 MB, the longest row that is read");
            });
  }

  @Test
  void rejectsTheRowsOfASnappyBlockThatIsTooLong() throws Exception {
    byte[] content =
        rows(
            NOTES, codec("snappy"), 2, note(1, "a"), note(2, "x".repeat(40_000_000)), note(3, "c"));
    TypedReading reading = TypedReading.of(AVRO, file(content));
    assertThat(reading.values()).containsExactly(List.of(3L, "c"));
    assertThat(reading.rows().rejects())
        .hasSize(2)
        .allSatisfy(
            reject ->
                assertThat(reject.problem())
                    .isEqualTo(
                        "is in a block of 2 rows that is longer than 32 MB, the longest block that"
                            + " is read with snappy"));
  }

  private static void refuses(byte[] content, String code, String message) {
    assertThatThrownBy(() -> TypedReading.of(AVRO, file(content)))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(message)
        .extracting(e -> ((ConnectorException) e).code().name())
        .isEqualTo(code);
  }

  @Test
  void refusesWhatIsNoAvroFile() {
    String message =
        "a.avro is not an Avro file, though its name or format says so. Set its format to what it"
            + " is.";
    refuses("id,name\n".getBytes(StandardCharsets.UTF_8), "UNEXPECTED_FORMAT", message);
    refuses(new byte[0], "UNEXPECTED_FORMAT", message);
  }

  @Test
  void saysWhereTheFileBreaksOff() throws Exception {
    byte[] whole = notes(1_000, 100, CodecFactory.nullCodec());
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    assertThatThrownBy(() -> TypedReading.of(AVRO, file(cut)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageMatching(
            "a.avro ends in the middle of its Avro data, in the block at byte \\d+. Upload the whole"
                + " file again.");
  }

  @Test
  void refusesACodecItDoesNotHave() throws Exception {
    byte[] content = notes(3, 10, CodecFactory.nullCodec());
    byte[] name = "avro.codec".getBytes(StandardCharsets.UTF_8);
    int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("avro.codec") + name.length;
    content[at + 1] = 'l';
    content[at + 2] = 'z';
    content[at + 3] = 'm';
    content[at + 4] = 'a';
    refuses(
        content,
        "UNSUPPORTED_CODEC",
        "a.avro is packed with lzma, which cannot be read. Write it with deflate, snappy, zstandard"
            + " or bzip2.");
  }

  @Test
  void survivesAnyDamage() throws Exception {
    for (String codec : List.of("null", "deflate", "snappy", "zstandard")) {
      byte[] content = notes(60, 20, codec(codec));
      for (int at = 0; at < content.length; at += 5) {
        byte[] damaged = content.clone();
        damaged[at] ^= 0x5a;
        try {
          TypedReading.of(AVRO, file(damaged));
        } catch (ConnectorException e) {
          assertThat(e).hasMessageStartingWith("a.avro ");
        }
      }
    }
  }
}
