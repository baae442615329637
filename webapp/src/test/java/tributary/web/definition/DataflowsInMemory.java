package tributary.web.definition;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowHead;
import tributary.flow.DataflowName;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.flow.NewDataflow;
import tributary.flow.Page;
import tributary.flow.RefreshKind;
import tributary.flow.ScheduleState;
import tributary.flow.TableChoice;
import tributary.landing.EntityName;
import tributary.landing.Policies;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConnectorId;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** Dataflows of one tenant; the setting {@code password} is a secret. */
final class DataflowsInMemory implements Dataflows {
  private static final String SECRET = "password";

  private final Map<String, DataflowView> kept = new TreeMap<>();
  private final Map<String, String> secrets = new TreeMap<>();
  private String failing = "";

  void failAt(String name) {
    failing = name;
  }

  List<String> names() {
    return kept.values().stream().map(view -> view.name().value()).toList();
  }

  Optional<String> secret(String dataflow, String key) {
    return Optional.ofNullable(secrets.get(dataflow + "." + key));
  }

  @Override
  public Optional<FieldProblem> problemWithName(TenantId tenant, String name) {
    return DataflowName.isValid(name)
        ? Optional.empty()
        : Optional.of(FieldProblem.of("name", "NAME_INVALID", "No name: " + name));
  }

  @Override
  public List<FieldProblem> problemsWithTables(
      TenantId tenant, Optional<String> dataflow, List<TableChoice> choices) {
    return List.of();
  }

  @Override
  public DataflowView create(TenantId tenant, Actor actor, NewDataflow given) {
    if (given.name().equals(failing)) {
      throw Refusal.conflict("FULL", "No room.");
    }
    return keep(
        new DataflowName(given.name()),
        given.displayName(),
        given.description(),
        given.connector(),
        given.settings(),
        given.refresh(),
        given.tables().orElse(List.of()).stream().map(DataflowsInMemory::table).toList(),
        given.policies());
  }

  @Override
  public DataflowView change(TenantId tenant, Actor actor, String name, DataflowChange change) {
    if (name.equals(failing)) {
      throw Refusal.conflict("FULL", "No room.");
    }
    DataflowView present = dataflow(tenant, name);
    return keep(
        present.name(),
        change.displayName(),
        change.description(),
        present.connector(),
        change.settings(),
        change.refresh(),
        change
            .tables()
            .map(choices -> choices.stream().map(DataflowsInMemory::table).toList())
            .orElse(present.tables()),
        change.policies().orElse(present.policies()));
  }

  private DataflowView keep(
      DataflowName name,
      String displayName,
      String description,
      ConnectorId connector,
      Settings settings,
      RefreshKind refresh,
      List<ImportTableView> tables,
      Policies policies) {
    Map<String, String> open = new TreeMap<>(settings.values());
    Optional.ofNullable(open.remove(SECRET))
        .ifPresent(secret -> secrets.put(name + "." + SECRET, secret));
    DataflowView view =
        new DataflowView(
            UUID.nameUUIDFromBytes(name.value().getBytes(StandardCharsets.UTF_8)),
            name,
            displayName,
            description,
            connector,
            open,
            secrets.containsKey(name + "." + SECRET) ? Set.of(SECRET) : Set.of(),
            refresh,
            tables,
            DataflowStatus.NEW,
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            1,
            policies);
    kept.put(key(name.value()), view);
    return view;
  }

  private static ImportTableView table(TableChoice choice) {
    return new ImportTableView(
        new UUID(0, 1),
        choice.table(),
        choice.table().toString(),
        choice.selected(),
        choice.purpose(),
        new EntityName(choice.entityName().isEmpty() ? "derived" : choice.entityName()),
        choice.options(),
        choice.columnTypes(),
        choice.misfits(),
        choice.key());
  }

  @Override
  public Optional<String> remove(TenantId tenant, Actor actor, String name) {
    kept.remove(key(name));
    return Optional.empty();
  }

  @Override
  public DataflowView dataflow(TenantId tenant, String name) {
    return Optional.ofNullable(kept.get(key(name)))
        .orElseThrow(() -> Refusal.notFound("DATAFLOW_NOT_FOUND", "No " + name));
  }

  @Override
  public DataflowHead head(TenantId tenant, String name) {
    return dataflow(tenant, name).head();
  }

  @Override
  public Page<DataflowRow> page(TenantId tenant, DataflowQuery query) {
    List<DataflowRow> rows = kept.values().stream().map(DataflowsInMemory::row).toList();
    return new Page<>(rows.subList(Math.min(query.first(), rows.size()), rows.size()), rows.size());
  }

  private static DataflowRow row(DataflowView view) {
    return new DataflowRow(
        view.name().value(),
        view.displayName(),
        view.description(),
        view.connector().value(),
        view.connector().value(),
        view.status(),
        "",
        view.tables().size(),
        view.createdAt(),
        null,
        view.updatedAt(),
        null,
        null,
        ScheduleState.NONE,
        null,
        null);
  }

  @Override
  public Map<String, Long> groups(
      TenantId tenant, DataflowQuery query, DataflowQuery.GroupBy groupBy) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<TableName, String> suggestEntityNames(TenantId tenant, List<TableDescriptor> tables) {
    throw new UnsupportedOperationException();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
