package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;

/** A large file read in parts gives the rows that it gives in one. */
class PartsTest {
  private static final Column ID = new Column("id", ColumnType.TEXT, true);
  private static final Column NOTE = new Column("note", ColumnType.TEXT, true);
  private static final Column END = new Column("end", ColumnType.TEXT, true);
  private static final List<Column> COLUMNS = List.of(ID, NOTE, END);

  private static FileTable table(Map<String, String> options) {
    return new FileTable(new TableOptions(options));
  }

  private static RecordingBatchBuilder read(
      FileTable table, StoredFile file, List<FilePart> parts, List<Column> columns)
      throws IOException, InterruptedException {
    RecordingBatchBuilder out = new RecordingBatchBuilder(columns, Integer.MAX_VALUE);
    for (FilePart part : parts) {
      FileTable.Wanted wanted =
          new FileTable.Wanted(part, columns, Set.of(), Optional.empty(), false);
      try (RowReader reader = table.open(file, wanted, note -> {})) {
        while (reader.next(out)) {
          continue;
        }
      }
    }
    return out;
  }

  private static List<List<Object>> values(RecordingBatchBuilder rows) {
    return rows.rows().stream().map(RecordingBatchBuilder.Row::values).toList();
  }

  private static void agree(StoredFile file, Map<String, String> options, long partBytes)
      throws IOException, InterruptedException {
    FileTable table = table(options);
    List<FilePart> parts = table.parts(file, partBytes);
    long at = 0;
    for (FilePart part : parts) {
      assertThat(part.from()).isEqualTo(at);
      at = part.to();
    }
    assertThat(at).isEqualTo(file.size());
    RecordingBatchBuilder whole = read(table, file, List.of(FilePart.whole(file)), COLUMNS);
    RecordingBatchBuilder inParts = read(table, file, parts, COLUMNS);
    assertThat(values(inParts)).isEqualTo(values(whole));
    assertThat(inParts.rejects())
        .extracting(RecordingBatchBuilder.Reject::rawRow)
        .isEqualTo(whole.rejects().stream().map(RecordingBatchBuilder.Reject::rawRow).toList());
  }

  private static MemoryFile rows(int count, String rowEnd, String note) {
    StringBuilder text = new StringBuilder("id,note,end" + rowEnd);
    for (int i = 0; i < count; i++) {
      text.append(i).append(',').append(note).append(",e").append(i).append(rowEnd);
    }
    return MemoryFile.of("a.csv", text.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void cutsPlainRows(String rowEnd) throws Exception {
    MemoryFile file = rows(3000, rowEnd, "plain");
    assertThat(table(Map.of()).parts(file, 5_000)).hasSizeGreaterThan(5);
    agree(file, Map.of(), 5_000);
  }

  @Test
  void cutsRowsWithLineEndsInQuotes() throws Exception {
    MemoryFile file = rows(3000, "\n", "\"first\nsecond, \"\"third\"\"\nfourth\"");
    assertThat(table(Map.of()).parts(file, 5_000)).hasSizeGreaterThan(5);
    agree(file, Map.of(), 5_000);
  }

  @Test
  void leavesUncutWhatCouldBeCutInTwoWays() throws Exception {
    MemoryFile file = rows(3000, "\n", "\",\n,\"");
    agree(file, Map.of(), 5_000);
  }

  @Test
  void cutsInsideAFieldThatHoldsRowsOfItsOwn() throws Exception {
    MemoryFile file = rows(40, "\n", "\"" + "1,2,3\n".repeat(400) + "\"");
    agree(file, Map.of(), 5_000);
  }

  @Test
  void leavesWhatItDoesNotUnderstandInOnePart() throws Exception {
    MemoryFile file = rows(3000, "\n", "plain");
    assertThat(table(Map.of("escape", "backslash")).parts(file, 5_000)).hasSize(1);
    assertThat(table(Map.of("inParts", "false")).parts(file, 5_000)).hasSize(1);
    assertThat(table(Map.of("encoding", "utf-16le")).parts(file, 5_000)).hasSize(1);
    assertThat(
            table(Map.of("rowDelimiter", "custom", "customRowDelimiter", "|")).parts(file, 5_000))
        .hasSize(1);
    assertThat(table(Map.of()).parts(rows(10, "\n", "plain"), 5_000)).hasSize(1);
  }

  @Test
  void cutsJsonLines() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append("{\"id\":\"").append(i).append("\",\"note\":\"a\\nb\",\"end\":\"e\"}\n");
    }
    MemoryFile file = MemoryFile.of("a.jsonl", text.toString());
    assertThat(table(Map.of()).parts(file, 5_000)).hasSizeGreaterThan(5);
    agree(file, Map.of(), 5_000);
  }

  @Test
  void cutsWholeLinesWithoutRegardToQuotes() throws Exception {
    MemoryFile file = rows(3000, "\n", "\"");
    Map<String, String> options = Map.of("delimiter", "none");
    FileTable table = table(options);
    List<FilePart> parts = table.parts(file, 5_000);
    assertThat(parts).hasSizeGreaterThan(5);
    List<Column> line = List.of(new Column("id,note,end", ColumnType.TEXT, true));
    assertThat(values(read(table, file, parts, line))).hasSize(3000);
  }

  @Test
  void goesOnInsideAPart() throws Exception {
    MemoryFile file = rows(1000, "\n", "\"x\ny\"");
    FileTable table = table(Map.of());
    List<Object> ids = new ArrayList<>();
    for (FilePart part : table.parts(file, 3_000)) {
      Optional<FilePosition> from = Optional.empty();
      boolean more = true;
      while (more) {
        RecordingBatchBuilder out = new RecordingBatchBuilder(COLUMNS, Integer.MAX_VALUE);
        FileTable.Wanted wanted = new FileTable.Wanted(part, COLUMNS, Set.of(), from, false);
        try (RowReader reader = table.open(file, wanted, note -> {})) {
          for (int i = 0; i < 7 && more; i++) {
            more = reader.next(out);
          }
          from = Optional.of(FilePosition.decode(reader.position().encoded()));
        }
        ids.addAll(out.column("id"));
      }
    }
    assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void tellsACutThatIsNone() {
    MemoryFile file = rows(100, "\n", "\"x\ny\"");
    String text = new String(file.content(), StandardCharsets.UTF_8);
    long wrong = text.indexOf("y\"", 500);
    FilePart part = new FilePart(0, wrong);
    assertThatThrownBy(() -> read(table(Map.of()), file, List.of(part), COLUMNS))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "a.csv was read in several parts at once, and a quoted field reaches over the end of one"
                + " of them. Switch off \"Read in parts\" in the table's options, then run again.");
  }

  @Provide
  Arbitrary<String> notes() {
    return Arbitraries.of(
            "a", "\n", "\r\n", ",", ";", "\"\"", "é", " ", "1,2,3\n", "\"\",\"\"", "\"\"\n\"\"")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  /** Whatever stands in the fields: the parts' rows are the file's, or no cut was made. */
  @Property(tries = 300)
  void partsGiveTheRowsOfTheWhole(
      @ForAll("notes") String one,
      @ForAll("notes") String other,
      @ForAll @IntRange(min = 300, max = 3000) int partBytes,
      @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("id,note,end\n");
    for (int i = 0; i < 400; i++) {
      String note = random.nextInt(3) == 0 ? one : other;
      text.append(i);
      text.append(",\"").append(note).append('"');
      text.append(random.nextBoolean() ? ",\"e\"" : ",e").append('\n');
    }
    agree(MemoryFile.of("a.csv", text.toString()), Map.of(), partBytes);
  }

  /** Where rows are broken, a cut may be wrong; it is told then, and no row is read askew. */
  @Property(tries = 300)
  void partsGiveTheRowsOfTheWholeOrAreRefused(
      @ForAll("notes") String note,
      @ForAll @IntRange(min = 300, max = 3000) int partBytes,
      @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("id,note,end\n");
    for (int i = 0; i < 400; i++) {
      text.append(i)
          .append(
              switch (random.nextInt(40)) {
                case 0 -> ",\"" + note + "\"x,e\n";
                case 1 -> ",5\" pipe,e\n";
                case 2 -> ",a,b,c\n";
                case 3 -> "\n\n";
                default -> ",\"" + note + "\",e\n";
              });
    }
    try {
      agree(MemoryFile.of("a.csv", text.toString()), Map.of(), partBytes);
    } catch (ConnectorException e) {
      assertThat(e.code()).isEqualTo(FileProblem.BAD_CUT.toErrorCode());
    }
  }
}
