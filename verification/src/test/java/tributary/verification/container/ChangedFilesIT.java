package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.verification.source.SourceFiles;

/** A table whose file has another layout when it is run again. */
class ChangedFilesIT extends FileRunTest {

  @Test
  void aNewColumnIsAddedAndAVanishedOneStaysAndReadsNull() {
    SourceFiles bucket = Surroundings.bucket("changed");
    bucket.put("c.csv", "id,room\n1,A1\n");
    succeeded(run("Changed", bucket, "c.csv"), "1 read, 1 written, 0 rejected, 0 noted");

    bucket.put("c.csv", "floor,id,moved\n3,2,2026-01-31\n");
    succeeded(api.run("Changed"), "1 read, 1 written, 0 rejected, 0 noted");

    assertThat(columns("changed"))
        .containsExactly("id bigint", "room text", "floor bigint", "moved date");
    assertThat(rows("changed")).containsExactly("2||3|2026-01-31");

    bucket.put("c.csv", "room,id\nB2,3\n");
    succeeded(api.run("Changed"), "1 read, 1 written, 0 rejected, 0 noted");

    assertThat(columns("changed"))
        .as("a column that returns is the same one")
        .containsExactly("id bigint", "room text", "floor bigint", "moved date");
    assertThat(rows("changed")).containsExactly("3|B2||");
  }

  @Test
  void aRollbackTakesTheNewColumnsBackToo() {
    SourceFiles bucket = Surroundings.bucket("changed-back");
    bucket.put("c.csv", "id\n1\n");
    run("ChangedBack", bucket, "c.csv");
    bucket.put("c.csv", "id,extra\n2,x\n");
    succeeded(api.run("ChangedBack"), "1 read, 1 written, 0 rejected, 0 noted");

    api.post(path("ChangedBack") + "/rollback").body(200);

    assertThat(Sql.rows("select id from alder.changedback")).containsExactly("1");
    succeeded(api.run("ChangedBack"), "1 read, 1 written, 0 rejected, 0 noted");
    assertThat(rows("changedback")).containsExactly("2|x");
  }

  @Test
  void newKeysOfJsonBecomeColumnsAtTheNextRun() {
    SourceFiles bucket = Surroundings.bucket("changed-json");
    bucket.put("c.jsonl", "{\"id\": 1}\n");
    run("ChangedJson", bucket, "c.jsonl");

    bucket.put("c.jsonl", "{\"id\": 2, \"tags\": [\"x\"]}\n");
    succeeded(api.run("ChangedJson"), "1 read, 1 written, 0 rejected, 0 noted");

    assertThat(columns("changedjson")).containsExactly("id bigint", "tags jsonb");
    assertThat(rows("changedjson")).containsExactly("2|[\"x\"]");
  }

  @Test
  void aWiderNumberWidensItsColumnWhateverThePolicy() {
    for (String policy : List.of("KEEP_ROW", "WIDEN", "REJECT_ROW")) {
      String name = "Wider" + policy.charAt(0);
      SourceFiles bucket = Surroundings.bucket("wider-" + policy.charAt(0));
      bucket.put("c.csv", "id,score\n1,7\n");
      run(name, bucket, "c.csv", "misfits", policy);

      bucket.put("c.csv", "id,score\n1,7.5\n99999999999999999999,8\n");
      succeeded(api.run(name), "2 read, 2 written, 0 rejected, 0 noted");

      assertThat(columns(name)).containsExactly("id numeric", "score numeric");
      assertThat(rows(name)).containsExactly("1|7.5", "99999999999999999999|8");
    }
  }

  @Test
  void valuesThatNoLongerFitAreNotedWidenedOrRejectedByTheTablesPolicy() {
    for (String policy : List.of("KEEP_ROW", "WIDEN", "REJECT_ROW")) {
      String name = "Unfit" + policy.charAt(0);
      SourceFiles bucket = Surroundings.bucket("unfit-" + policy.charAt(0));
      bucket.put("c.csv", "id,score\n1,7\n");
      run(name, bucket, "c.csv", "misfits", policy);

      bucket.put("c.csv", "id,score\n1,none\n2,few\n3,5\n");
      var run = api.run(name);

      switch (policy) {
        case "KEEP_ROW" -> {
          succeeded(run, "3 read, 3 written, 0 rejected, 2 noted");
          assertThat(columns(name)).containsExactly("id bigint", "score bigint");
          assertThat(rows(name)).containsExactly("1|", "2|", "3|5");
          assertThat(notes(name))
              .containsExactly(
                  "score | is not a whole number | none", "score | is not a whole number | few");
        }
        case "WIDEN" -> {
          succeeded(run, "3 read, 3 written, 0 rejected, 0 noted");
          assertThat(columns(name)).containsExactly("id bigint", "score text");
          assertThat(rows(name)).containsExactly("1|none", "2|few", "3|5");
        }
        default -> {
          succeeded(run, "3 read, 1 written, 2 rejected, 0 noted");
          assertThat(columns(name)).containsExactly("id bigint", "score bigint");
          assertThat(rejects(name, run))
              .containsExactly(
                  "c.csv:2 score is not a whole number | {\"id\":\"1\",\"score\":\"none\"}",
                  "c.csv:3 score is not a whole number | {\"id\":\"2\",\"score\":\"few\"}");
        }
      }
    }
  }

  private static List<String> columns(String entity) {
    return Sql.columns("alder", entity.toLowerCase());
  }

  /** Returns the rows without the system columns, by the first column. */
  private static List<String> rows(String entity) {
    String names =
        Sql.value(
            """
            select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
            from information_schema.columns
            where table_schema = 'alder' and table_name = ? and column_name not like '\\_%'
            """,
            entity.toLowerCase());
    return Sql.rows("select " + names + " from alder." + entity + " order by id");
  }
}
