package tributary.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static tributary.flow.FlowFixture.NORTH;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.flow.DataflowQuery.Between;
import tributary.flow.DataflowQuery.GroupBy;
import tributary.flow.DataflowQuery.Sort;

class DataflowListTest {
  private static final Instant DAY_2 = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant DAY_3 = Instant.parse("2026-01-03T00:00:00Z");

  private final FlowFixture fixture = new FlowFixture();

  DataflowListTest() throws SQLException {}

  @BeforeEach
  void fourDataflows() throws SQLException {
    row("Alpha", "Residents", "files", "NEW", 1, 1, null, null);
    row("beta", "Visits 100%", "zip", "COMPLETED", 2, 2, "FULL", 5);
    row("Gamma", "Staff", "files", "COMPLETED", 3, 2, "INCREMENTAL", 4);
    row("delta", "Rooms", "files", "FAILED", 4, 1, "FULL", null);
    fixture.database.execute(
        "update tributary.dataflow set last_run_id = '00000000-0000-0000-0000-000000000001',"
            + " last_run_detail = 'The bucket is gone' where name = 'delta'");
  }

  private void row(
      String name,
      String shown,
      String connector,
      String status,
      int day,
      int tables,
      String refresh,
      Integer refreshed)
      throws SQLException {
    fixture.database.execute(
        "insert into tributary.dataflow values (gen_random_uuid(), 'north', '%s', '%s', '', '%s',"
                .formatted(name, shown, connector)
            + " '{}', 'FULL', '2026-01-0%dZ', '2026-01-0%dZ', 1, '%s', null, '', %s, %s, %d)"
                .formatted(
                    day,
                    10 - day,
                    status,
                    refresh == null ? "null" : "'" + refresh + "'",
                    refreshed == null ? "null" : "'2026-01-0" + refreshed + "Z'",
                    tables));
  }

  private List<String> names(DataflowQuery query) {
    return fixture.dataflows.page(NORTH, query).items().stream().map(DataflowRow::name).toList();
  }

  private static Query query() {
    return new Query();
  }

  @Test
  void showsTheNewestFirst() {
    assertThat(names(DataflowQuery.all(0, 20))).containsExactly("delta", "Gamma", "beta", "Alpha");
  }

  @Test
  void showsEverythingOfARow() {
    DataflowRow row = fixture.dataflows.page(NORTH, DataflowQuery.all(0, 1)).items().get(0);
    assertThat(row.displayName()).isEqualTo("Rooms");
    assertThat(row.connector()).isEqualTo("files");
    assertThat(row.connectorName()).isEqualTo("Files");
    assertThat(row.status()).isEqualTo(DataflowStatus.FAILED);
    assertThat(row.statusDetail()).isEqualTo("The bucket is gone");
    assertThat(row.lastRun()).hasToString("00000000-0000-0000-0000-000000000001");
    assertThat(row.lastRefresh()).isEqualTo(RefreshKind.FULL);
    assertThat(row.lastRefreshAt()).isNull();
    assertThat(row.tables()).isEqualTo(1);
  }

  @Test
  void namesAConnectorThatIsNotInstalledByItsId() {
    assertThat(fixture.dataflows.page(NORTH, query().text("beta").build()).items())
        .extracting(DataflowRow::connectorName)
        .containsExactly("zip");
  }

  @Test
  void countsAllWhileItShowsAPage() {
    Page<DataflowRow> page = fixture.dataflows.page(NORTH, DataflowQuery.all(2, 1));
    assertThat(page.total()).isEqualTo(4);
    assertThat(page.items()).extracting(DataflowRow::name).containsExactly("beta");
    assertThat(fixture.dataflows.page(NORTH, DataflowQuery.all(100, 10)).total()).isEqualTo(4);
  }

  @Test
  void findsTextInNameAndDisplayName() {
    assertThat(names(query().text("ALP").build())).containsExactly("Alpha");
    assertThat(names(query().text("0%").build())).containsExactly("beta");
    assertThat(names(query().text("_").build())).isEmpty();
  }

  @Test
  void filtersByEachColumn() {
    assertThat(names(query().connectors("zip").build())).containsExactly("beta");
    assertThat(names(query().statuses(DataflowStatus.NEW, DataflowStatus.FAILED).build()))
        .containsExactly("delta", "Alpha");
    assertThat(names(query().refreshes(RefreshKind.INCREMENTAL).build())).containsExactly("Gamma");
    assertThat(names(query().created(DAY_2, DAY_3).build())).containsExactly("beta");
    assertThat(names(query().refreshedFrom(Instant.parse("2026-01-04T12:00:00Z")).build()))
        .containsExactly("beta");
  }

  @Test
  void sortsByEachColumn() {
    assertThat(names(query().sort(Sort.NAME, true).build()))
        .containsExactly("Alpha", "beta", "delta", "Gamma");
    assertThat(names(query().sort(Sort.TYPE, false).build())).first().isEqualTo("beta");
    assertThat(names(query().sort(Sort.TABLES, true).build()))
        .containsExactly("Alpha", "delta", "beta", "Gamma");
    assertThat(names(query().sort(Sort.LAST_REFRESH, true).build()))
        .containsExactly("Gamma", "beta", "Alpha", "delta");
    assertThat(names(query().sort(Sort.LAST_REFRESH, false).build()))
        .containsExactly("beta", "Gamma", "Alpha", "delta");
    for (Sort sort : Sort.values()) {
      assertThat(names(query().sort(sort, true).build())).hasSize(4);
    }
  }

  @Test
  void keepsGroupsTogetherAndCountsThem() {
    assertThat(names(query().groupBy(GroupBy.STATUS).sort(Sort.NAME, true).build()))
        .containsExactly("beta", "Gamma", "delta", "Alpha");
    assertThat(fixture.dataflows.groups(NORTH, DataflowQuery.all(0, 1), GroupBy.STATUS))
        .containsExactly(entry("COMPLETED", 2L), entry("FAILED", 1L), entry("NEW", 1L));
    assertThat(fixture.dataflows.groups(NORTH, DataflowQuery.all(0, 1), GroupBy.LAST_REFRESH_TYPE))
        .containsExactly(entry("FULL", 2L), entry("INCREMENTAL", 1L), entry("", 1L));
    assertThat(fixture.dataflows.groups(NORTH, DataflowQuery.all(0, 1), GroupBy.TABLES))
        .containsExactly(entry("1", 2L), entry("2", 2L));
    assertThat(fixture.dataflows.groups(NORTH, query().text("a").build(), GroupBy.TYPE))
        .containsExactly(entry("files", 3L), entry("zip", 1L));
  }

  /** A query, piece by piece. */
  private static final class Query {
    private String text = "";
    private Set<String> connectors = Set.of();
    private Set<DataflowStatus> statuses = Set.of();
    private Set<RefreshKind> refreshes = Set.of();
    private Between created = Between.ANY;
    private Between refreshed = Between.ANY;
    private Optional<GroupBy> groupBy = Optional.empty();
    private Sort sort = Sort.CREATED;
    private boolean ascending;

    Query text(String wanted) {
      text = wanted;
      return this;
    }

    Query connectors(String... wanted) {
      connectors = Set.of(wanted);
      return this;
    }

    Query statuses(DataflowStatus... wanted) {
      statuses = Set.of(wanted);
      return this;
    }

    Query refreshes(RefreshKind... wanted) {
      refreshes = Set.of(wanted);
      return this;
    }

    Query created(Instant from, Instant to) {
      created = new Between(Optional.of(from), Optional.of(to));
      return this;
    }

    Query refreshedFrom(Instant from) {
      refreshed = new Between(Optional.of(from), Optional.empty());
      return this;
    }

    Query groupBy(GroupBy wanted) {
      groupBy = Optional.of(wanted);
      return this;
    }

    Query sort(Sort by, boolean up) {
      sort = by;
      ascending = up;
      return this;
    }

    DataflowQuery build() {
      return new DataflowQuery(
          text,
          connectors,
          statuses,
          refreshes,
          created,
          Between.ANY,
          refreshed,
          groupBy,
          sort,
          ascending,
          0,
          200);
    }
  }
}
