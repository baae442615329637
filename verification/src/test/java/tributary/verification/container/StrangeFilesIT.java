package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** What is merely strange in a file lands as it is. */
class StrangeFilesIT extends FileRunTest {

  @Test
  void strangeColumnNamesBecomeUsableOnesAndNoneIsLost() {
    SourceFiles bucket = Surroundings.bucket("names");
    String longName = "n".repeat(200);
    bucket.put(
        "names.csv",
        "id,id,,select,Name,NAME,_run_id,"
            + longName
            + ",\u00dcber \"x\",ctid,\uD83D\uDC75\uD83C\uDFFD,a\u0000b,ab,a\u0000b\n"
            + "1,2,3,4,5,6,7,8,9,10,11,12,13,14\n");

    for (JsonNode run : List.of(run("ColumnNames", bucket, "names.csv"), api.run("ColumnNames"))) {
      succeeded(run, "1 read, 1 written, 0 rejected, 0 noted");
      List<String> names =
          Sql.rows(
              """
              select column_name from information_schema.columns
              where table_schema = 'alder' and table_name = 'columnnames'
              order by ordinal_position
              """);
      assertThat(names)
          .containsExactly(
              "id",
              "id_2",
              "column_3",
              "select",
              "name",
              "name_2",
              "_run_id_2",
              "n".repeat(54) + "_1be63cc0",
              "\u00fcber__x_",
              "ctid_2",
              "column_11",
              "a_b",
              "ab",
              "a_b_2",
              "_run_id",
              "_loaded_at",
              "_source",
              "_issues");
      String own =
          names.subList(0, 14).stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
      assertThat(Sql.rows("select " + own + " from alder.columnnames"))
          .containsExactly("1|2|3|4|5|6|7|8|9|10|11|12|13|14");
    }
    JsonNode columns = api.get(Api.V1 + "/entities/ColumnNames").body(200).path("columns");
    assertThat(Answer.each(columns, "sourceName"))
        .startsWith("id", "id", "", "select", "Name", "NAME", "_run_id", longName);
  }

  @Test
  void numbersBeyond64BitsYears1And9999ZeroCharactersAndEmojiLand() {
    SourceFiles bucket = Surroundings.bucket("extremes");
    bucket.put(
        "extremes.csv",
        "id,big,day,at,text\n"
            + "1,123456789012345678901234567890,0001-01-01,0001-01-01T00:00:00Z,a\u0000b\n"
            + "2,-9223372036854775809,9999-12-31,9999-12-31T23:59:59.999999Z,"
            + "\uD83D\uDC75\uD83C\uDFFD caf\u00e9\n");

    succeeded(run("Extremes", bucket, "extremes.csv"), "2 read, 2 written, 0 rejected, 1 noted");
    assertThat(Sql.columns("alder", "extremes"))
        .containsExactly(
            "id bigint", "big numeric", "day date", "at timestamp with time zone", "text text");
    assertThat(
            Sql.rows(
                "select big, day, at at time zone 'UTC', text from alder.extremes order by id"))
        .containsExactly(
            "123456789012345678901234567890|0001-01-01|0001-01-01 00:00:00|ab",
            "-9223372036854775809|9999-12-31|9999-12-31 23:59:59.999999|"
                + "\uD83D\uDC75\uD83C\uDFFD caf\u00e9");
    assertThat(notes("extremes"))
        .containsExactly("text | had characters U+0000, which were removed");
  }

  @Test
  void zeroCharactersAndHalvesOfCharactersInJsonAreToldAtAnyDepth() {
    SourceFiles bucket = Surroundings.bucket("json-noughts");
    bucket.put(
        "noughts.jsonl",
        """
        {"id": 1, "text": "a\\u0000b", "nested": {"deep\\u0000": ["c\\u0000d", 9223372036854775808]}}
        {"id": 2, "text": "\\ud83d\\udc75", "nested": {"deep": ["\\ud83d\\udc75"]}}
        {"id": 3, "text": "plain", "nested": {"deep": ["\\ud83d"]}}
        """);

    JsonNode run = run("Noughts", bucket, "noughts.jsonl");

    succeeded(run, "3 read, 2 written, 1 rejected, 1 noted");
    assertThat(Sql.columns("alder", "noughts"))
        .containsExactly("id bigint", "text text", "nested jsonb");
    assertThat(Sql.rows("select text, nested from alder.noughts order by id"))
        .containsExactly(
            "ab|{\"deep\": [\"cd\", 9223372036854775808]}",
            "\uD83D\uDC75|{\"deep\": [\"\uD83D\uDC75\"]}");
    assertThat(notes("noughts"))
        .containsExactly(
            "nested | had characters U+0000, which were removed",
            "text | had characters U+0000, which were removed");
    assertThat(rejects("Noughts", run))
        .containsExactly(
            "noughts.jsonl:3 has half of a character, written as a \\u escape without its partner |"
                + " {\"id\": 3, \"text\": \"plain\", \"nested\": {\"deep\": [\"\\ud83d\"]}}");
  }

  @Test
  void hundredsOfColumnsLand() {
    SourceFiles bucket = Surroundings.bucket("rather-wide");
    bucket.put("wide.csv", columns(1500) + "\n" + columns(1500) + "\n");

    succeeded(run("RatherWide", bucket, "wide.csv"), "1 read, 1 written, 0 rejected, 0 noted");
    assertThat(Sql.columns("alder", "ratherwide")).hasSize(1500);
  }

  @Test
  void aHeaderOnlyFileMakesAnEmptyEntityWithItsColumns() {
    SourceFiles bucket = Surroundings.bucket("header-only");
    bucket.put("header.csv", "id,name\n");

    JsonNode run = run("HeaderOnly", bucket, "header.csv");

    succeeded(run, "0 read, 0 written, 0 rejected, 0 noted");
    assertThat(run.path("description").asText()).isEqualTo("Published 1 table: 0 rows.");
    assertThat(Sql.columns("alder", "headeronly")).containsExactly("id text", "name text");
    assertThat(Sql.value("select count(*) from alder.headeronly")).isEqualTo("0");
  }

  private static String columns(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(column -> "c" + column)
        .collect(Collectors.joining(","));
  }
}
