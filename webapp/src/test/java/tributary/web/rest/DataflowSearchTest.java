package tributary.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowStatus;
import tributary.flow.RefreshKind;
import tributary.problem.Refusal;

class DataflowSearchTest {
  private static final Paging FIRST = new Paging(1, 50);

  @Test
  void asksForAllNewestFirstWhenNothingIsSaid() {
    assertThat(DataflowSearch.of(null, null, null, null, null, FIRST))
        .isEqualTo(DataflowQuery.all(0, 50));
  }

  @ParameterizedTest
  @CsvSource({
    "name, NAME, true",
    "-name, NAME, false",
    "createdAt, CREATED, true",
    "-lastRefreshAt, LAST_REFRESH, false",
    "connector, TYPE, true"
  })
  void sortsByTheFieldsOfTheAnswer(String sort, DataflowQuery.Sort by, boolean ascending) {
    DataflowQuery query = DataflowSearch.of("", null, null, null, sort, FIRST);

    assertThat(query.sort()).isEqualTo(by);
    assertThat(query.ascending()).isEqualTo(ascending);
  }

  @Test
  void takesSeveralValuesRepeatedOrWithCommas() {
    DataflowQuery query =
        DataflowSearch.of(
            " cen ", List.of("s3,pcc"), List.of("new", "FAILED"), List.of("full"), null, FIRST);

    assertThat(query.text()).isEqualTo("cen");
    assertThat(query.connectors()).containsExactlyInAnyOrder("s3", "pcc");
    assertThat(query.statuses())
        .containsExactlyInAnyOrder(DataflowStatus.NEW, DataflowStatus.FAILED);
    assertThat(query.refreshes()).containsExactly(RefreshKind.FULL);
  }

  @Test
  void refusesASortThatItDoesNotKnowAndListsThoseItDoes() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> DataflowSearch.of("", null, null, null, "size", FIRST))
        .withMessageContaining("size")
        .withMessageContaining("created, lastRefresh, lastRefreshType, name");
  }

  @Test
  void refusesAStatusThatItDoesNotKnowAndListsThoseItDoes() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> DataflowSearch.of("", null, List.of("done"), null, null, FIRST))
        .withMessageContaining("done")
        .withMessageContaining("PARTLY_COMPLETED");
  }
}
