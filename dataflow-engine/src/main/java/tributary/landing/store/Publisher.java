package tributary.landing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.landing.ColumnChange;
import tributary.landing.DriftPolicy;
import tributary.landing.Landing.Landed;
import tributary.landing.Landing.Publication;
import tributary.landing.PublishPolicy;
import tributary.landing.RunLease;
import tributary.problem.Refusal;
import tributary.telemetry.Step;
import tributary.telemetry.Telemetry;
import tributary.tenant.TenantId;

/** Makes what a run has read visible, all in the caller's transaction. */
final class Publisher {
  /** Of so few rows single ones may be most. */
  private static final long FEW = 100;

  private final Clock clock;
  private final Duration patience;
  private final Telemetry telemetry;

  /**
   * @param patience how long readers of entities may be in the way
   */
  Publisher(Clock clock, Duration patience, Telemetry telemetry) {
    this.clock = clock;
    this.patience = patience;
    this.telemetry = telemetry;
  }

  /**
   * What a publish goes by.
   *
   * @param confirmed whether a person has looked at what would hold it
   * @param policy whether the others are published when one cannot be
   */
  record Terms(boolean confirmed, PublishPolicy policy) {}

  /** Why nothing is published; the transaction is to be given up. */
  static final class NothingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<UUID, String> refused;
    private final transient Map<UUID, String> held;

    NothingException(Map<UUID, String> refused, Map<UUID, String> held) {
      this.refused = refused;
      this.held = held;
    }

    Publication publication(Instant at) {
      return new Publication(at, Map.of(), refused, held);
    }
  }

  private record Staged(UUID tableRun, Generation generation) {}

  /**
   * @throws NothingException when a person has to look first, or when one entity cannot be
   *     published and so none may
   */
  Publication publish(
      Connection connection,
      RunLease lease,
      TenantId tenant,
      UUID dataflow,
      Collection<UUID> tableRuns,
      Terms terms)
      throws SQLException {
    Leases.check(connection, lease);
    Optional<Instant> before = Publications.publishedAt(connection, lease.run());
    if (before.isPresent()) {
      return new Publication(
          before.get(),
          Publications.landed(connection, lease.run()),
          Publications.refused(connection, lease.run()),
          Map.of());
    }
    Instant now = clock.instant();
    Publications.note(connection, lease, tenant, dataflow, now);
    List<Staged> staged =
        staged(connection, lease.run()).stream()
            .filter(s -> tableRuns.contains(s.tableRun()))
            .toList();
    for (Staged one : staged) {
      Entity.locked(connection, one.generation().entity()).orElseThrow(Leases::lost);
    }
    ViewSwitch views = new ViewSwitch(patience);
    Map<UUID, String> refused = new HashMap<>();
    Map<UUID, String> held = new LinkedHashMap<>();
    for (Staged one : staged) {
      Savepoint savepoint = connection.setSavepoint();
      int viewsBefore = views.size();
      try {
        Switched switched = publish(connection, tenant, one, now, views);
        hold(connection, one, switched).ifPresent(why -> held.put(one.tableRun(), why));
        connection.releaseSavepoint(savepoint);
      } catch (Refusal e) {
        connection.rollback(savepoint);
        views.cutTo(viewsBefore);
        refused.put(one.tableRun(), e.getMessage());
        Publications.refuse(connection, one.generation(), e.getMessage());
      }
    }
    if (!refused.isEmpty() && terms.policy() == PublishPolicy.ALL_OR_NOTHING) {
      throw new NothingException(refused, Map.of());
    }
    if (!held.isEmpty() && !terms.confirmed()) {
      throw new NothingException(Map.of(), held);
    }
    Map<UUID, Landed> published = Publications.landed(connection, lease.run());
    if (published.isEmpty()) {
      Publications.forget(connection, lease);
    }
    views.execute(connection);
    return new Publication(now, published, refused, Map.of());
  }

  /** Returns the run's generations in the order in which entities are always locked. */
  private static List<Staged> staged(Connection connection, UUID run) throws SQLException {
    return Transactions.list(
        connection,
        "select table_run_id, "
            + Generation.COLUMNS
            + " from tributary_landing.generation"
            + " where run_id = ? and state = 'LOADING' and finished order by entity_id for update",
        row -> new Staged(row.getObject("table_run_id", UUID.class), Generation.read(row)),
        run);
  }

  /** What became of an entity: rows before and after. */
  private record Switched(Entity entity, boolean hadRows, long before, long after) {}

  private Switched publish(
      Connection connection, TenantId tenant, Staged staged, Instant now, ViewSwitch views)
      throws SQLException {
    Generation generation = staged.generation();
    Entity entity = Entity.byId(connection, generation.entity()).orElseThrow(Leases::lost);
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    Optional<Generation> before =
        entity.generation().isPresent()
            ? Generation.byId(connection, entity.generation().get())
            : Optional.empty();
    long rowsBefore = before.map(Generation::rows).orElse(0L);
    Optional<MergePublisher.Done> merged = Optional.empty();
    if (generation.base().isPresent()) {
      merged =
          Optional.of(
              telemetry.step(
                  Step.MERGE,
                  staged.tableRun(),
                  () ->
                      new MergePublisher(connection, tenant, at)
                          .publish(entity, generation, before, views)));
    } else {
      show(connection, tenant, entity, generation, at, views);
    }
    if (!generation.byKeys()) {
      Ledger.apply(connection, generation);
      RejectedObjects.apply(connection, generation);
    }
    long rowsAfter = merged.map(MergePublisher.Done::rows).orElse(generation.rows());
    Publications.keep(
        connection, staged.tableRun(), generation, entity, rowsBefore, rowsAfter, merged);
    Publications.keepCursor(connection, generation);
    Transactions.update(
        connection,
        "update tributary_landing.column_event set published_at = ? where table_run_id = ?",
        at,
        staged.tableRun());
    return new Switched(entity, before.isPresent(), rowsBefore, rowsAfter);
  }

  private static void show(
      Connection connection,
      TenantId tenant,
      Entity entity,
      Generation generation,
      OffsetDateTime at,
      ViewSwitch views)
      throws SQLException {
    String schema =
        entity.view().isPresent() ? entity.schema() : Identifiers.schema(tenant, entity.purpose());
    String view = entity.view().orElse(entity.name().relation());
    views.add(
        new ViewMaker(connection, tenant)
            .show(
                entity,
                schema,
                view,
                Optional.of(generation),
                Generation.columns(connection, generation.id()),
                ViewMaker.WhenRead.REFUSE));
    Transactions.update(
        connection,
        """
        update tributary_landing.generation set state = 'KEPT', published_at = ? where id = ?
        """,
        at,
        generation.id());
    Transactions.update(
        connection,
        """
        update tributary_landing.entity set generation_id = ?, schema_name = ?, view_name = ?
        where id = ?
        """,
        generation.id(),
        schema,
        view,
        entity.id());
  }

  private static Optional<String> hold(Connection connection, Staged staged, Switched switched)
      throws SQLException {
    Generation generation = staged.generation();
    List<String> reasons = new ArrayList<>();
    boolean few = generation.byKeys() && switched.before() < FEW;
    if (switched.hadRows()
        && !few
        && generation.policies().tooFewLeft(switched.before(), switched.after())) {
      reasons.add(HoldText.fall(switched.before(), switched.after(), generation.policies()));
    }
    List<ColumnChange> changes = Drift.of(connection, staged.tableRun());
    if (generation.policies().drift() == DriftPolicy.ASK && !changes.isEmpty()) {
      reasons.add("Its columns would change: " + Drift.words(changes) + ".");
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", reasons));
  }
}
