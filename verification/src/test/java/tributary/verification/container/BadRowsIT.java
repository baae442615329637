package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** Rows and values that do not fit: none is lost, each is told. */
class BadRowsIT extends FileRunTest {

  @Test
  void rowsWithTooFewOrTooManyFieldsBecomeRejects() {
    SourceFiles bucket = Surroundings.bucket("field-counts");
    bucket.put("fields.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");

    JsonNode run = run("FieldCounts", bucket, "fields.csv");

    succeeded(run, "4 read, 2 written, 2 rejected, 0 noted");
    assertThat(run.path("description").asText())
        .isEqualTo("Published 1 table: 2 rows. 2 rows were rejected in FieldCounts: see Rejects.");
    assertThat(rejects("FieldCounts", run))
        .containsExactly(
            "fields.csv:3 has 2 fields where the header has 3 | 4,5",
            "fields.csv:4 has 4 fields where the header has 3 | 6,7,8,9");
    assertThat(Sql.rows("select a, b, c from alder.fieldcounts order by a"))
        .containsExactly("1|2|3", "10|11|12");
  }

  @Test
  void anUnclosedQuoteLosesNoOtherRow() {
    SourceFiles bucket = Surroundings.bucket("unclosed");
    bucket.put("open.csv", "id,note\n1,fine\n2,\"never closed\n3,after\n");

    JsonNode run = run("Unclosed", bucket, "open.csv");

    succeeded(run, "3 read, 2 written, 1 rejected, 0 noted");
    assertThat(rejects("Unclosed", run))
        .containsExactly(
            "open.csv:3 has a quote that opens on line 3 and is never closed | 2,\"never closed");
    assertThat(Sql.rows("select id, note from alder.unclosed order by id"))
        .containsExactly("1|fine", "3|after");
  }

  @Test
  void onlyTheFileWithRejectedRowsIsReadAgainOnceItIsCorrected() {
    SourceFiles bucket = Surroundings.bucket("again");
    bucket.put("days/one.csv", "id,note\n1,fine\n2,too,many\n");
    bucket.put("days/two.csv", "id,note\n3,fine\n");
    JsonNode run = run("Again", bucket, "days/");
    succeeded(run, "3 read, 2 written, 1 rejected, 0 noted");
    bucket.put("days/one.csv", "id,note\n1,fine\n2,mended\n");
    bucket.put("days/two.csv", "id,note\n3,changed\n");
    Map<String, String> only = Map.of("only", "REJECTED");
    assertThat(
            api.post(path("Again") + "/runs", Map.of("only", "REJECTED", "refresh", "FULL"))
                .body(422)
                .path("fields")
                .get(0)
                .path("message")
                .asText())
        .isEqualTo("A run of only the rejected reads as its dataflow says. Leave refresh out.");

    String id = api.post(path("Again") + "/runs", only).body(202).path("id").asText();

    JsonNode again = api.await("Again", id);
    assertThat(again.path("again").asText()).isEqualTo("Again: 1 rejected file of run 1");
    succeeded(again, "2 read, 2 written, 0 rejected, 0 noted");
    assertThat(Sql.rows("select id, note, _source from alder.again order by id"))
        .containsExactly(
            "1|fine|days/one.csv:2", "2|mended|days/one.csv:3", "3|fine|days/two.csv:2");
    assertThat(api.post(path("Again") + "/runs", only).body(409).path("detail").asText())
        .isEqualTo(
            "There is nothing to run again: no file of Again has rejected rows, and no table failed"
                + " in its last run.");
  }

  @Test
  void invalidEncodingIsNamedWithItsPlaceAndMendedByTheOption() {
    SourceFiles bucket = Surroundings.bucket("encoding");
    bucket.put(
        "latin.csv", "id,name\n1,Ana\n2,Jos\u00e9\n3,Eva\n".getBytes(StandardCharsets.ISO_8859_1));

    JsonNode run = run("Encoding", bucket, "latin.csv");

    succeeded(run, "3 read, 2 written, 1 rejected, 0 noted");
    assertThat(rejects("Encoding", run))
        .containsExactly(
            "latin.csv:3 has bytes that are not valid UTF-8, first at byte 19 of the file. Check the"
                + " table's encoding option | 2,Jos\ufffd");
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
    succeeded(api.run("Encoding"), "3 read, 3 written, 0 rejected, 0 noted");
    assertThat(Sql.rows("select name from alder.encoding where id = 2"))
        .containsExactly("Jos\u00e9");
  }

  @Test
  void linesThatAreNoJsonBecomeRejects() {
    SourceFiles bucket = Surroundings.bucket("bad-lines");
    bucket.put("lines.jsonl", "{\"a\": 1}\n{\"a\":\n{\"a\": 3, \"a\": 4}\n[5]\n{\"a\": 6}\n");

    JsonNode run = run("BadLines", bucket, "lines.jsonl");

    succeeded(run, "5 read, 2 written, 3 rejected, 0 noted");
    assertThat(rejects("BadLines", run))
        .containsExactly(
            "lines.jsonl:2 is not valid JSON, at its byte 5 | {\"a\":",
            "lines.jsonl:3 has the same key twice | {\"a\": 3, \"a\": 4}",
            "lines.jsonl:4 is not a JSON object | [5]");
  }

  @Test
  void whatFirstDoesNotFitInTheLastRowOfAMillionIsNotLost() throws IOException {
    SourceFiles bucket = Surroundings.bucket("million");
    StringBuilder rows = new StringBuilder("id,score,account\n");
    for (int i = 1; i < 1_000_000; i++) {
      rows.append(i).append(",7,8\n");
    }
    rows.append("1000000,seven,99999999999999999999\n");
    bucket.put("million.csv.gz", gzip(rows.toString()));

    JsonNode run = run("Million", bucket, "million.csv.gz");

    succeeded(run, "1000000 read, 1000000 written, 0 rejected, 1 noted");
    assertThat(run.path("description").asText())
        .isEqualTo("Published 1 table: 1,000,000 rows. 1 row has a note in _issues.");
    assertThat(Sql.columns("alder", "million"))
        .containsExactly("id bigint", "score bigint", "account numeric");
    assertThat(Sql.rows("select id, score, account from alder.million where _issues is not null"))
        .containsExactly("1000000||99999999999999999999");
    assertThat(notes("million")).containsExactly("score | is not a whole number | seven");
  }

  @Test
  void aMisfitWidensItsColumnOrIsRejectedWhereThePolicySaysSo() {
    SourceFiles bucket = Surroundings.bucket("misfits");
    bucket.put("m.csv", "id,score\n1,7\n2,eight\n");
    Map<String, String> types = Map.of("score", "WHOLE");

    JsonNode widened = run("Widens", bucket, "m.csv", "misfits", "WIDEN", "columnTypes", types);
    JsonNode rejected =
        run("Rejects", bucket, "m.csv", "misfits", "REJECT_ROW", "columnTypes", types);

    succeeded(widened, "2 read, 2 written, 0 rejected, 0 noted");
    assertThat(Sql.columns("alder", "widens")).containsExactly("id bigint", "score text");
    assertThat(Sql.rows("select score from alder.widens order by id"))
        .containsExactly("7", "eight");
    succeeded(rejected, "2 read, 1 written, 1 rejected, 0 noted");
    assertThat(rejects("Rejects", rejected))
        .containsExactly(
            "m.csv:3 score is not a whole number | {\"id\":\"2\",\"score\":\"eight\"}");
  }
}
