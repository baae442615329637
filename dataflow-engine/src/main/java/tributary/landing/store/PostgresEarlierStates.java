package tributary.landing.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import tributary.landing.EarlierStates;
import tributary.landing.EntityStorage;
import tributary.landing.LandingPool;
import tributary.landing.StorageQuery;
import tributary.landing.StorageTotals;
import tributary.retention.Retention;
import tributary.tenant.TenantId;

/** Earlier states in PostgreSQL: generations that no view shows, and undo tables. */
@ApplicationScoped
class PostgresEarlierStates implements EarlierStates {
  /** It is guessed to take much longer than it does, and compiled for longer than it takes. */
  private static final String NO_JIT = "set local jit = off";

  private Transactions transactions;
  private StaleStates stale;
  private Sweeper sweeper;
  private StateSizes sizes;
  private StorageList list;

  protected PostgresEarlierStates() {}

  @Inject
  PostgresEarlierStates(@LandingPool DataSource pool, Retention retention, Clock clock) {
    transactions = new Transactions(pool);
    stale = new StaleStates(transactions, retention);
    sweeper = new Sweeper(transactions, retention.generations(), retention.incrementalRuns());
    sizes = new StateSizes(transactions, clock);
    list = new StorageList(retention);
  }

  @Override
  public int cleanUp(Optional<Instant> replacedBefore, int most) {
    stale.giveUp(replacedBefore, most);
    return sweeper.dropGivenUp(most);
  }

  @Override
  public int measure(Optional<TenantId> tenant, int most) {
    return sizes.measure(tenant, most);
  }

  @Override
  public List<EntityStorage> page(
      TenantId tenant, StorageQuery query, Optional<Instant> replacedBefore) {
    return transactions.in(
        connection -> {
          Transactions.execute(connection, NO_JIT);
          return list.page(connection, tenant, query, replacedBefore);
        });
  }

  @Override
  public StorageTotals totals(TenantId tenant, String text, Optional<Instant> replacedBefore) {
    return transactions.in(
        connection -> {
          Transactions.execute(connection, NO_JIT);
          return list.totals(connection, tenant, text, replacedBefore);
        });
  }
}
