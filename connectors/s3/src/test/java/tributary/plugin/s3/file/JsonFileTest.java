package tributary.plugin.s3.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.spi.ColumnType;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.RecordingBatchBuilder.Json;
import tributary.testkit.RecordingBatchBuilder.Misfit;
import tributary.testkit.RecordingBatchBuilder.Reject;

class JsonFileTest {
  @Test
  void readsAnArrayOfObjects() {
    FileReading reading =
        FileReading.of(
            "a.json",
            """
            [
              {"id": 1, "zip": "00123", "n": "7", "born": "1931-02-28", "on": true,
               "w": 1.50, "tags": ["a", {"b": "]}"}], "none": null},
              {"id": 22, "zip": "9\\u00e9", "n": "x", "born": "1931-03-01", "on": false,
               "w": 2, "tags": [], "none": null}
            ]
            """);
    assertThat(reading.names())
        .containsExactly("id", "zip", "n", "born", "on", "w", "tags", "none");
    assertThat(reading.types())
        .containsExactly(
            ColumnType.WHOLE,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.DATE,
            ColumnType.BOOLEAN,
            ColumnType.DECIMAL,
            ColumnType.JSON,
            ColumnType.TEXT);
    assertThat(reading.values())
        .containsExactly(
            Arrays.asList(
                1L,
                "00123",
                "7",
                LocalDate.of(1931, 2, 28),
                true,
                new BigDecimal("1.50"),
                new Json("[\"a\", {\"b\": \"]}\"}]"),
                null),
            Arrays.asList(
                22L,
                "9é",
                "x",
                LocalDate.of(1931, 3, 1),
                false,
                new BigDecimal("2"),
                new Json("[]"),
                null));
    assertThat(reading.lines()).containsExactly(1L, 2L);
  }

  @Test
  void readsJsonLinesAndRejectsTheLinesThatAreNot() {
    FileReading reading =
        FileReading.of(
            "a.jsonl", "{\"a\":1}\r\n\n{\"a\":2\n[3]\n{\"a\":4,\"a\":5}\n{\"a\":6} {}\n{\"a\":7}");
    assertThat(reading.values()).containsExactly(List.of(1L), List.of(7L));
    assertThat(reading.lines()).containsExactly(1L, 7L);
    assertThat(reading.rejects())
        .extracting(Reject::position, Reject::problem)
        .containsExactly(
            tuple(3L, "is not valid JSON, at its byte 6"),
            tuple(4L, "is not a JSON object"),
            tuple(5L, "has the same key twice"),
            tuple(6L, "has more than one JSON value on its line"));
  }

  @Test
  void gathersKeysThatNoColumnHas() {
    FileReading reading =
        FileReading.typed(
            "a.jsonl",
            "{\"a\":1}\n{\"a\":2,\"b\\\"c\":\"x\",\"d\":{\"e\":[1]}}\n",
            Map.of(),
            FileReading.column("a", ColumnType.WHOLE),
            FileReading.column("_other", ColumnType.JSON));
    assertThat(reading.rows().column("_other"))
        .containsExactly(null, new Json("{\"b\\\"c\":\"x\",\"d\":{\"e\":[1]}}"));
  }

  @Test
  void offersAColumnForOtherKeysWhenKeysVary() {
    assertThat(FileReading.of("a.jsonl", "{\"a\":1}\n{\"a\":2,\"b\":3}\n").names())
        .containsExactly("a", "b", "_other");
    assertThat(FileReading.of("a.jsonl", "{\"a\":1,\"b\":3}\n{\"a\":2}\n").names())
        .containsExactly("a", "b", "_other");
    assertThat(FileReading.of("a.jsonl", "{\"a\":1,\"b\":3}\n{\"b\":null,\"a\":2}\n").names())
        .containsExactly("a", "b");
  }

  @Test
  void offersAColumnForOtherKeysWhenFilesDiffer() throws Exception {
    FileTable table = new FileTable(TableOptions.NONE);
    MemoryFile first = MemoryFile.of("a.jsonl", "{\"a\":1}\n");
    MemoryFile second = MemoryFile.of("b.jsonl", "{\"a\":2,\"b\":3}\n");
    assertThat(table.layout(List.of(first, second)).columns())
        .extracting(column -> column.name())
        .containsExactly("a", "b", "_other");
    assertThat(table.layout(List.of(first, first)).columns()).hasSize(1);
  }

  @Test
  void rejectsARowWithAnUnknownKeyWhereThereIsNoSuchColumn() {
    FileReading reading =
        FileReading.typed(
            "a.jsonl",
            "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":null}\n",
            Map.of(),
            FileReading.column("a", ColumnType.WHOLE));
    assertThat(reading.rows().column("a")).containsExactly(3L);
    assertThat(reading.rejects().get(0).problem())
        .isEqualTo(
            "has the key \"b\", which is no column of the table. Read the table's columns again");
  }

  @Test
  void handsOnWhatDoesNotFit() {
    FileReading reading =
        FileReading.typed(
            "a.jsonl",
            "{\"n\":\"12\",\"t\":7,\"j\":\"x\"}\n{\"n\":[1],\"t\":{\"u\":1},\"j\":2}\n",
            Map.of(),
            FileReading.column("n", ColumnType.WHOLE),
            FileReading.column("t", ColumnType.TEXT),
            FileReading.column("j", ColumnType.JSON));
    assertThat(reading.rows().column("n"))
        .containsExactly(12L, new Misfit("[1]", "is an object or array"));
    assertThat(reading.rows().column("t")).containsExactly("7", "{\"u\":1}");
    assertThat(reading.rows().column("j")).containsExactly(new Json("\"x\""), new Json("2"));
  }

  @Test
  void rejectsHalfACharacter() {
    FileReading reading =
        FileReading.of(
            "a.jsonl", "{\"a\":\"\\ud83d\\ude00\"}\n{\"a\":\"\\ud83d\"}\n{\"a\":\"\\\\ud83d\"}\n");
    assertThat(reading.rows().column("a")).containsExactly("😀", "\\ud83d");
    assertThat(reading.rejects().get(0).problem()).startsWith("has half of a character");
  }

  @Test
  void readsObjectsThatFollowOneAnother() {
    FileReading reading = FileReading.of("a.json", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n");
    assertThat(reading.values()).containsExactly(List.of(1L), List.of(2L));
    assertThat(reading.lines()).containsExactly(1L, 2L);
  }

  @Test
  void refusesWhatIsNotJson() {
    assertThatThrownBy(() -> FileReading.of("a.json", "id,name\n1,x\n"))
        .hasMessage(
            "a.json is not JSON, though its name says so: it begins with neither [ nor {. Set its"
                + " format to CSV if its rows are delimited text, or upload it as JSON.");
  }

  @Test
  void tellsAKeyWithAZeroCharacterFromTheKeyWithoutIt() {
    FileReading reading = FileReading.of("a.jsonl", "{\"a\\u0000\":1,\"a\":2}\n");
    assertThat(reading.names()).containsExactly("a\ufffd", "a");
    assertThat(reading.values()).containsExactly(List.of(1L, 2L));
  }

  @Test
  void knowsJsonByItsContent() {
    assertThat(FileReading.of("export", "[{\"a\":1}]").values()).containsExactly(List.of(1L));
    assertThat(FileReading.of("a.txt", "{\"a\":1}\n").values()).containsExactly(List.of(1L));
    assertThatThrownBy(() -> FileReading.of("a.csv", " [\n{\"a\":1}]"))
        .hasMessage("a.csv is JSON, though its name does not say so. Set its format to JSON.");
    assertThat(FileReading.of("a.csv", " [\n{\"a\":1}]", Map.of("format", "json")).values())
        .containsExactly(List.of(1L));
  }

  @Test
  void saysThatAnArrayIsCutOff() {
    for (String text : List.of("[{\"a\":1},\n{\"a\":", "[{\"a\":1}", "[{\"a\":1},\n ")) {
      assertThatThrownBy(() -> FileReading.of("a.json", text))
          .hasMessage(
              "a.json ends in the middle of its JSON, after 1 whole value. Upload the whole file"
                  + " again.");
    }
  }

  @Test
  void boundsTheMemoryOfAnObject() throws Exception {
    FileTable table = new FileTable(TableOptions.NONE, List.of(), 16, 256);
    MemoryFile file =
        MemoryFile.of("a.json", "[{\"a\":1},{\"a\":\"" + "x".repeat(5000) + "\"},\n{\"a\":3}]");
    FileLayout layout = table.layout(List.of(file));
    RecordingBatchBuilder out = FileReading.inPieces(table, file, layout);
    assertThat(out.column("a")).containsExactly("1", "3");
    assertThat(out.rejects().get(0).problem())
        .isEqualTo("is longer than 256 bytes, the longest row that is read");
  }

  @Test
  void readsAnEmptyArrayAsEmpty() {
    assertThatThrownBy(() -> FileReading.of("a.json", "[]"))
        .hasMessageStartingWith("a.json is empty: it has no row.");
  }
}
