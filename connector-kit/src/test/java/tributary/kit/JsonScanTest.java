package tributary.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the scan takes for JSON, and what for its content, beside a parser that many rely on. */
class JsonScanTest {
  private static final ObjectMapper PEER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final ObjectMapper JUDGE =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> NAMES = List.of("a", "b", "ü\"", "a.b", "");

  @Property(tries = 400)
  void takesTheSameContentHoweverTheBytesCome(
      @ForAll("records") List<ObjectNode> records, @ForAll @IntRange(min = 1, max = 30) int chunk)
      throws IOException {
    byte[] json = PEER.writerWithDefaultPrettyPrinter().writeValueAsBytes(records);
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode record : PEER.readTree(json)) {
      expected.add(NAMES.stream().map(name -> content(record.get(name))).toList());
    }

    assertThat(taken(json, chunk)).isEqualTo(expected);
    assertThat(taken(PEER.writeValueAsBytes(records), chunk)).isEqualTo(expected);
  }

  @Property(tries = 2_000)
  void isNoLaxerThanItsPeerAndOnlyStricterWithCharacters(
      @ForAll("records") List<ObjectNode> records,
      @ForAll @IntRange(max = 10_000) int place,
      @ForAll byte instead)
      throws IOException {
    byte[] json = PEER.writeValueAsBytes(records);
    json[place % json.length] = instead;

    boolean peer = isJsonRecords(json);
    boolean mine = isTaken(json);

    if (isUtf8(json)) {
      assertThat(mine).as(new String(json, StandardCharsets.UTF_8)).isEqualTo(peer);
    } else {
      assertThat(mine).isFalse();
    }
  }

  @Property(tries = 300)
  void callsWhatEndsTooEarlyCutOff(
      @ForAll("records") List<ObjectNode> records, @ForAll @IntRange(max = 10_000) int place)
      throws IOException {
    byte[] json = PEER.writeValueAsBytes(records);
    byte[] beginning = Arrays.copyOf(json, place % json.length);

    assertThat(broken(beginning))
        .hasValueSatisfying(e -> assertThat(e.reason()).isEqualTo(JsonBroken.Reason.CUT_OFF));
  }

  private static String content(JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** A structure is cited untouched, so it is written again before it is compared. */
  private static List<List<String>> taken(byte[] json, int chunk) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    JsonPage.read(
        new Dribble(json, chunk),
        "",
        RecordShape.ofNames(NAMES),
        new JsonPage.Taker() {
          @Override
          public void take(JsonRecord record) {
            List<String> row = new ArrayList<>();
            for (int slot = 0; slot < NAMES.size(); slot++) {
              row.add(text(record, slot));
            }
            rows.add(row);
          }

          @Override
          public void tooLong(long number) {
            throw new AssertionError("nothing here is long");
          }
        });
    return rows;
  }

  private static String text(JsonRecord record, int slot) {
    if (record.kind(slot) != JsonRecord.Kind.JSON && record.kind(slot) != JsonRecord.Kind.NUMBER) {
      return record.text(slot);
    }
    try {
      return content(PEER.readTree(record.text(slot)));
    } catch (IOException e) {
      throw new AssertionError("It cites what is not JSON", e);
    }
  }

  private static boolean isTaken(byte[] json) throws IOException {
    return broken(json).isEmpty();
  }

  private static Optional<JsonBroken> broken(byte[] json) throws IOException {
    try {
      taken(json, Integer.MAX_VALUE);
      return Optional.empty();
    } catch (JsonBroken e) {
      return Optional.of(e);
    }
  }

  private static boolean isJsonRecords(byte[] json) throws IOException {
    try {
      JsonNode root = JUDGE.readTree(json);
      if (root.isObject()) {
        return true;
      }
      boolean records = root.isArray();
      for (Iterator<JsonNode> each = root.elements(); each.hasNext(); ) {
        records &= each.next().isObject();
      }
      return records;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<List<ObjectNode>> records() {
    return object(2).list().ofMaxSize(6);
  }

  private static Arbitrary<ObjectNode> object(int depth) {
    Arbitrary<String> names =
        Arbitraries.oneOf(Arbitraries.of(NAMES), Arbitraries.strings().ofMaxLength(12));
    return Arbitraries.maps(names, value(depth))
        .ofMaxSize(6)
        .map(
            members -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                node.set(member.getKey(), member.getValue());
              }
              return node;
            });
  }

  private static Arbitrary<JsonNode> value(int depth) {
    JsonNodeFactory of = JsonNodeFactory.instance;
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(40).map(of::textNode),
            Arbitraries.strings().ascii().ofMaxLength(40).map(of::textNode),
            Arbitraries.longs().map(of::numberNode),
            Arbitraries.bigDecimals().map(of::numberNode),
            Arbitraries.of(of.nullNode(), of.booleanNode(true), of.booleanNode(false)));
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<JsonNode> list =
        value(depth - 1)
            .list()
            .ofMaxSize(3)
            .map(
                items -> {
                  ArrayNode node = of.arrayNode();
                  items.forEach(node::add);
                  return node;
                });
    return Arbitraries.oneOf(scalar, scalar, object(depth - 1).map(node -> node), list);
  }
}
