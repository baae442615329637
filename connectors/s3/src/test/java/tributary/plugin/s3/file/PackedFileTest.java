package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.airlift.compress.snappy.SnappyFramedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.plugin.s3.file.UnpackingInput.Swelling;
import tributary.spi.ConnectorException;

class PackedFileTest {
  private static final String ROWS = "id,name\n1,Ann\n2,Bob\n";

  /** Made by the bzip2 command, of the rows above and of one more. */
  private static final String BZIP2_COMMAND =
      "QlpoOTFBWSZTWR1T4iUAAAddAAAQAAQwADAANiOgACITR5Ro8oQAALVg9MbgtMMFP4u5IpwoSA6p8RKA";

  private static final String BZIP2_COMMAND_MORE =
      "QlpoOTFBWSZTWayKZHAAAAFdAAAQAAQIAAgABCAgACGADALHNuLuSKcKEhWRTI4A";

  /** Made by the zip command with the password "secret". */
  private static final String ZIP_WITH_PASSWORD =
      "UEsDBAoACQAAAGlMdV2k9wY9IAAAABQAAAANABwAcmVzaWRlbnRzLmNzdlVUCQAD1WUBa9VlAWt1eAsAAQQAAAAABAAA"
          + "AAB2t4K91yzpCOgUK4f+bXayTpLi3Xb0tpvnTC39lJEY4FBLBwik9wY9IAAAABQAAABQSwECHgMKAAkAAABpTHVd"
          + "pPcGPSAAAAAUAAAADQAYAAAAAAABAAAApIEAAAAAcmVzaWRlbnRzLmNzdlVUBQAD1WUBa3V4CwABBAAAAAAEAAAA"
          + "AFBLBQYAAAAAAQABAFMAAAB3AAAAAAA=";

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(text(file.getValue()));
      }
    }
    return out.toByteArray();
  }

  private static byte[] packed(String compression, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing =
        switch (compression) {
          case "zst" -> new ZstdOutputStream(out).setChecksum(true);
          case "bz2" -> new BZip2CompressorOutputStream(out);
          default -> new SnappyFramedOutputStream(out);
        }) {
      packing.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] both(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static List<List<Object>> read(String name, byte[] content) {
    return FileReading.of(new MemoryFile(name, content), Map.of()).values();
  }

  private static void refuses(String name, byte[] content, String code, String message) {
    assertThatThrownBy(() -> read(name, content))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(message)
        .extracting(e -> ((ConnectorException) e).code().name())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"zst,zstd", "bz2,bzip2", "sz,snappy"})
  void unpacks(String extension, String key) throws Exception {
    byte[] content = packed(extension, text(ROWS));
    FileReading reading = FileReading.of(new MemoryFile("a.csv." + extension, content), Map.of());
    assertThat(reading.values()).containsExactly(List.of(1L, "Ann"), List.of(2L, "Bob"));
    assertThat(reading.layout().detected()).containsEntry("compression", key);
    assertThat(read("a", content)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zst", "bz2", "sz"})
  void readsWhatIsPackedInPiecesOneAfterAnother(String extension) throws Exception {
    byte[] content = both(packed(extension, text(ROWS)), packed(extension, text("3,Cid\n")));
    assertThat(read("a.csv." + extension, content))
        .containsExactly(List.of(1L, "Ann"), List.of(2L, "Bob"), List.of(3L, "Cid"));
  }

  @Test
  void readsWhatTheBzip2CommandMade() {
    byte[] one = Base64.getDecoder().decode(BZIP2_COMMAND);
    byte[] more = Base64.getDecoder().decode(BZIP2_COMMAND_MORE);
    assertThat(read("a.csv.bz2", both(one, more)))
        .containsExactly(List.of(1L, "Ann"), List.of(2L, "Bob"), List.of(3L, "Cid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zst", "bz2", "sz"})
  void saysWhereItBreaksOff(String extension) throws Exception {
    StringBuilder rows = new StringBuilder("id,name\n");
    for (int i = 0; i < 20_000; i++) {
      rows.append(i).append(",name ").append(Integer.toHexString(i * 31)).append('\n');
    }
    byte[] whole = packed(extension, text(rows.toString()));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> read("a.csv." + extension, cut))
        .isInstanceOf(ConnectorException.class)
        .hasMessageMatching(
            "a.csv."
                + extension
                + " ends in the middle of its (Zstandard|bzip2|framed Snappy) data"
                + " after "
                + cut.length
                + " bytes. Upload the whole file again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zst", "bz2", "sz"})
  void refusesDamage(String extension) throws Exception {
    byte[] content = packed(extension, text(ROWS.repeat(20)));
    content[content.length / 2] ^= 0x5a;
    assertThatThrownBy(() -> read("a.csv." + extension, content))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("a.csv." + extension + " ");
  }

  @Test
  void readsTheOneFileOfAnArchive() throws Exception {
    byte[] content = zip(Map.of("stays.csv", ROWS, "__MACOSX/._stays.csv", "x", ".hidden", "y"));
    FileReading reading = FileReading.of(new MemoryFile("a.zip", content), Map.of());
    assertThat(reading.values()).containsExactly(List.of(1L, "Ann"), List.of(2L, "Bob"));
    assertThat(reading.layout().detected())
        .containsEntry("compression", "zip")
        .containsEntry("format", "csv");
  }

  @Test
  void takesTheFormatFromTheNameInsideTheArchive() throws Exception {
    byte[] content = zip(Map.of("events/log.jsonl", "{\"a\":1}\n{\"a\":2}\n"));
    FileReading reading = FileReading.of(new MemoryFile("a.zip", content), Map.of());
    assertThat(reading.layout().detected()).containsEntry("format", "jsonl");
    assertThat(reading.values()).hasSize(2);
  }

  @Test
  void readsAnArchiveWhoseFileIsNotPacked() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("stays.csv");
      CRC32 crc = new CRC32();
      crc.update(text(ROWS));
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(ROWS.length());
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(text(ROWS));
    }
    assertThat(read("a.csv.zip", out.toByteArray())).hasSize(2);
  }

  @Test
  void refusesAnArchiveOfSeveralFiles() throws Exception {
    byte[] content = zip(new java.util.TreeMap<>(Map.of("a.csv", ROWS, "b.csv", ROWS)));
    refuses(
        "all.zip",
        content,
        "NOT_ONE_FILE",
        "all.zip is a ZIP archive of 2 files (a.csv, b.csv), and one table is one file. Upload them"
            + " unpacked, those that belong together in one folder, or zip each by itself.");
  }

  @Test
  void refusesAnEmptyArchive() throws Exception {
    refuses(
        "all.zip",
        zip(Map.of("folder/", "")),
        "NOT_ONE_FILE",
        "all.zip is a ZIP archive without a file. Zip the file again and upload it.");
  }

  @Test
  void refusesAnArchiveWithPassword() {
    refuses(
        "residents.csv.zip",
        Base64.getDecoder().decode(ZIP_WITH_PASSWORD),
        "ENCRYPTED",
        "residents.csv.zip is protected by a password. Upload it without one; the bucket itself can"
            + " be encrypted instead.");
  }

  @Test
  void refusesAnArchiveThatEndsEarly() throws Exception {
    byte[] whole = zip(Map.of("stays.csv", ROWS));
    refuses(
        "a.zip",
        Arrays.copyOf(whole, whole.length - 10),
        "TRUNCATED",
        "a.zip is no whole ZIP archive: its directory, which stands at the end, is missing. Upload"
            + " the whole file again.");
  }

  @Test
  void refusesAnArchiveWhoseFileFailsItsChecksum() throws Exception {
    byte[] content = zip(Map.of("stays.csv", ROWS));
    int directory = new String(content, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    content[directory + 16] ^= 1;
    assertThatThrownBy(() -> read("a.zip", content))
        .isInstanceOf(ConnectorException.class)
        .hasMessageMatching(
            "a.zip has damaged ZIP data within its first \\d+ bytes. Compress and upload the file"
                + " again.");
  }

  @Test
  void refusesWhatSwellsBeyondMeasure() throws Exception {
    byte[] content = zip(Map.of("bomb.csv", "0".repeat(10_000_000)));
    MemoryFile file = new MemoryFile("bomb.zip", content);
    ZipArchive archive = ZipArchive.of(file);
    ZipEntryPlace entry = archive.find("bomb.csv").orElseThrow();
    MeteredInput raw = archive.packed(entry);
    try (UnpackingInput in =
        UnpackingInput.of(entry, raw, "bomb.zip", raw, new Swelling(1_000_000, 400))) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(ConnectorException.class)
          .hasMessageStartingWith(
              "bomb.zip swells to more than 400 times its size when it is unpacked, which files of"
                  + " rows do not: its first ");
    }
  }

  @Test
  void survivesAnyDamageOfAnArchive() throws Exception {
    byte[] content = zip(Map.of("stays.csv", ROWS));
    for (int at = 0; at < content.length; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= 0x5a;
      try {
        read("a.csv.zip", damaged);
      } catch (ConnectorException e) {
        assertThat(e).hasMessageContaining("a.csv.zip");
      }
    }
  }

  @Test
  void refusesATypedFileThatIsNamedText() {
    refuses(
        "residents.csv",
        both(text("PAR1"), new byte[20]),
        "UNEXPECTED_FORMAT",
        "residents.csv is a Parquet file, though its name or format does not say so. Set its format"
            + " to parquet.");
  }

  @Test
  void refusesATypedFileInAnArchive() throws Exception {
    refuses(
        "a.zip",
        zip(Map.of("stays.parquet", "PAR1....PAR1")),
        "NOT_TEXT",
        "a.zip holds a Parquet file, not rows of text. Upload that file itself, not packed.");
  }

  @Test
  void readsAWholeLineAsOneText() throws Exception {
    FileReading reading =
        FileReading.of(
            "a.txt",
            "line\n\"a\",b;c\n00012\n  2024-01-01 \n\"open\n",
            Map.of("delimiter", "none"));
    assertThat(reading.types()).containsExactly(tributary.spi.ColumnType.TEXT);
    assertThat(reading.rows().column("line"))
        .containsExactly("\"a\",b;c", "00012", "  2024-01-01 ", "\"open");
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void takesAStreamInPiecesOfAnySize() throws Exception {
    byte[] content = packed("zst", text(ROWS.repeat(1000)));
    MeteredInput raw =
        new MeteredInput(
            new ByteArrayInputStream(content) {
              @Override
              public synchronized int read(byte[] bytes, int from, int most) {
                return super.read(bytes, from, Math.min(most, 3));
              }
            },
            content.length);
    try (UnpackingInput in = UnpackingInput.of(Compression.ZSTD, raw, "a.zst", raw)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(ROWS.repeat(1000));
    }
  }
}
