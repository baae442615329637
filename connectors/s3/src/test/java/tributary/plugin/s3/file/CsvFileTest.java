package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.RecordingBatchBuilder.Misfit;
import tributary.testkit.RecordingBatchBuilder.Reject;

class CsvFileTest {
  @Test
  void rejectsRowsWithTooFewOrTooManyFields() {
    FileReading reading = FileReading.of("a.csv", "a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
    assertThat(reading.values()).containsExactly(List.of(1L, 2L, 3L));
    assertThat(reading.rejects())
        .extracting(Reject::position, Reject::rawRow, Reject::problem)
        .containsExactly(
            tuple(2L, "1,2", "has 2 fields where the header has 3"),
            tuple(4L, "1,2,3,4", "has 4 fields where the header has 3"));
  }

  @Test
  void spoilsOneLineOnlyForAnUnclosedQuote() {
    FileReading reading = FileReading.of("a.csv", "a,b\n1,x\n2,\"open\n3,y\n4,z\n");
    assertThat(reading.values())
        .containsExactly(List.of(1L, "x"), List.of(3L, "y"), List.of(4L, "z"));
    assertThat(reading.lines()).containsExactly(2L, 4L, 5L);
    assertThat(reading.rejects())
        .containsExactly(
            new Reject(3, "2,\"open", "has a quote that opens on line 3 and is never closed"));
  }

  @Test
  void spoilsOneLineOnlyForTextAfterAQuote() {
    FileReading reading = FileReading.of("a.csv", "a,b\n1,\"x\"y\n2,\"open\n3,\"z\"\n4,w\n");
    assertThat(reading.values()).containsExactly(List.of(3L, "z"), List.of(4L, "w"));
    assertThat(reading.rejects())
        .extracting(Reject::position, Reject::problem)
        .containsExactly(
            tuple(2L, "has text after the closing quote of field 2, whose quote opens on line 2"),
            tuple(3L, "has text after the closing quote of field 2, whose quote opens on line 3"));
  }

  @Test
  void boundsTheMemoryOfARowWithAnUnclosedQuote() throws Exception {
    StringBuilder text = new StringBuilder("a,b\n1,\"open\n");
    for (int i = 0; i < 200; i++) {
      text.append(i).append(",x\n");
    }
    FileTable table = new FileTable(TableOptions.NONE, List.of(), 16, 256);
    MemoryFile file = MemoryFile.of("a.csv", text.toString());
    FileLayout layout = table.layout(List.of(file));
    RecordingBatchBuilder out = FileReading.inPieces(table, file, layout);
    assertThat(out.rows()).hasSize(200);
    assertThat(out.rejects())
        .extracting(Reject::position, Reject::problem)
        .containsExactly(
            tuple(
                2L,
                "is longer than 256 bytes, the longest row that is read;"
                    + " or a quote that opens on line 2 is never closed"));
  }

  @Test
  void rejectsARowThatIsTooLongAndGoesOnBehindIt() throws Exception {
    FileTable table = new FileTable(TableOptions.NONE, List.of(), 16, 256);
    MemoryFile file = MemoryFile.of("a.csv", "a,b\n1," + "x".repeat(5000) + "\n2,y\n");
    RecordingBatchBuilder out = FileReading.inPieces(table, file, table.layout(List.of(file)));
    assertThat(out.column("b")).containsExactly("y");
    assertThat(out.rejects().get(0).position()).isEqualTo(2);
    assertThat(out.rejects().get(0).problem())
        .isEqualTo("is longer than 256 bytes, the longest row that is read");
    assertThat(out.rejects().get(0).rawRow()).startsWith("1,xxx").hasSize(256);
  }

  @Test
  void rejectsTheRowWithInvalidBytesOnly() {
    byte[] content = "id,name\n1,Ann\n2,B?b\n3,Cid\n".getBytes(StandardCharsets.US_ASCII);
    content[17] = (byte) 0xe9;
    FileReading reading = FileReading.of(new MemoryFile("a.csv", content), Map.of());
    assertThat(reading.values()).containsExactly(List.of(1L, "Ann"), List.of(3L, "Cid"));
    assertThat(reading.rejects())
        .extracting(Reject::position, Reject::problem)
        .containsExactly(
            tuple(
                3L,
                "has bytes that are not valid UTF-8, first at byte 17 of the file. Check the"
                    + " table's encoding option"));
  }

  @ParameterizedTest
  @CsvSource({"utf-16le", "utf-16be", "iso-8859-1", "windows-1252"})
  void readsOtherEncodings(String encoding) {
    byte[] content = "id;name\n1;Zoë Ä\n2;x\n".getBytes(Charset.forName(encoding));
    FileReading reading =
        FileReading.of(new MemoryFile("a.csv", content), Map.of("encoding", encoding));
    assertThat(reading.values()).containsExactly(List.of(1L, "Zoë Ä"), List.of(2L, "x"));
    assertThat(reading.layout().detected()).containsEntry("delimiter", "semicolon");
  }

  @Test
  void takesAFileForWindows1252WhereNothingBeyondAsciiIsUtf8() {
    String rows = "id;name\n1;Señor\n2;Zoë\n3;10 €\n4;–\n5;x\n";
    byte[] content = rows.getBytes(Charset.forName("windows-1252"));
    FileReading reading = FileReading.of(new MemoryFile("a.csv", content), Map.of());
    assertThat(reading.values())
        .containsExactly(
            List.of(1L, "Señor"),
            List.of(2L, "Zoë"),
            List.of(3L, "10 €"),
            List.of(4L, "–"),
            List.of(5L, "x"));
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void rejectsTheRowThatAnotherEncodingDoesNotHave() {
    byte[] content = "id,name\n1,A\n2,B\n3,C\n".getBytes(StandardCharsets.US_ASCII);
    content[14] = (byte) 0x81;
    FileReading reading =
        FileReading.of(new MemoryFile("a.csv", content), Map.of("encoding", "windows-1252"));
    assertThat(reading.values()).containsExactly(List.of(1L, "A"), List.of(3L, "C"));
    assertThat(reading.rejects())
        .extracting(Reject::position, Reject::problem)
        .containsExactly(
            tuple(
                3L,
                "has bytes that are not valid windows-1252. Check the table's encoding option"));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,EF BB BF", "UTF-16LE,FF FE", "UTF-16BE,FE FF"})
  void knowsTheByteOrderMark(String charset, String mark) throws Exception {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (String b : mark.split(" ")) {
      content.write(Integer.parseInt(b, 16));
    }
    content.write("né,b\n1,😀\n".getBytes(Charset.forName(charset)));
    FileTable table = new FileTable(TableOptions.NONE);
    MemoryFile file = new MemoryFile("a.csv", content.toByteArray());
    FileLayout layout = table.layout(List.of(file));
    assertThat(layout.columns()).extracting(c -> c.name()).containsExactly("né", "b");
    assertThat(layout.detected())
        .containsEntry("encoding", charset.toLowerCase(java.util.Locale.ROOT));
    assertThat(FileReading.inPieces(table, file, layout).column("b")).containsExactly("😀");
  }

  @Test
  void tellsEmptyTextFromNoText() {
    FileReading reading = FileReading.of("a.csv", "id,note,n\n1,,\n2,\"\",\"\"\n\n3,x,7\n");
    assertThat(reading.values())
        .containsExactly(
            Arrays.asList(1L, null, null), Arrays.asList(2L, "", null), List.of(3L, "x", 7L));
    assertThat(reading.lines()).containsExactly(2L, 3L, 5L);
  }

  @Test
  void passesZeroCharactersAndEmojiThrough() {
    FileReading reading = FileReading.of("a.csv", "a,b\nx\u0000y,👩‍⚕️\n");
    assertThat(reading.values()).containsExactly(List.of("x\u0000y", "👩‍⚕️"));
  }

  @Test
  void readsAHeaderOnlyFileAsNoRows() {
    FileReading reading = FileReading.of("a.csv", "a,b\n");
    assertThat(reading.types()).containsExactly(ColumnType.TEXT, ColumnType.TEXT);
    assertThat(reading.values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(value = {"''", "'\n\n'"})
  void refusesAnEmptyFile(String content) {
    assertThatThrownBy(() -> FileReading.of("residents.csv", content))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "residents.csv is empty: it has no header row. Upload it with its rows, or leave the"
                + " table out.")
        .extracting(e -> ((ConnectorException) e).code().name())
        .isEqualTo("EMPTY_FILE");
  }

  @Test
  void tellsANameWithAZeroCharacterFromTheNameWithoutIt() {
    FileReading reading = FileReading.of("a.csv", "a\0b,ab\n1,2\n");

    assertThat(reading.names()).containsExactly("a\ufffdb", "ab");
    assertThat(reading.values()).containsExactly(List.of(1L, 2L));
  }

  @Test
  void refusesBinaryDataOfAnyKind() {
    byte[] bytes = new byte[4096];
    new Random(7).nextBytes(bytes);

    assertThatThrownBy(() -> FileReading.of(new MemoryFile("a.csv", bytes), Map.of()))
        .hasMessage(
            "a.csv is binary data, not rows of text. Export it as CSV or JSON and upload that, or"
                + " leave it out.");
  }

  @Test
  void takesControlCharactersThatSeparateForText() {
    String content = "a\u0001b\n" + "1\u00012\n".repeat(50);
    String records = "a,b\u001e" + "1,2\u001e".repeat(50);

    assertThat(FileReading.of("a.csv", content).values()).hasSize(50);
    assertThat(
            FileReading.of(
                    "a.csv",
                    records,
                    Map.of("rowDelimiter", "custom", "customRowDelimiter", "\u001e"))
                .values())
        .hasSize(50);
  }

  @Test
  void passesNamesOnAsTheyAre() {
    String longName = "n".repeat(200);
    FileReading reading = FileReading.of("a.csv", "a,a,,A,select," + longName + "\n1,x,2,3,4,5\n");
    assertThat(reading.names()).containsExactly("a", "a", "", "A", "select", longName);
    assertThat(reading.types().subList(0, 2)).containsExactly(ColumnType.WHOLE, ColumnType.TEXT);
    assertThat(reading.values()).containsExactly(List.of(1L, "x", 2L, 3L, 4L, 5L));
  }

  @Test
  void readsThousandsOfColumns() {
    String names =
        IntStream.range(0, 2000).mapToObj(i -> "column_" + i).collect(Collectors.joining(","));
    String row = String.join(",", Collections.nCopies(2000, "1"));
    FileReading reading = FileReading.of("a.csv", names + "\n" + row + "\n");
    assertThat(reading.values().get(0)).hasSize(2000).containsOnly(1L);
  }

  @Test
  void rejectsARowOfNothingButDelimiters() {
    FileReading reading = FileReading.of("a.csv", "a,b\n" + ",".repeat(200_000) + "\n1,2\n");
    assertThat(reading.values()).containsExactly(List.of(1L, 2L));
    assertThat(reading.rejects().get(0).problem()).isEqualTo("has more than 100000 fields");
    assertThat(reading.lines()).containsExactly(3L);
  }

  @Test
  void readsWithoutHeader() {
    FileReading reading = FileReading.of("a.csv", "1,x\n2,y\n3\n", Map.of("header", "false"));
    assertThat(reading.names()).containsExactly("Column1", "Column2");
    assertThat(reading.values()).containsExactly(List.of(1L, "x"), List.of(2L, "y"));
    assertThat(reading.rejects().get(0).problem())
        .isEqualTo("has 1 field where the first row has 2");
  }

  @ParameterizedTest
  @CsvSource({"comma,','", "semicolon,;", "pipe,|", "tab,'\t'", "soh,'\u0001'"})
  void detectsTheDelimiter(String name, String delimiter) {
    String text = "id,note,born\n1,\"a;b|c\",x\n2,\"d\",y\n".replace(",", delimiter);
    FileReading reading = FileReading.of("a.txt", text);
    assertThat(reading.layout().detected()).containsEntry("delimiter", name);
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void readsLinesAsOneFieldWithoutDelimiter() {
    FileReading reading =
        FileReading.of("a.txt", "line\na,b;c\n", Map.of("delimiter", "none", "quote", "none"));
    assertThat(reading.values()).containsExactly(List.of("a,b;c"));
  }

  @Test
  void keepsToTheRowDelimiterThatIsGiven() {
    FileReading reading =
        FileReading.of(
            "a.txt",
            "a,b|~|1,x\ny|~|2,z",
            Map.of("rowDelimiter", "custom", "customRowDelimiter", "|~|", "delimiter", "comma"));
    assertThat(reading.values()).containsExactly(List.of(1L, "x\ny"), List.of(2L, "z"));
    assertThat(reading.lines()).containsExactly(2L, 3L);
  }

  @Test
  void understandsABackslashOnlyWhenTold() {
    String text = "a,b\n1,\"x\\\"y\"\n2,C:\\temp\n";
    assertThat(FileReading.of("a.csv", text, Map.of("escape", "backslash")).values())
        .containsExactly(List.of(1L, "x\"y"), List.of(2L, "C:temp"));
    assertThat(FileReading.of("a.csv", text).values()).containsExactly(List.of(2L, "C:\\temp"));
  }

  @Test
  void handsAValueThatDoesNotFitOnAsItIs() {
    FileReading reading =
        FileReading.typed(
            "a.csv",
            "n,d,t\n12,2024-01-31,a\nnone,2024-02-30,b\n00123,31/01/2024,c\n"
                + "9223372036854775808,2024-01-31 10:00,d\n",
            Map.of(),
            FileReading.column("n", ColumnType.WHOLE),
            FileReading.column("d", ColumnType.DATE),
            FileReading.column("gone", ColumnType.TEXT));
    assertThat(reading.rows().column("n"))
        .containsExactly(
            12L,
            new Misfit("none", "is not a whole number"),
            new Misfit("00123", "has a leading zero or plus sign, which a number would lose"),
            new Misfit("9223372036854775808", "is beyond the whole numbers of 64 bits"));
    assertThat(reading.rows().column("d").subList(1, 4))
        .containsExactly(
            new Misfit("2024-02-30", "is not a date"),
            new Misfit("31/01/2024", "is not a date"),
            new Misfit("2024-01-31 10:00", "has a time of day, which a date would lose"));
    assertThat(reading.rows().column("gone")).containsOnlyNulls();
    assertThat(reading.notes())
        .containsExactly(
            "a.csv has columns that the table does not have yet; they are left out: t");
  }

  @ParameterizedTest
  @CsvSource({"csv,''", "csv,.gz", "jsonl,''", "json,''", "json,.gz"})
  void goesOnAfterEveryRow(String format, String compression) throws Exception {
    String csv = "id,note\n1,\"a\nb\"\n2,\"x\"y\n3,z\n\n4,\"open\n5,w";
    String lines = "{\"id\":1,\"note\":\"a\"}\n\n{\"id\":2\n{\"id\":3,\"note\":\"z\"}";
    String array =
        "[{\"id\":1,\n\"note\":\"a\"},\n {\"id\":2,\"note\":\"]\"} , {\"id\":3,\"note\":null}\n]\n";
    String text = Map.of("csv", csv, "jsonl", lines, "json", array).get(format);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    MemoryFile file =
        new MemoryFile(
            "a." + format + compression,
            compression.isEmpty() ? content : GzipFileTest.gzip(content));
    FileTable table = new FileTable(TableOptions.NONE);
    FileLayout layout = table.layout(List.of(file));
    RecordingBatchBuilder pieces = FileReading.inPieces(table, file, layout);
    FileReading whole = FileReading.of(file, Map.of());
    assertThat(pieces.rows()).hasSizeGreaterThan(1).isEqualTo(whole.rows().rows());
    assertThat(pieces.rejects()).isEqualTo(whole.rejects());
  }
}
