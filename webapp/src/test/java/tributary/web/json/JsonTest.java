package tributary.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

class JsonTest {
  private enum Colour {
    RED,
    GREEN
  }

  private record Item(String label, Colour colour, Boolean on, Long count) {}

  private record Order(String name, List<Item> items, Map<String, String> settings) {}

  @Test
  void takesNumbersAndFlagsAsTextsOfSettings() throws IOException {
    Order order = read("{\"settings\":{\"port\":9000,\"tls\":true,\"name\":\"x\"}}");

    assertThat(order.settings())
        .containsOnly(Map.entry("port", "9000"), Map.entry("tls", "true"), Map.entry("name", "x"));
  }

  @Test
  void namesAnUnknownFieldByItsPathAndListsTheKnown() {
    FieldProblem problem = problem("{\"items\":[{},{\"color\":\"RED\"}]}");

    assertThat(problem.field()).isEqualTo("items[1].color");
    assertThat(problem.code()).isEqualTo("UNKNOWN_FIELD");
    assertThat(problem.message()).endsWith("The fields are: colour, count, label, on.");
  }

  @Test
  void namesTheValuesThatAChoiceHas() {
    FieldProblem problem = problem("{\"items\":[{\"colour\":\"BLUE\"}]}");

    assertThat(problem.field()).isEqualTo("items[0].colour");
    assertThat(problem.message())
        .isEqualTo("BLUE is not a value of items[0].colour. Use one of: RED, GREEN.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'items':{}} | items | a list: […]",
        "{'items':[{'on':'maybe'}]} | items[0].on | true or false",
        "{'items':[{'count':'many'}]} | items[0].count | a whole number",
        "{'name':[]} | name | a text",
        "{'settings':[]} | settings | an object: {…}",
        "[] | '' | an object: {…}"
      })
  void saysWhatAFieldTakes(String json, String field, String takes) {
    FieldProblem problem = problem(json.replace('\'', '"'));

    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.message()).endsWith("takes " + takes + ".");
  }

  @Test
  void saysWhereADocumentIsBroken() {
    assertThatExceptionOfType(MalformedDocument.class)
        .isThrownBy(() -> read("{\n  \"name\": \"x\",\n}"))
        .withMessageStartingWith("The body is not well-formed JSON at line 3, column 1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "null"})
  void refusesABodyWithoutContent(String json) {
    assertThatExceptionOfType(MalformedDocument.class)
        .isThrownBy(() -> read(json))
        .withMessageContaining("send a JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"a\",\"name\":\"b\"}", "{} {}", "{\"name\":"})
  void refusesWhatIsNotOneDocument(String json) {
    assertThatExceptionOfType(MalformedDocument.class).isThrownBy(() -> read(json));
  }

  @Test
  void writesInstantsAsTexts() {
    assertThat(Json.text(Map.of("at", Instant.parse("2026-01-02T03:04:05.000006Z"))))
        .isEqualTo("{\"at\":\"2026-01-02T03:04:05.000006Z\"}");
  }

  private static FieldProblem problem(String json) {
    try {
      read(json);
    } catch (Refusal refusal) {
      assertThat(refusal.fields()).hasSize(1);
      return refusal.fields().get(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("It was taken: " + json);
  }

  private static Order read(String json) throws IOException {
    return Json.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Order.class);
  }
}
