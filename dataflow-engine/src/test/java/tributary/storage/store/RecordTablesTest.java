package tributary.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.store.TestLanding;
import tributary.storage.StorageReport.Kind;
import tributary.storage.store.RecordTables.Share;
import tributary.tenant.TenantId;

class RecordTablesTest {
  private static final TenantId FEW = new TenantId("few");
  private static final TenantId MANY = new TenantId("many");
  private static final Instant CUTOFF = Instant.parse("2026-01-01T00:00:00Z");

  private static TestPostgres database;

  @BeforeAll
  static void entriesOfTwoTenants() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
    database.execute(
        """
        insert into tributary.tenant values ('few', 'Few', now()), ('many', 'Many', now());
        insert into tributary.audit_entry (tenant_id, at, actor_kind, actor, action, subject)
        select case when i % 4 = 0 then 'few' else 'many' end,
          case when i <= 40 then timestamptz '2025-06-01 00:00Z' else '2026-06-01 00:00Z' end,
          'SYSTEM', 'system', 'test', 'entry ' || i
        from generate_series(1, 4000) as i;
        analyze tributary.audit_entry;
        """);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Test
  void countsASmallTable() {
    Share share = share(new RecordTables(database.pool()), FEW);
    assertThat(share.count()).isEqualTo(1_000);
    assertThat(share.goes()).isEqualTo(10);
  }

  @Test
  void estimatesTheShareOfALargeTable() {
    RecordTables tables = new RecordTables(database.pool(), 0);
    Share few = share(tables, FEW);
    Share many = share(tables, MANY);
    assertThat(few.count()).isCloseTo(1_000, Percentage.withPercentage(15));
    assertThat(many.count()).isCloseTo(3_000, Percentage.withPercentage(15));
    assertThat(few.goes()).isEqualTo(10);
    assertThat(few.bytes() + many.bytes())
        .isCloseTo(
            Long.parseLong(
                database.value("select pg_total_relation_size('tributary.audit_entry')")),
            Percentage.withPercentage(1));
    assertThat(share(tables, new TenantId("none")).count()).isZero();
  }

  private static Share share(RecordTables tables, TenantId tenant) {
    return tables.share(tenant, Kind.AUDIT, Optional.of(CUTOFF), 20);
  }
}
