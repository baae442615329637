package tributary.landing.store;

import java.time.Clock;
import tributary.TestPostgres;
import tributary.landing.EarlierStates;
import tributary.landing.Entities;
import tributary.landing.KeptRejects;
import tributary.landing.LandedEntities;
import tributary.landing.LandedHistory;
import tributary.landing.Landing;
import tributary.retention.Retention;
import tributary.telemetry.Telemetry;

/** The landing on a test's database, for tests of what stands on it. */
public final class TestLanding {
  private TestLanding() {}

  /** Brings the database's schemas to the present form. */
  public static void migrate(TestPostgres database) {
    new PostgresSchemas(database.pool()).migrate();
  }

  public static Landing landing(TestPostgres database, int kept) {
    return landing(database, Retention.DEFAULT.withStates(kept, 30));
  }

  public static Landing landing(TestPostgres database, Retention retention) {
    return new PostgresLanding(database.pool(), Clock.systemUTC(), Telemetry.NONE, retention);
  }

  public static EarlierStates earlierStates(TestPostgres database, Retention retention) {
    return new PostgresEarlierStates(database.pool(), retention, Clock.systemUTC());
  }

  public static LandedHistory landedHistory(TestPostgres database) {
    return new PostgresLandedHistory(database.pool());
  }

  public static KeptRejects rejects(TestPostgres database) {
    return new PostgresRejects(database.pool());
  }

  public static LandedEntities landedEntities(TestPostgres database) {
    return new PostgresLandedEntities(database.pool());
  }

  public static Entities entities(TestPostgres database) {
    return new PostgresEntities(database.pool(), (tenant, actor, action, subject) -> {});
  }
}
