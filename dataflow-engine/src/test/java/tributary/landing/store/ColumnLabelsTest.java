package tributary.landing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.EntityColumns;
import tributary.landing.EntityDetail;
import tributary.landing.EntityPreview;
import tributary.landing.Policies;
import tributary.pipeline.ChangingSource;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.tenant.Actor;

/** What people call a column at the source is shown beside it and changes nothing of it. */
class ColumnLabelsTest {
  private static TestPostgres database;

  private RefreshFixture flow;

  @BeforeAll
  static void open() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void end() {
    if (flow != null) {
      flow.close();
    }
  }

  private static Column column(String name, String label) {
    return new Column(name, ColumnType.TEXT, true, Optional.of(label));
  }

  private ChangingSource residents() {
    flow =
        new RefreshFixture(
            database,
            ChangingSource.ofRows(
                new Column("id", ColumnType.WHOLE, true),
                column("statuscode", "Status Reason"),
                column("roomNo", "Resident's room")),
            30);
    flow.policies = new Policies(DeletePolicy.REMOVE, DriftPolicy.BLOCK, 100, 100, -1, 0);
    return flow.source;
  }

  private List<String> comments() {
    return flow.rows(
        "select a.attname, col_description(a.attrelid, a.attnum) from pg_attribute a"
            + " where a.attrelid = to_regclass('$.residents') and a.attnum between 1 and 3"
            + " order by a.attnum");
  }

  @Test
  void standBesideTheColumnsInPostgresql() throws Exception {
    residents().upsert("1", "In care", "12");
    flow.full();
    assertThat(comments())
        .containsExactly("id|id", "statuscode|Status Reason", "roomno|Resident's room (roomNo)");
  }

  @Test
  void areToldWithAnEntityAndWithItsRows() throws Exception {
    residents().upsert("1", "In care", "12");
    flow.full();
    PostgresEntities entities =
        new PostgresEntities(database.pool(), (tenant, actor, action, what) -> {});
    EntityDetail detail = entities.entity(flow.tenant, "residents");
    assertThat(detail.columns())
        .extracting(EntityDetail.EntityColumn::label)
        .startsWith("", "Status Reason", "Resident's room")
        .endsWith("");
    EntityPreview preview =
        entities.preview(flow.tenant, new Actor(Actor.Kind.PERSON, "ada"), "residents", 1);
    assertThat(preview.labels()).hasSameSizeAs(preview.columns()).startsWith("", "Status Reason");
  }

  @Test
  void mayChangeWhereColumnsMayNot() throws Exception {
    ChangingSource source = residents().upsert("1", "In care", "12");
    flow.incremental();
    source.columns.set(1, column("statuscode", "Reason of status"));
    source.columns.set(2, new Column("roomNo", ColumnType.TEXT, true));
    source.tick().upsert("1", "At home", "12");
    flow.incremental();
    assertThat(comments()).endsWith("statuscode|Reason of status", "roomno|roomNo");
    assertThat(
            flow.rows(
                "select 1 from tributary_landing.column_event where entity_id = '"
                    + flow.entity
                    + "'"))
        .as("events of columns")
        .isEmpty();
    flow.rollBack();
    assertThat(comments()).endsWith("statuscode|Status Reason", "roomno|Resident's room (roomNo)");
  }

  @Test
  void comeToAnEntityThatWasLoadedWithoutThem() throws Exception {
    ChangingSource source = residents().upsert("1", "In care", "12");
    flow.incremental();
    database.execute("update tributary_landing.generation_column set label = null");
    database.execute(
        "comment on column %s.residents.statuscode is 'statuscode'".formatted(flow.tenant.value()));
    source.tick();
    flow.incremental();
    assertThat(comments()).contains("statuscode|Status Reason");
    flow.rollBack();
    assertThat(comments()).contains("statuscode|statuscode");
  }

  @Test
  void areOneLineOfWords() {
    List<EntityColumns.Known> columns =
        EntityColumns.next(
            List.of(),
            List.of(
                column("a", " Care\n\u0000level  of\u00a0today\t"),
                column("b", "b"),
                column("c", String.join("", Collections.nCopies(250, "😀"))),
                column("d", " ")),
            Map.of(),
            true,
            "Residents");
    assertThat(columns)
        .extracting(EntityColumns.Known::label)
        .containsExactly(
            "Care level of today", "", String.join("", Collections.nCopies(200, "😀")) + "…", "");
  }
}
