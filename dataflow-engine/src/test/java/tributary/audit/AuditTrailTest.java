package tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import tributary.audit.store.AuditStore;
import tributary.control.ControlDatabase;
import tributary.control.SettableClock;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

class AuditTrailTest {
  @Test
  void writesWhoDidWhatWhen() throws SQLException {
    ControlDatabase database = ControlDatabase.empty();
    database.execute("insert into tributary.tenant values ('north', 'North', now())");
    Audit audit =
        database.transactional(
            Audit.class, new AuditTrail(new AuditStore(database.entities()), new SettableClock()));
    audit.note(
        new TenantId("north"), new Actor(Actor.Kind.TOKEN, "ci"), "dataflow.create", "Census");
    assertThat(
            database.value(
                "select concat_ws(' ', tenant_id, actor_kind, actor, action, subject,"
                    + " at at time zone 'UTC') from tributary.audit_entry"))
        .isEqualTo("north TOKEN ci dataflow.create Census 2026-03-01 08:00:00");
  }
}
