package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.spi.ConnectorException;

class GzipFileTest {
  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(String content) throws IOException {
    return gzip(content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] rows(int count) throws IOException {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < count; i++) {
      text.append(i).append(",name ").append(Integer.toHexString(i * 31)).append('\n');
    }
    return gzip(text.toString());
  }

  private static void refuses(String name, byte[] content, String code, String message) {
    assertThatThrownBy(() -> FileReading.of(new MemoryFile(name, content), Map.of()))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(message)
        .extracting(e -> ((ConnectorException) e).code().name())
        .isEqualTo(code);
  }

  @Test
  void unpacks() throws Exception {
    FileReading reading = FileReading.of(new MemoryFile("a.csv.gz", rows(1000)), Map.of());
    assertThat(reading.values()).hasSize(1000);
    assertThat(reading.layout().detected()).containsEntry("compression", "gzip");
  }

  @Test
  void readsAllMembersOfAFile() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip("id,name\n1,a\n"));
    both.write(gzip("2,b\n"));
    FileReading reading = FileReading.of(new MemoryFile("a.csv.gz", both.toByteArray()), Map.of());
    assertThat(reading.values()).containsExactly(List.of(1L, "a"), List.of(2L, "b"));
  }

  @Test
  void saysWhereGzipBreaksOff() throws Exception {
    byte[] whole = rows(50_000);
    refuses(
        "a.csv.gz",
        Arrays.copyOf(whole, whole.length / 2),
        "TRUNCATED",
        "a.csv.gz ends in the middle of its gzip data after "
            + whole.length / 2
            + " bytes. Upload the whole file again.");
  }

  @Test
  void refusesDamagedGzip() throws Exception {
    byte[] content = rows(20);
    content[20] ^= 0x55;
    content[21] ^= 0x55;
    refuses(
        "a.csv.gz",
        content,
        "DAMAGED",
        "a.csv.gz has damaged gzip data within its first "
            + content.length
            + " bytes. Compress and upload the file again.");
  }

  @Test
  void refusesTextThatIsNamedGzip() {
    refuses(
        "a.csv.gz",
        "id,name\n".getBytes(StandardCharsets.UTF_8),
        "OTHER_COMPRESSION",
        "a.csv.gz is not gzip data, though its name says so. Set its compression type to none, or"
            + " compress it and upload it again.");
  }

  @Test
  void refusesGzipThatIsNamedText() throws Exception {
    refuses(
        "a.csv",
        gzip("id,name\n"),
        "UNEXPECTED_COMPRESSION",
        "a.csv is gzip data, though its name does not say so. Set its compression type to gzip, or"
            + " add .gz to its name.");
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7,a PDF document",
    "PK\u0003\u0004rest,a ZIP archive or an Office document",
    "<!DOCTYPE html>,a web page",
    "<HTML><body>,a web page"
  })
  void refusesWhatIsNoText(String content, String words) {
    refuses(
        "residents.csv",
        content.getBytes(StandardCharsets.UTF_8),
        "NOT_TEXT",
        "residents.csv is "
            + words
            + ", not rows of text. Export it as CSV or JSON and upload that, or leave it out.");
  }

  @Test
  void refusesAnImage() {
    refuses(
        "residents.csv",
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
        "NOT_TEXT",
        "residents.csv is a PNG image, not rows of text. Export it as CSV or JSON and upload that,"
            + " or leave it out.");
  }
}
