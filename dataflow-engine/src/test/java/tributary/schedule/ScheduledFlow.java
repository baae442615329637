package tributary.schedule;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tributary.TestPostgres;
import tributary.flow.DataflowName;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowSchedules;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.RefreshKind;
import tributary.flow.ScheduleState;
import tributary.landing.Policies;
import tributary.run.ChangeRuns;
import tributary.run.Runs;
import tributary.spi.ConnectorId;
import tributary.tenant.TenantId;

/** One dataflow in a real table, and runs that are only noted. */
public final class ScheduledFlow implements DataflowRuns, DataflowSchedules, ChangeRuns {
  public final TenantId tenant;
  public final UUID id = UUID.randomUUID();
  public final List<UUID> started = new CopyOnWriteArrayList<>();
  volatile DataflowStatus status = DataflowStatus.NEW;
  volatile boolean readingChanges;
  volatile ScheduleState state = ScheduleState.NONE;
  volatile Optional<Instant> nextRunAt = Optional.empty();
  private final EntityManager entities;

  public ScheduledFlow(TestPostgres database, EntityManager entities, String tenant) {
    this.tenant = new TenantId(tenant);
    this.entities = entities;
    database.execute("insert into tributary.tenant values ('%s', 'T', now())".formatted(tenant));
    database.execute(
        """
        insert into tributary.dataflow (id, tenant_id, name, display_name, description,
          connector_id, settings, refresh, created_at, updated_at, version, status,
          last_run_detail, selected_tables)
        values ('%s', '%s', 'Census', '', '', 'fake', '{}', 'FULL', now(), now(), 1, 'NEW', '', 1)
        """
            .formatted(id, tenant));
  }

  @Override
  public boolean active(TenantId tenant, UUID dataflow) {
    return status.active();
  }

  @Override
  public boolean reading(TenantId tenant, UUID dataflow) {
    return readingChanges;
  }

  @Override
  public void queue(TenantId tenant, DataflowView dataflow, UUID run, Set<UUID> tables) {
    throw new UnsupportedOperationException();
  }

  /** Returns dataflows of which only this one can be looked at. */
  public Dataflows dataflows() {
    return (Dataflows)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Dataflows.class},
            (proxy, method, arguments) -> {
              return switch (method.getName()) {
                case "dataflow" -> view();
                case "head" -> view().head();
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  /** Returns runs that can only be started. */
  Runs runs() {
    return (Runs)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Runs.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("start")) {
                throw new UnsupportedOperationException(method.getName());
              }
              UUID run = UUID.randomUUID();
              started.add(run);
              return run;
            });
  }

  private DataflowView view() {
    return new DataflowView(
        id,
        new DataflowName("Census"),
        "Daily census",
        "",
        new ConnectorId("fake"),
        Map.of(),
        Set.of(),
        RefreshKind.FULL,
        List.of(),
        status,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        1,
        Policies.DEFAULT);
  }

  @Override
  public DataflowView byId(TenantId tenant, UUID dataflow) {
    return view();
  }

  @Override
  public DataflowView lock(TenantId tenant, UUID dataflow) {
    entities
        .createNativeQuery("select 1 from tributary.dataflow where id = ? for update")
        .setParameter(1, dataflow)
        .getResultList();
    return view();
  }

  @Override
  public void noteRun(
      TenantId tenant,
      UUID dataflow,
      UUID run,
      DataflowStatus status,
      String detail,
      RefreshKind refresh,
      Optional<Instant> refreshedAt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void noteSchedule(
      TenantId tenant, UUID dataflow, ScheduleState state, Optional<Instant> nextRunAt) {
    this.state = state;
    this.nextRunAt = nextRunAt;
  }
}
