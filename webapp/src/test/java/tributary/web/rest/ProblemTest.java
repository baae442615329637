package tributary.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.web.json.Json;

class ProblemTest {
  @ParameterizedTest
  @CsvSource({
    "INVALID, 422, Unprocessable Content",
    "NOT_FOUND, 404, Not Found",
    "CONFLICT, 409, Conflict",
    "FORBIDDEN, 403, Forbidden",
    "SOURCE, 502, Bad Gateway"
  })
  void givesEachKindOfRefusalItsStatus(Refusal.Kind kind, int status, String title) {
    Problem problem = Problem.of(new Refusal(kind, "SOME_CODE", "Some words.", List.of()));

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.title()).isEqualTo(title);
    assertThat(problem.detail()).isEqualTo("Some words.");
    assertThat(problem.type()).isEqualTo("urn:tributary:problem:some-code");
  }

  @Test
  void isWrittenWithTheFieldsToCorrect() {
    Problem problem =
        Problem.of(
            Refusal.invalid(List.of(new FieldProblem("name", "NAME_TAKEN", "Taken.", "Census2"))));

    assertThat(Json.text(problem))
        .isEqualTo(
            """
            {"type":"urn:tributary:problem:name-taken","title":"Unprocessable Content",\
            "status":422,"detail":"Taken.","code":"NAME_TAKEN","fields":[{"field":"name",\
            "code":"NAME_TAKEN","message":"Taken.","suggestion":"Census2"}]}""");
  }

  @Test
  void leavesOutASuggestionThatThereIsNot() {
    Problem problem =
        Problem.of(Refusal.invalid(List.of(FieldProblem.of("", "NO_TABLE", "Choose a table."))));

    assertThat(Json.text(problem))
        .endsWith(
            """
            "fields":[{"field":"","code":"NO_TABLE","message":"Choose a table."}]}""");
  }
}
