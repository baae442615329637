package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tributary.plugin.s3.file.CsvDialect.RowEnd;
import tributary.plugin.s3.file.CsvScanner.Found;

class CsvPropertiesTest {
  /**
   * A file as it should be understood and how it is written.
   *
   * @param rows fields of each row
   * @param delimiter between fields
   * @param rowEnd between rows
   * @param endsWithRowEnd whether the last row has its end
   */
  record Written(List<List<String>> rows, char delimiter, String rowEnd, boolean endsWithRowEnd) {
    String text() {
      List<String> lines = new ArrayList<>();
      for (List<String> row : rows) {
        lines.add(String.join(String.valueOf(delimiter), row.stream().map(this::field).toList()));
      }
      return String.join(rowEnd, lines) + (endsWithRowEnd ? rowEnd : "");
    }

    private String field(String value) {
      boolean plain =
          value.chars().noneMatch(c -> c == '"' || c == '\n' || c == '\r' || c == delimiter)
              && !value.isEmpty();
      return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
  }

  @Provide
  Arbitrary<Written> files() {
    Arbitrary<String> field =
        Arbitraries.strings()
            .withChars('"', '\n', '\r', ',', ';', '\t', ' ', 'a', 'é', '漢', '\\', '\u0000')
            .ofMaxLength(8)
            .flatMap(text -> Arbitraries.of("", "😀", "x").map(end -> text + end));
    return Arbitraries.integers()
        .between(1, 5)
        .flatMap(
            width ->
                Combinators.combine(
                        field.list().ofSize(width).list().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.of(',', ';', '\t', '|', '\u0001'),
                        Arbitraries.of("\n", "\r\n", "\r"),
                        Arbitraries.of(true, false))
                    .as(Written::new));
  }

  @Property
  void readsBackWhatWasWritten(
      @ForAll("files") Written written, @ForAll @IntRange(min = 1, max = 40) int buffer)
      throws Exception {
    CsvDialect dialect =
        new CsvDialect(written.delimiter(), '"', CsvDialect.NONE, RowEnd.ANY, new byte[0]);
    assertThat(scan(written.text(), dialect, buffer)).isEqualTo(written.rows());
  }

  @Property
  void countsLinesAsATextEditorDoes(
      @ForAll("files") Written written, @ForAll @IntRange(min = 1, max = 9) int buffer)
      throws Exception {
    CsvDialect dialect =
        new CsvDialect(written.delimiter(), '"', CsvDialect.NONE, RowEnd.ANY, new byte[0]);
    String text = written.text();
    CsvScanner scanner = scanner(text, dialect, buffer);
    while (scanner.next() != Found.END) {
      String before =
          new String(
              text.getBytes(StandardCharsets.UTF_8),
              0,
              (int) scanner.nextOffset(),
              StandardCharsets.UTF_8);
      long lineBreaks = before.split("\r\n|\n|\r", -1).length;
      boolean unended =
          scanner.nextOffset() == text.getBytes(StandardCharsets.UTF_8).length
              && !written.endsWithRowEnd();
      assertThat(scanner.nextLine()).isEqualTo(lineBreaks);
      assertThat(unended || before.endsWith(written.rowEnd())).isTrue();
    }
  }

  @Property
  void readsEscapedFields(
      @ForAll("files") Written written, @ForAll @IntRange(min = 1, max = 40) int buffer)
      throws Exception {
    CsvDialect dialect = new CsvDialect(';', '\'', '\\', RowEnd.LF, new byte[0]);
    StringBuilder text = new StringBuilder();
    for (List<String> row : written.rows()) {
      List<String> fields =
          row.stream()
              .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
              .toList();
      text.append(String.join(";", fields)).append('\n');
    }
    assertThat(scan(text.toString(), dialect, buffer)).isEqualTo(written.rows());
  }

  @Property
  void goesOnFromAnyRow(
      @ForAll("files") Written written, @ForAll @IntRange(min = 1, max = 20) int buffer)
      throws Exception {
    CsvDialect dialect =
        new CsvDialect(written.delimiter(), '"', CsvDialect.NONE, RowEnd.ANY, new byte[0]);
    CsvScanner whole = scanner(written.text(), dialect, buffer);
    for (int i = 0; i < written.rows().size(); i++) {
      whole.next();
      CsvScanner rest = scanner(written.text(), dialect, buffer);
      rest.resume(whole.nextOffset(), whole.nextLine());
      assertThat(rows(rest)).isEqualTo(written.rows().subList(i + 1, written.rows().size()));
    }
  }

  @Property
  void neverFailsOnAnyBytes(@ForAll byte[] content, @ForAll @IntRange(min = 1, max = 20) int buffer)
      throws Exception {
    CsvDialect dialect = new CsvDialect(',', '"', '\\', RowEnd.ANY, new byte[0]);
    ByteWindow window = new ByteWindow(new ByteArrayInputStream(content), 0, buffer, 64);
    CsvScanner scanner = new CsvScanner(window, dialect);
    long offset = 0;
    for (Found found = scanner.next(); found != Found.END; found = scanner.next()) {
      assertThat(scanner.nextOffset()).isGreaterThan(offset);
      offset = scanner.nextOffset();
    }
    assertThat(scanner.nextOffset()).isEqualTo(content.length);
  }

  private static CsvScanner scanner(String text, CsvDialect dialect, int buffer) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new CsvScanner(
        new ByteWindow(new ByteArrayInputStream(bytes), 0, buffer, 1 << 20), dialect);
  }

  private static List<List<String>> scan(String text, CsvDialect dialect, int buffer)
      throws IOException, InterruptedException {
    return rows(scanner(text, dialect, buffer));
  }

  private static List<List<String>> rows(CsvScanner scanner)
      throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    for (Found found = scanner.next(); found != Found.END; found = scanner.next()) {
      assertThat(found).as(scanner.problem()).isEqualTo(Found.ROW);
      assertThat(scanner.encodingErrorAt()).isEqualTo(-1);
      List<String> row = new ArrayList<>();
      for (int i = 0; i < scanner.fields(); i++) {
        scanner.field(
            i,
            (taker, bytes, from, to, quoted) ->
                taker.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)),
            row);
      }
      rows.add(row);
    }
    return rows;
  }
}
