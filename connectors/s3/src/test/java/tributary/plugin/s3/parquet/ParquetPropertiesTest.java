package tributary.plugin.s3.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedReading;
import tributary.testkit.RecordingBatchBuilder.Json;

/** What DuckDB writes is read back, in every encoding it chooses. */
class ParquetPropertiesTest {
  private static Path folder;
  private static DuckDb duck;

  @BeforeContainer
  static void open() throws Exception {
    folder = Files.createTempDirectory("parquet");
    duck = new DuckDb(folder);
  }

  @AfterContainer
  static void close() throws Exception {
    duck.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** A row as it is written and as it should be read. */
  record Row(Long n, String t, List<Integer> l) {
    String sql() {
      String text = t == null ? "null" : "'" + t.replace("'", "''") + "'";
      return "(" + n + "::bigint, " + text + "::varchar, " + (l == null ? "null" : l) + "::int[])";
    }

    List<Object> read() {
      String json =
          l == null
              ? null
              : l.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
      return Arrays.asList(n, t, json == null ? null : new Json(json));
    }
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    Arbitrary<Long> number = Arbitraries.longs().greaterOrEqual(-Long.MAX_VALUE).injectNull(0.2);
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars('a', 'é', '漢', '"', '\n', ',', ' ')
            .ofMaxLength(10)
            .injectNull(0.2);
    Arbitrary<List<Integer>> list =
        Arbitraries.integers().greaterOrEqual(0).injectNull(0.2).list().ofMaxSize(4);
    return Combinators.combine(number, text, list.injectNull(0.2))
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 100)
  void readsBackWhatWasWritten(
      @ForAll("rows") List<Row> rows, @ForAll boolean second, @ForAll boolean repeated)
      throws Exception {
    List<Row> all =
        repeated
            ? rows.stream().flatMap(row -> java.util.stream.Stream.of(row, row, row)).toList()
            : rows;
    String values = all.stream().map(Row::sql).collect(Collectors.joining(", "));
    StoredFile file =
        duck.write(
            "select * from (values " + values + ") r(n, t, l)",
            ", parquet_version " + (second ? "v2" : "v1"));
    assertThat(TypedReading.of(new ParquetFormat(), file).values())
        .isEqualTo(all.stream().map(Row::read).toList());
  }
}
