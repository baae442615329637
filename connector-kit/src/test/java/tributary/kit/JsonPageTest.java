package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JsonPageTest {
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
        .isInstanceOfSatisfying(JsonBroken.class, e -> assertThat(e.isCutOff()).isTrue())
        .hasMessage("The JSON ends too early after 2 records");
    assertThatThrownBy(() -> read("<html>Ann</html>", "data", "a"))
        .isInstanceOfSatisfying(JsonBroken.class, e -> assertThat(e.isCutOff()).isFalse())
        .hasMessageNotContaining("Ann");
    assertThatThrownBy(() -> read("{\"other\":1}", "data", "a")).isInstanceOf(JsonBroken.class);
    assertThatThrownBy(() -> read("", "data", "a")).isInstanceOf(JsonBroken.class);
  }

  @Property(tries = 60)
  void citesTheSameHoweverTheBytesCome(@ForAll @IntRange(min = 1, max = 40) int chunk)
      throws IOException {
    StringBuilder json = new StringBuilder("{\"data\":[");
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      records.add("{\"id\":" + i + ",\"t\":\"" + "ü€😀x".repeat(i) + "\"}");
    }
    json.append(String.join(",", records)).append("]}");
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    read(
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, chunk));
          }
        },
        "data",
        "");
    assertThat(taken).isEqualTo(records.stream().map(one -> "JSON:" + one).toList());
  }
}
