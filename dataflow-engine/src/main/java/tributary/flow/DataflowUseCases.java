package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.ConnectionDraft;
import tributary.connection.SettingsSeal;
import tributary.connection.StoredConnection;
import tributary.flow.store.DataflowList;
import tributary.flow.store.DataflowStore;
import tributary.flow.store.StoredDataflow;
import tributary.flow.store.StoredTable;
import tributary.plugin.ConnectorCatalogue;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * The use cases around dataflows. Each reads, then asks the source with no transaction open, then
 * writes in one transaction.
 */
@ApplicationScoped
class DataflowUseCases implements Dataflows {
  private DataflowStore store;
  private DataflowList list;
  private DataflowWrites writes;
  private SourceTables source;
  private SettingsSeal seal;
  private ConnectorCatalogue catalogue;
  private DataflowRemovals removals;
  private Clock clock;

  protected DataflowUseCases() {}

  @Inject
  DataflowUseCases(
      DataflowStore store,
      DataflowList list,
      DataflowWrites writes,
      SourceTables source,
      SettingsSeal seal,
      ConnectorCatalogue catalogue,
      DataflowRemovals removals,
      Clock clock) {
    this.store = store;
    this.list = list;
    this.writes = writes;
    this.source = source;
    this.seal = seal;
    this.catalogue = catalogue;
    this.removals = removals;
    this.clock = clock;
  }

  @Override
  public Optional<FieldProblem> problemWithName(TenantId tenant, String name) {
    TakenNames taken = new TakenNames(names -> store.names(tenant, names));
    Optional<FieldProblem> form = NameRules.dataflowForm(name, taken);
    return form.isPresent()
        ? form
        : store
            .byName(tenant, name)
            .map(other -> NameRules.dataflowTaken(name, other.name().value(), taken));
  }

  @Override
  public List<FieldProblem> problemsWithTables(
      TenantId tenant, Optional<String> dataflow, List<TableChoice> choices) {
    Optional<StoredDataflow> existing = dataflow.map(name -> existing(tenant, name).state());
    return nameCheck(tenant, existing).problems(choices);
  }

  private EntityNameCheck nameCheck(TenantId tenant, Optional<StoredDataflow> existing) {
    return new EntityNameCheck(
        takenNames(tenant, existing.map(StoredDataflow::id)),
        existing.map(StoredDataflow::tables).orElse(List.of()));
  }

  private TakenNames takenNames(TenantId tenant, Optional<UUID> except) {
    return new TakenNames(names -> store.entityNames(tenant, except, names));
  }

  @Override
  public Map<TableName, String> suggestEntityNames(TenantId tenant, List<TableDescriptor> tables) {
    TakenNames taken = takenNames(tenant, Optional.empty());
    Map<TableName, String> names = new LinkedHashMap<>();
    taken.expect(tables.stream().map(t -> Suggestion.entityName(t.suggestedEntity())).toList());
    for (TableDescriptor table : tables) {
      String name = NameRules.freeEntityName(Suggestion.entityName(table.suggestedEntity()), taken);
      taken.take(name);
      names.put(table.name(), name);
    }
    return names;
  }

  @Override
  public DataflowView create(TenantId tenant, Actor actor, NewDataflow wish) {
    ConnectionDraft draft =
        new ConnectionDraft(wish.connector(), wish.settings(), Optional.empty());
    List<FieldProblem> problems = new ArrayList<>();
    problemWithName(tenant, wish.name()).ifPresent(problems::add);
    problems.addAll(Dataflow.problemsWithWords(wish.displayName(), wish.description()));
    problems.addAll(source.problems(tenant, draft));
    wish.tables()
        .ifPresent(
            choices -> problems.addAll(problemsWithTables(tenant, Optional.empty(), choices)));
    refuse(problems);
    TableSelection selection =
        new TableSelection(
            source.tables(tenant, draft), List.of(), takenNames(tenant, Optional.empty()));
    List<StoredTable> tables =
        wish.tables().map(choices -> checked(selection, choices)).orElseGet(selection::everything);
    source.requireReadable(tenant, draft, wish.refresh(), tables, List.of());
    DataflowName name = new DataflowName(wish.name());
    StoredConnection connection = seal.seal(tenant, UUID.randomUUID(), name.value(), draft);
    Dataflow dataflow =
        Dataflow.make(
            name,
            wish.displayName(),
            wish.description(),
            connection,
            wish.refresh(),
            tables,
            wish.policies(),
            clock.instant());
    writes.insert(tenant, actor, dataflow);
    return dataflow(tenant, name.value());
  }

  @Override
  public DataflowView change(TenantId tenant, Actor actor, String name, DataflowChange change) {
    Dataflow current = existing(tenant, name).requireIdle("change it");
    change.version().ifPresent(current::requireVersion);
    StoredDataflow state = current.state();
    ConnectionDraft draft =
        new ConnectionDraft(state.connection().connector(), change.settings(), Optional.of(name));
    List<FieldProblem> problems = new ArrayList<>();
    problems.addAll(Dataflow.problemsWithWords(change.displayName(), change.description()));
    problems.addAll(source.problems(tenant, draft));
    change
        .tables()
        .ifPresent(
            choices -> problems.addAll(nameCheck(tenant, Optional.of(state)).problems(choices)));
    refuse(problems);
    List<StoredTable> tables =
        change
            .tables()
            .map(choices -> chosen(tenant, draft, state, choices))
            .orElse(state.tables());
    if (change.tables().isPresent() || change.refresh() != state.refresh()) {
      source.requireReadable(tenant, draft, change.refresh(), tables, state.tables());
    }
    StoredConnection connection = seal.seal(tenant, state.id(), state.name().value(), draft);
    Dataflow changed = current.changed(change, connection, tables, clock.instant());
    writes.update(tenant, actor, changed);
    return dataflow(tenant, name);
  }

  private List<StoredTable> chosen(
      TenantId tenant, ConnectionDraft draft, StoredDataflow state, List<TableChoice> choices) {
    TableSelection selection =
        new TableSelection(
            source.tables(tenant, draft),
            state.tables(),
            takenNames(tenant, Optional.of(state.id())));
    return checked(selection, choices);
  }

  private static List<StoredTable> checked(TableSelection selection, List<TableChoice> choices) {
    refuse(selection.problems(choices));
    return selection.chosen(choices);
  }

  private static void refuse(List<FieldProblem> problems) {
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
  }

  @Override
  public Optional<String> remove(TenantId tenant, Actor actor, String name) {
    Dataflow dataflow = existing(tenant, name).requireIdle("remove the dataflow");
    return removals.around(
        tenant, dataflow.state().view(), () -> writes.remove(tenant, actor, dataflow));
  }

  @Override
  public DataflowView dataflow(TenantId tenant, String name) {
    return existing(tenant, name).state().view();
  }

  @Override
  public DataflowHead head(TenantId tenant, String name) {
    return store.head(tenant, name).orElseThrow(() -> NoSuchDataflow.named(name));
  }

  private Dataflow existing(TenantId tenant, String name) {
    return store
        .byName(tenant, name)
        .map(Dataflow::of)
        .orElseThrow(() -> NoSuchDataflow.named(name));
  }

  @Override
  public Page<DataflowRow> page(TenantId tenant, DataflowQuery query) {
    return list.page(tenant, query, connectorNames());
  }

  @Override
  public Map<String, Long> groups(
      TenantId tenant, DataflowQuery query, DataflowQuery.GroupBy groupBy) {
    return list.groups(tenant, query, groupBy, connectorNames());
  }

  private Map<String, String> connectorNames() {
    Map<String, String> names = new LinkedHashMap<>();
    catalogue.cards().forEach(card -> names.put(card.id().value(), card.displayName()));
    return names;
  }
}
