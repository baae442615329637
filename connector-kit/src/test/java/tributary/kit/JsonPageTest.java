package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPageTest {
  private static final String LONG = "x".repeat(600_000);

  private final List<String> taken = new ArrayList<>();
  private final List<Long> tooLong = new ArrayList<>();

  private Map<String, String> read(String json, String list, String... paths) throws IOException {
    return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), list, paths);
  }

  private Map<String, String> read(InputStream in, String list, String... paths)
      throws IOException {
    taken.clear();
    return JsonPage.read(
        in,
        list,
        new RecordShape(List.of(paths)),
        new JsonPage.Taker() {
          @Override
          public void take(JsonRecord record) {
            List<String> values = new ArrayList<>();
            for (int slot = 0; slot < paths.length; slot++) {
              values.add(record.kind(slot) + ":" + record.text(slot));
            }
            taken.add(String.join("|", values));
          }

          @Override
          public void tooLong(long number) {
            tooLong.add(number);
          }
        });
  }

  @Test
  void takesTheWantedFieldsInAnyOrderAndWhatStandsAroundTheList() throws IOException {
    Map<String, String> around =
        read(
            """
            {"paging":{"hasMore":true,"page":1},
             "data":[{"b":{"c":7,"d":[1]},"a":"ä\\n","x":{"y":[{}]}},{"a":null,"b":{"c":1e400}}]}
            """,
            "data",
            "a",
            "b.c");
    assertThat(taken).containsExactly("STRING:ä\n|NUMBER:7", "ABSENT:|NUMBER:1e400");
    assertThat(around).containsEntry("paging.hasMore", "true").containsEntry("paging.page", "1");
  }

  @Test
  void citesARecordAndItsPartsUntouched() throws IOException {
    read("[ {\"a\" : [1,\t2],\"b\":\"\\u00e4\"} , {\"a\":{} } ]", "", "", "a");
    assertThat(taken)
        .containsExactly(
            "JSON:{\"a\" : [1,\t2],\"b\":\"\\u00e4\"}|JSON:[1,\t2]", "JSON:{\"a\":{} }|JSON:{}");
  }

  @Test
  void takesARootThatIsTheRecord() throws IOException {
    read("{\"id\":5,\"payers\":[{\"n\":1}]}", "", "id", "payers");
    assertThat(taken).containsExactly("NUMBER:5|JSON:[{\"n\":1}]");
  }

  @Test
  void reportsARecordThatIsTooLongAndGoesOn() throws IOException {
    String note = "n".repeat(17 * 1024 * 1024 / 2);
    read(
        "{\"data\":[{\"a\":1,\"n\":[\"" + note + "\",\"" + note + "\"]},{\"a\":2,\"n\":3}]}",
        "data",
        "a",
        "n");
    assertThat(tooLong).containsExactly(1L);
    assertThat(taken).containsExactly("NUMBER:2|NUMBER:3");
  }

  @Test
  void tellsWhatIsBrokenFromWhatIsCutOffAndNeverCites() {
    assertThatThrownBy(() -> read("{\"data\":[{\"a\":\"Ann\"},{\"a\":", "data", "a"))
        .satisfies(e -> assertThat(reason(e)).isEqualTo(JsonBroken.Reason.CUT_OFF))
        .hasMessage("The JSON ends too early after 2 records");
    assertThatThrownBy(() -> read("<html>Ann</html>", "data", "a"))
        .satisfies(e -> assertThat(reason(e)).isEqualTo(JsonBroken.Reason.OTHER_FORM))
        .hasMessageNotContaining("Ann");
    assertThatThrownBy(() -> read("{\"other\":1}", "data", "a")).isInstanceOf(JsonBroken.class);
    assertThatThrownBy(() -> read("", "data", "a")).isInstanceOf(JsonBroken.class);
  }

  @Property(tries = 60)
  void citesTheSameHoweverTheBytesCome(@ForAll @IntRange(min = 1, max = 40) int chunk)
      throws IOException {
    StringBuilder json = new StringBuilder("{\"data\":[");
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      records.add("{\"id\":" + i + ",\"t\":\"" + "ü€😀x".repeat(i) + "\"}");
    }
    json.append(String.join(",", records)).append("]}");
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    read(new Dribble(bytes, chunk), "data", "");
    assertThat(taken).isEqualTo(records.stream().map(one -> "JSON:" + one).toList());
  }

  @Test
  void takesARecordThatNamesItsFieldsInAnotherOrderThanTheOneBefore() throws IOException {
    read(
        "[{\"a\":1,\"b\":2},{\"b\" : 3,\"a\":4},{\"x\":0,\"a\":5},{},{\"a\":6,\"a\":7,\"b\":null}]",
        "",
        "a",
        "b");
    assertThat(taken)
        .containsExactly(
            "NUMBER:1|NUMBER:2",
            "NUMBER:4|NUMBER:3",
            "NUMBER:5|ABSENT:",
            "ABSENT:|ABSENT:",
            "NUMBER:7|ABSENT:");
  }

  @Test
  void tellsNamesApartThatDifferInTheirEscapesAlone() throws IOException {
    read("[{\"a\":1},{\"\\u0061\":2},{\"a\\u0000\":3},{\"aa\":4}]", "", "a");
    assertThat(taken).containsExactly("NUMBER:1", "NUMBER:2", "ABSENT:", "ABSENT:");
  }

  @Test
  void leavesOutWhatIsNullBesideTheList() throws IOException {
    assertThat(read("\ufeff{\"next\":null,\"value\":[],\"end\":\"\\n\"}", "value"))
        .isEqualTo(Map.of("end", "\n"));
    assertThat(read("{\"value\":null}", "value")).isEmpty();
    assertThatThrownBy(() -> read("{\"value\":[],\"value\":[]}", "value"))
        .isInstanceOf(JsonBroken.class);
  }

  @Test
  void passesOverListsOfAnyLengthBesideTheList() throws IOException {
    String note = "[{\\\"".repeat(4 * 1024 * 1024);
    Map<String, String> around =
        read(
            "{\"note\":[\""
                + note
                + "\"],\"data\":[{\"a\":1}],\"more\":{\"b\":[\""
                + LONG
                + "\"]}}",
            "data",
            "a");
    assertThat(taken).containsExactly("NUMBER:1");
    assertThat(around).isEmpty();
  }

  @Test
  void keepsALongLinkBesideTheList() throws IOException {
    assertThat(read("{\"value\":[],\"next\":\"" + LONG + "\"}", "value"))
        .isEqualTo(Map.of("next", LONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "deep", "long name", "longer than is read in one go"})
  void refusesMoreBesideTheListThanItKeeps(String how) {
    String beside =
        switch (how) {
          case "several" -> "\"a\":\"" + LONG + "\",\"b\":\"" + LONG + "\"";
          case "deep" ->
              ("{\"" + "d".repeat(30_000) + "\":").repeat(40).substring(1) + "1" + "}".repeat(39);
          case "long name" -> "\"" + LONG + LONG + "\":1";
          default -> "\"a\":{\"b\":\"" + LONG.repeat(32) + "\"}";
        };
    assertThatThrownBy(() -> read("{\"value\":[{}]," + beside + "}", "value"))
        .satisfies(e -> assertThat(reason(e)).isEqualTo(JsonBroken.Reason.TOO_MUCH_BESIDE))
        .hasMessage("Too much stands beside the records after 1 records");
  }

  private static JsonBroken.Reason reason(Throwable broken) {
    return ((JsonBroken) broken).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "NaN",
        "tru",
        "nul",
        "'a'",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "[1,]",
        "[,1]",
        "{\"b\"}",
        "{\"b\":}",
        "{\"b\":1,}",
        "{b:1}",
        "1 2",
        "[1}",
        ""
      })
  void doesNotTakeWhatIsNearlyJson(String value) {
    assertThatThrownBy(() -> read("[{\"a\":" + value + "}]", "", "a"))
        .isInstanceOf(JsonBroken.class)
        .hasMessage("It is not JSON of the known form after 1 records");
    assertThatThrownBy(() -> read("[{\"other\":" + value + "}]", "", "a"))
        .isInstanceOf(JsonBroken.class);
  }

  @Test
  void doesNotTakeBytesThatAreNotUtf8NorTextWithoutEnd() {
    for (int[] wrong :
        new int[][] {{0x80}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xff}}) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      json.writeBytes("[{\"a\":\"".getBytes(StandardCharsets.UTF_8));
      for (int one : wrong) {
        json.write(one);
      }
      json.writeBytes("\"}]".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> read(new ByteArrayInputStream(json.toByteArray()), "", "a"))
          .isInstanceOf(JsonBroken.class);
    }
  }

  @Test
  void doesNotFollowBracketsWithoutEnd() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> read("[{\"a\":" + deep + "}]", "", "a"))
        .satisfies(e -> assertThat(reason(e)).isEqualTo(JsonBroken.Reason.OTHER_FORM));
  }

  @Test
  void takesAFieldWithMoreSpaceBeforeItsValueThanTheRecordBefore() throws IOException {
    read("[{\"a\":1,\"b\":{\"c\":2}},{\"a\": 3,\"b\":\n {\"c\":\t4}}]", "", "a", "b.c");
    assertThat(taken).containsExactly("NUMBER:1|NUMBER:2", "NUMBER:3|NUMBER:4");
  }

  @Test
  void takesAValueWhereverTheBytesThatAreHeldEnd() throws IOException {
    for (int place = 8_100; place < 8_200; place++) {
      String space = " ".repeat(place);
      Map<String, String> around =
          read("{" + space + "\"count\": 123456, \"value\": [{\"a\": 1}]}", "value", "a");
      assertThat(around).containsEntry("count", "123456");
      assertThat(taken).containsExactly("NUMBER:1");
    }
  }

  @Test
  void passesTheMarkOfTheOrderOfBytesInAPackedPage() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("\ufeff{\"value\":[{\"a\":1}]}".getBytes(StandardCharsets.UTF_8));
    }
    read(new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())), "value", "a");
    assertThat(taken).containsExactly("NUMBER:1");
  }

  @Test
  void doesNotTakeAListThatIsNone() {
    for (String none : List.of("5", "\"text\"", "true", "{}")) {
      assertThatThrownBy(() -> read("{\"value\":" + none + "}", "value", "a"))
          .as(none)
          .isInstanceOf(JsonBroken.class);
    }
  }
}
