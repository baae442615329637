package tributary.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.TestPostgres;
import tributary.connection.SavedConnections;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowHead;
import tributary.flow.DataflowName;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.flow.NewDataflow;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.flow.TableChoice;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.landing.Purpose;
import tributary.pipeline.FakeSource;
import tributary.problem.FieldProblem;
import tributary.spi.CheckReport;
import tributary.spi.Connector;
import tributary.spi.ConnectorId;
import tributary.spi.Source;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.spi.WebhookReceiver;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** One dataflow over a {@link FakeSource}: what runs see of everything around them. */
public final class FakeDataflow implements Dataflows, DataflowRuns, SavedConnections {
  public final UUID id = UUID.randomUUID();
  final FakeSource source = new FakeSource();
  public final List<ImportTableView> tables = new ArrayList<>();
  Policies policies = Policies.DEFAULT;
  public RefreshKind refresh = RefreshKind.FULL;
  final List<String> notes = new ArrayList<>();
  private final TenantId tenant;
  volatile Runnable beforeOpen = () -> {};
  private Optional<Source> instead = Optional.empty();
  volatile DataflowStatus status = DataflowStatus.NEW;
  private volatile Instant refreshedAt;

  /** Locks it in the database; by default nobody else changes it. */
  public Runnable locking = () -> {};

  /** How often somebody asked for it with its tables. */
  int looks;

  /** What looks at its events; empty: it knows none. */
  public Optional<WebhookReceiver> receiver = Optional.empty();

  public FakeDataflow(TestPostgres database, TenantId tenant) {
    this.tenant = tenant;
    database.execute(
        "insert into tributary.tenant values ('%s', 'T', now()) on conflict do nothing"
            .formatted(tenant));
    database.execute(
        """
        insert into tributary.dataflow (id, tenant_id, name, display_name, description,
          connector_id, settings, refresh, created_at, updated_at, version, status,
          last_run_detail, selected_tables)
        values ('%s', '%s', 'flow%s', '', '', 'fake', '{}', 'FULL', now(), now(), 1, 'NEW', '', 1)
        """
            .formatted(id, tenant, id.toString().replace("-", "")));
  }

  /** Reads this table, and all others, from another source. */
  public void with(String table, Purpose purpose, Source other) {
    instead = Optional.of(other);
    add(table, purpose);
  }

  void with(String table, Purpose purpose, FakeSource.Table rows) {
    source.with(table, rows);
    add(table, purpose);
  }

  private void add(String table, Purpose purpose) {
    tables.add(
        new ImportTableView(
            UUID.randomUUID(),
            new TableName("", table),
            table + ".csv",
            true,
            purpose,
            new EntityName(table),
            TableOptions.NONE,
            Map.of(),
            MisfitPolicy.KEEP_ROW,
            List.of()));
  }

  /** Does this whenever a connection is opened. */
  public void beforeOpen(Runnable what) {
    beforeOpen = what;
  }

  private DataflowView view() {
    return new DataflowView(
        id,
        new DataflowName("Flow"),
        "Flow",
        "",
        new ConnectorId("fake"),
        Map.of(),
        Set.of(),
        refresh,
        tables,
        status,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.ofNullable(refreshedAt),
        Optional.empty(),
        1,
        policies);
  }

  @Override
  public DataflowView byId(TenantId tenant, UUID dataflow) {
    return view();
  }

  @Override
  public DataflowView lock(TenantId tenant, UUID dataflow) {
    locking.run();
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
    locking.run();
    this.status = status;
    refreshedAt.ifPresent(at -> this.refreshedAt = at);
    notes.add(status + " " + detail);
  }

  @Override
  public DataflowView dataflow(TenantId tenant, String name) {
    looks++;
    return view();
  }

  @Override
  public DataflowHead head(TenantId tenant, String name) {
    return view().head();
  }

  @Override
  public Connector open(TenantId tenant, UUID dataflow) {
    beforeOpen.run();
    return new Connector() {
      @Override
      public CheckReport check() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Optional<Source> source() {
        return instead.or(() -> Optional.of(source));
      }

      @Override
      public Optional<WebhookReceiver> webhooks() {
        return receiver;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  @Override
  public Optional<FieldProblem> problemWithName(TenantId tenant, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<FieldProblem> problemsWithTables(
      TenantId tenant, Optional<String> dataflow, List<TableChoice> choices) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<TableName, String> suggestEntityNames(
      TenantId tenant, List<TableDescriptor> descriptors) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DataflowView create(TenantId tenant, Actor actor, NewDataflow dataflow) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DataflowView change(TenantId tenant, Actor actor, String name, DataflowChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> remove(TenantId tenant, Actor actor, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<DataflowRow> page(TenantId tenant, DataflowQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Long> groups(
      TenantId tenant, DataflowQuery query, DataflowQuery.GroupBy groupBy) {
    throw new UnsupportedOperationException();
  }

  public TenantId tenant() {
    return tenant;
  }
}
