package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import tributary.verification.source.Rule;
import tributary.verification.source.SourceFiles;

/** What can be wrong with a file, or merely strange in it. Nothing is lost, and each is told. */
class BadFilesIT extends ApiTest {

  @Test
  void anObjectThatVanishedBetweenListingAndReading() {
    SourceFiles bucket = Surroundings.bucket("vanished");
    bucket.put("gone.csv", "id\n1\n");
    bucket.impose("gone.csv", Rule.VANISHED);

    failed(
        run("Vanished", bucket, "gone.csv"),
        "gone.csv is no longer in bucket vanished: it was removed or renamed after the files were"
            + " listed. Run again.");
  }

  @Test
  void truncatedGzip() throws IOException {
    SourceFiles bucket = Surroundings.bucket("truncated");
    byte[] whole = gzip("id,note\n" + "1,abcdefgh\n".repeat(1000));
    bucket.put("cut.csv.gz", Arrays.copyOf(whole, whole.length - 12));

    assertThat(failed(run("TruncatedGzip", bucket, "cut.csv.gz")))
        .contains("cut.csv.gz ends in the middle of its gzip data")
        .contains("Upload the whole file again.");
  }

  @Test
  void aFileThatIsNotWhatItsNameSays() {
    SourceFiles bucket = Surroundings.bucket("not-what-it-says");
    bucket.put("workbook.csv", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0});
    bucket.put("plain.csv.gz", "id\n1\n");
    bucket.put("csv.json", "id\n1\n");

    assertThat(failed(run("NotCsv", bucket, "workbook.csv")))
        .contains("workbook.csv")
        .contains("not rows of text. Export it as CSV or JSON");
    assertThat(failed(run("NotGzip", bucket, "plain.csv.gz")))
        .contains("plain.csv.gz")
        .contains("is not gzip data");
    assertThat(failed(run("NotJson", bucket, "csv.json")))
        .contains("csv.json is not JSON")
        .contains("Set its format to what it is.");
  }

  @Test
  void rowsWithTooFewOrTooManyFieldsBecomeRejects() {
    SourceFiles bucket = Surroundings.bucket("field-counts");
    bucket.put("fields.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");

    JsonNode run = run("FieldCounts", bucket, "fields.csv");

    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(counts(run)).isEqualTo("4 read, 2 written, 2 rejected");
    assertThat(run.path("description").asText()).contains("2");
    assertThat(rejects("FieldCounts", run))
        .anySatisfy(reject -> assertThat(reject).contains("2 fields").contains("4,5"))
        .anySatisfy(reject -> assertThat(reject).contains("4 fields").contains("6,7,8,9"));
    assertThat(Sql.rows("select a, b, c from alder.fieldcounts order by a"))
        .containsExactly("1|2|3", "10|11|12");
  }

  @Test
  void anUnclosedQuoteLosesNoOtherRow() {
    SourceFiles bucket = Surroundings.bucket("unclosed");
    bucket.put("open.csv", "id,note\n1,fine\n2,\"never closed\n3,after\n");

    JsonNode run = run("Unclosed", bucket, "open.csv");

    assertThat(rejects("Unclosed", run))
        .singleElement()
        .satisfies(
            reject ->
                assertThat(reject)
                    .contains("has a quote that opens on line 3 and is never closed")
                    .contains("never closed"));
    assertThat(Sql.rows("select id, note from alder.unclosed order by id")).contains("1|fine");
  }

  @Test
  void invalidEncodingIsNamedWithItsPlace() {
    SourceFiles bucket = Surroundings.bucket("encoding");
    bucket.put(
        "latin.csv", "id,name\n1,Ana\n2,Jos\u00e9\n3,Eva\n".getBytes(StandardCharsets.ISO_8859_1));

    JsonNode run = run("Encoding", bucket, "latin.csv");

    assertThat(counts(run)).isEqualTo("3 read, 2 written, 1 rejected");
    assertThat(rejects("Encoding", run))
        .singleElement()
        .satisfies(reject -> assertThat(reject).contains("Check the table's encoding option"));
    api.put(
            path("Encoding"),
            Map.of(
                "tables",
                List.of(
                    Map.of(
                        "table",
                        "latin.csv",
                        "entityName",
                        "Encoding",
                        "options",
                        Map.of("encoding", "iso-8859-1")))))
        .body(200);
    assertThat(counts(api.run("Encoding"))).isEqualTo("3 read, 3 written, 0 rejected");
    assertThat(Sql.rows("select name from alder.encoding where id = 2"))
        .containsExactly("Jos\u00e9");
  }

  @Test
  void aMisfitInTheLastRowOfAMillionKeepsItsRowAndIsNoted() throws IOException {
    SourceFiles bucket = Surroundings.bucket("million");
    StringBuilder rows = new StringBuilder("id,score\n");
    for (int i = 1; i < 1_000_000; i++) {
      rows.append(i).append(",7\n");
    }
    bucket.put("million.csv.gz", gzip(rows.append("1000000,seven\n").toString()));

    JsonNode run = run("Million", bucket, "million.csv.gz");

    assertThat(counts(run)).isEqualTo("1000000 read, 1000000 written, 0 rejected");
    assertThat(run.path("tables").path(0).path("rowsNoted").asLong()).isEqualTo(1);
    assertThat(
            Sql.rows(
                "select id, score, _issues::text from alder.million where _issues is not null"))
        .singleElement()
        .satisfies(
            row -> assertThat(row).startsWith("1000000||").contains("score").contains("seven"));
  }

  @Test
  void aMisfitWidensItsColumnWhereThePolicySaysSo() {
    SourceFiles bucket = Surroundings.bucket("widens");
    bucket.put("w.csv", "id,score\n1,7\n2,8\n");
    create(
        FlowDocument.named("Widens", bucket)
            .table(
                "w.csv",
                "entityName",
                "Widens",
                "misfits",
                "WIDEN",
                "columnTypes",
                Map.of("score", "WHOLE")));
    bucket.put("w.csv", "id,score\n1,7\n2,eight\n");

    JsonNode run = api.run("Widens");

    assertThat(counts(run)).isEqualTo("2 read, 2 written, 0 rejected");
    assertThat(Sql.columns("alder", "widens")).containsExactly("id bigint", "score text");
    assertThat(Sql.rows("select score from alder.widens order by id"))
        .containsExactly("7", "eight");
  }

  @Test
  void moreColumnsThanPostgresHasIsToldBeforeReading() {
    SourceFiles bucket = Surroundings.bucket("wide");
    bucket.put("wide.csv", columns(1700) + "\n" + columns(1700) + "\n");

    assertThat(failed(run("TooWide", bucket, "wide.csv")))
        .contains("wide.csv has 1,700 columns; an entity holds at most")
        .contains("Split the file");
  }

  @Test
  void hundredsOfColumnsLand() {
    SourceFiles bucket = Surroundings.bucket("rather-wide");
    bucket.put("wide.csv", columns(1500) + "\n" + columns(1500) + "\n");

    JsonNode run = run("RatherWide", bucket, "wide.csv");

    assertThat(counts(run)).as(run.toString()).isEqualTo("1 read, 1 written, 0 rejected");
    assertThat(Sql.columns("alder", "ratherwide")).hasSize(1500);
  }

  @Test
  void strangeColumnNamesBecomeUsableOnesAndNoneIsLost() {
    SourceFiles bucket = Surroundings.bucket("names");
    String longName = "n".repeat(200);
    bucket.put(
        "names.csv",
        "id,id,,select,Name,NAME,_run_id,"
            + longName
            + ",\u00dcber \"x\",ctid\n"
            + "1,2,3,4,5,6,7,8,9,10\n");

    JsonNode run = run("ColumnNames", bucket, "names.csv");

    assertThat(counts(run)).as(run.toString()).isEqualTo("1 read, 1 written, 0 rejected");
    List<String> names =
        Sql.rows(
            """
            select column_name from information_schema.columns
            where table_schema = 'alder' and table_name = 'columnnames'
            order by ordinal_position
            """);
    assertThat(names).hasSize(14).doesNotHaveDuplicates();
    assertThat(names).extracting(name -> name.toLowerCase(Locale.ROOT)).doesNotHaveDuplicates();
    assertThat(names).endsWith("_run_id", "_loaded_at", "_source", "_issues");
    assertThat(names)
        .allSatisfy(
            name -> assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 63));
    String own =
        names.subList(0, 10).stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
    assertThat(Sql.rows("select " + own + " from alder.columnnames"))
        .containsExactly("1|2|3|4|5|6|7|8|9|10");
    JsonNode columns = api.get(Api.V1 + "/entities/ColumnNames").body(200).path("columns");
    assertThat(Answer.each(columns, "sourceName"))
        .startsWith("id", "id", "", "select", "Name", "NAME", "_run_id", longName);
  }

  @Test
  void numbersBeyond64BitsYears1And9999ZeroCharactersAndEmojiLand() {
    SourceFiles bucket = Surroundings.bucket("extremes");
    bucket.put(
        "extremes.csv",
        "id,big,day,text\n"
            + "1,123456789012345678901234567890,0001-01-01,a\u0000b\n"
            + "2,-1,9999-12-31,\uD83D\uDC75\uD83C\uDFFD caf\u00e9\n");

    JsonNode run = run("Extremes", bucket, "extremes.csv");

    assertThat(counts(run)).as(run.toString()).isEqualTo("2 read, 2 written, 0 rejected");
    assertThat(Sql.columns("alder", "extremes"))
        .containsExactly("id bigint", "big numeric", "day date", "text text");
    assertThat(Sql.rows("select big, day, text from alder.extremes order by id"))
        .containsExactly(
            "123456789012345678901234567890|0001-01-01|ab",
            "-1|9999-12-31|\uD83D\uDC75\uD83C\uDFFD caf\u00e9");
    assertThat(Sql.rows("select id from alder.extremes where _issues is not null"))
        .as("a removed U+0000 is noted")
        .containsExactly("1");
  }

  @Test
  void aHeaderOnlyFileMakesAnEmptyEntityWithItsColumns() {
    SourceFiles bucket = Surroundings.bucket("header-only");
    bucket.put("header.csv", "id,name\n");

    JsonNode run = run("HeaderOnly", bucket, "header.csv");

    assertThat(counts(run)).as(run.toString()).isEqualTo("0 read, 0 written, 0 rejected");
    assertThat(Sql.columns("alder", "headeronly")).containsExactly("id text", "name text");
    assertThat(Sql.value("select count(*) from alder.headeronly")).isEqualTo("0");
  }

  @Test
  void anEmptyFileIsTold() {
    SourceFiles bucket = Surroundings.bucket("empty");
    bucket.put("empty.csv", "");

    assertThat(failed(run("EmptyFile", bucket, "empty.csv"))).contains("empty.csv is empty");
  }

  private JsonNode run(String name, SourceFiles bucket, String table) {
    create(FlowDocument.named(name, bucket).table(table, "entityName", name));
    return api.run(name);
  }

  private static void failed(JsonNode run, String description) {
    failed(run);
    assertThat(run.path("tables").path(0).path("description").asText()).isEqualTo(description);
    assertThat(run.path("description").asText()).contains(description);
  }

  /** Expects the run to have failed and returns its description. */
  private static String failed(JsonNode run) {
    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("FAILED");
    return run.path("description").asText();
  }

  private static String counts(JsonNode run) {
    JsonNode table = run.path("tables").path(0);
    return "%d read, %d written, %d rejected"
        .formatted(
            table.path("rowsRead").asLong(),
            table.path("rowsWritten").asLong(),
            table.path("rowsRejected").asLong());
  }

  /** Returns the rejects of a run, each with its place, reason and raw row. */
  private List<String> rejects(String dataflow, JsonNode run) {
    JsonNode items =
        api.get(path(dataflow) + "/runs/" + run.path("id").asText() + "/rejects")
            .body(200)
            .path("items");
    return IntStream.range(0, items.size())
        .mapToObj(items::path)
        .map(
            item ->
                item.path("source").asText()
                    + ": "
                    + item.path("reason").asText()
                    + ": "
                    + item.path("rawRow").asText())
        .toList();
  }

  private static String columns(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(column -> "c" + column)
        .collect(Collectors.joining(","));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
