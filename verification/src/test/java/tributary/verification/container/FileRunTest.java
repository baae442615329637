package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import tributary.verification.source.SourceFiles;

/** A test that runs dataflows of one file and reads what a person is told of it. */
abstract class FileRunTest extends ApiTest {

  /** Makes a dataflow whose one entity has its name, runs it and returns the run. */
  JsonNode run(String name, SourceFiles bucket, String table, Object... more) {
    FlowDocument dataflow = FlowDocument.named(name, bucket);
    Object[] choice = new Object[more.length + 2];
    choice[0] = "entityName";
    choice[1] = name;
    System.arraycopy(more, 0, choice, 2, more.length);
    create(dataflow.table(table, choice));
    return api.run(name);
  }

  /** Expects that the run failed, and that the person reads this of its one table. */
  static void failed(JsonNode run, String description) {
    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("FAILED");
    JsonNode table = run.path("tables").path(0);
    assertThat(table.path("status").asText()).isEqualTo("FAILED");
    assertThat(table.path("description").asText()).isEqualTo(description);
    assertThat(run.path("description").asText())
        .isEqualTo(table.path("entityName").asText() + ": " + description);
  }

  /** Expects that the run succeeded, with these counts. */
  static void succeeded(JsonNode run, String counts) {
    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(counts(run)).isEqualTo(counts);
  }

  static String counts(JsonNode run) {
    JsonNode table = run.path("tables").path(0);
    return "%d read, %d written, %d rejected, %d noted"
        .formatted(
            table.path("rowsRead").asLong(),
            table.path("rowsWritten").asLong(),
            table.path("rowsRejected").asLong(),
            table.path("rowsNoted").asLong());
  }

  /** Returns the rejects of a run, each with its place, reason and raw row. */
  List<String> rejects(String dataflow, JsonNode run) {
    JsonNode items =
        api.get(path(dataflow) + "/runs/" + run.path("id").asText() + "/rejects")
            .body(200)
            .path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(
            item ->
                item.path("source").asText()
                    + " "
                    + item.path("reason").asText()
                    + " | "
                    + item.path("rawRow").asText())
        .toList();
  }

  /** Returns the notes in a column of jsonb, each as {@code column problem value}. */
  static List<String> notes(String entity) {
    return Sql.rows(
        "select concat_ws(' | ', note ->> 'column', note ->> 'problem', note ->> 'value')"
            + " from alder."
            + entity
            + ", jsonb_array_elements(_issues) note order by _source, 1");
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
