package tributary.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;

class PagingTest {
  @Test
  void beginsWithTheFirstPageOfTheUsualSize() {
    assertThat(Paging.of(null, "", 200)).isEqualTo(new Paging(1, 50));
  }

  @Test
  void countsRowsFromThePagesBefore() {
    assertThat(Paging.of("3", "20", 200).first()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999"})
  void refusesWhatIsNoPage(String page) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Paging.of(page, null, 200))
        .satisfies(
            refusal ->
                assertThat(refusal.fields())
                    .extracting(FieldProblem::field)
                    .containsExactly("page"));
  }

  @Test
  void namesBothParametersWhenBothAreWrong() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Paging.of("0", "201", 200))
        .satisfies(
            refusal ->
                assertThat(refusal.fields())
                    .extracting(FieldProblem::field)
                    .containsExactly("page", "size"));
  }
}
