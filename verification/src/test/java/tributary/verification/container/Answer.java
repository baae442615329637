package tributary.verification.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the API answered. */
record Answer(int status, String contentType, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Expects this status and returns the body. */
  JsonNode body(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return body();
  }

  JsonNode body() {
    try {
      return text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }

  /** Expects a problem of this status and returns it; every problem has the same members. */
  JsonNode problem(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    assertThat(contentType).startsWith("application/problem+json");
    JsonNode problem = body();
    assertThat(problem.path("status").asInt()).isEqualTo(expected);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("code").asText()).matches("[A-Z][A-Z0-9_]+");
    assertThat(text)
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .doesNotContain("tributary.");
    return problem;
  }

  /** Returns the values of one member of all elements of a list. */
  static List<String> each(JsonNode list, String member) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(element -> element.path(member).asText())
        .toList();
  }
}
