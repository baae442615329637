package tributary.web.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.NewDataflow;
import tributary.flow.RefreshKind;
import tributary.flow.TableChoice;
import tributary.landing.Policies;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.schedule.Schedules;
import tributary.spi.ConnectorId;
import tributary.spi.TableName;
import tributary.tenant.TenantId;

/** Turns documents into what the use cases take. */
@ApplicationScoped
public class Definitions {
  private Connections connections;
  private Dataflows dataflows;
  private Schedules schedules;

  /** For the container's proxy. */
  protected Definitions() {}

  @Inject
  Definitions(Connections connections, Dataflows dataflows, Schedules schedules) {
    this.connections = connections;
    this.dataflows = dataflows;
    this.schedules = schedules;
  }

  /**
   * Returns the dataflow to make. The name may still be wrong or taken.
   *
   * @param path of the document in the request, for problems; empty or ending in a dot
   */
  public NewDataflow toNew(TenantId tenant, DataflowDefinition given, String path) {
    List<FieldProblem> problems = new ArrayList<>(scheduleProblems(given, path));
    if (given.connector() == null) {
      problems.add(
          FieldProblem.of(
              path + "connector", "REQUIRED", "Name the connector, such as one of /connectors."));
    } else if (!isConnectorId(given.connector())) {
      problems.add(
          FieldProblem.of(
              path + "connector",
              "CONNECTOR_UNKNOWN",
              "There is no connector %s. GET /api/v1/connectors lists them."
                  .formatted(given.connector())));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    ConnectorId connector = new ConnectorId(given.connector());
    Settings settings = new Settings(Maps.given(given.settings()));
    ConnectionDraft draft = new ConnectionDraft(connector, settings, Optional.empty());
    if (given.tables() != null) {
      requireAskable(tenant, given, draft, path);
    }
    return new NewDataflow(
        Objects.requireNonNullElse(given.name(), ""),
        Objects.requireNonNullElse(given.displayName(), ""),
        Objects.requireNonNullElse(given.description(), ""),
        connector,
        settings,
        Objects.requireNonNullElse(given.refresh(), RefreshKind.FULL),
        choices(given, path, tables(tenant, Optional.empty(), draft)),
        policies(given, Policies.DEFAULT, path));
  }

  /** Refuses what is wrong without the source's help, before the source is asked for its tables. */
  private void requireAskable(
      TenantId tenant, DataflowDefinition given, ConnectionDraft draft, String path) {
    List<FieldProblem> problems = new ArrayList<>();
    dataflows
        .problemWithName(tenant, Objects.requireNonNullElse(given.name(), ""))
        .ifPresent(problems::add);
    problems.addAll(connections.problems(tenant, draft));
    if (!problems.isEmpty()) {
      throw Refusal.invalid(
          problems.stream()
              .map(
                  problem ->
                      new FieldProblem(
                          path + problem.field(),
                          problem.code(),
                          problem.message(),
                          problem.suggestion()))
              .toList());
    }
  }

  /** Returns the change that the document makes to this dataflow; what it leaves out stays. */
  public DataflowChange toChange(
      TenantId tenant, DataflowView present, DataflowDefinition given, String path) {
    List<FieldProblem> problems = new ArrayList<>(scheduleProblems(given, path));
    if (given.name() != null && !given.name().equalsIgnoreCase(present.name().value())) {
      problems.add(
          new FieldProblem(
              path + "name",
              "NAME_FIXED",
              "A dataflow's name never changes. Change its display name, or leave name out.",
              present.name().value()));
    }
    if (given.connector() != null && !given.connector().equals(present.connector().value())) {
      problems.add(
          new FieldProblem(
              path + "connector",
              "CONNECTOR_FIXED",
              "A dataflow's connector never changes. Make a new dataflow for another one.",
              present.connector().value()));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    Settings settings = settings(present, given);
    return new DataflowChange(
        Objects.requireNonNullElse(given.displayName(), present.displayName()),
        Objects.requireNonNullElse(given.description(), present.description()),
        settings,
        Objects.requireNonNullElse(given.refresh(), present.refresh()),
        choices(given, path, tables(tenant, Optional.of(present), draft(present, settings))),
        Optional.ofNullable(given.version()),
        Optional.of(policies(given, present.policies(), path)));
  }

  /** Returns the saved connection of a dataflow, its sealed secrets standing in. */
  public ConnectionDraft draft(DataflowView present) {
    return draft(present, new Settings(present.settings()));
  }

  /** Finds a table of a dataflow by its written name. */
  public TableName table(TenantId tenant, DataflowView present, String table) {
    return tables(tenant, Optional.of(present), draft(present)).find(table);
  }

  private static ConnectionDraft draft(DataflowView present, Settings settings) {
    return new ConnectionDraft(present.connector(), settings, Optional.of(present.name().value()));
  }

  private static Policies policies(DataflowDefinition given, Policies present, String path) {
    return given.policies() == null ? present : given.policies().over(present, path);
  }

  private static Settings settings(DataflowView present, DataflowDefinition given) {
    if (given.settings() == null) {
      return new Settings(present.settings());
    }
    Map<String, String> values = new HashMap<>(given.settings());
    values.replaceAll((key, value) -> value == null ? "" : value);
    return new Settings(values);
  }

  private Tables tables(TenantId tenant, Optional<DataflowView> present, ConnectionDraft draft) {
    return new Tables(present, () -> connections.tables(tenant, draft));
  }

  private static Optional<List<TableChoice>> choices(
      DataflowDefinition given, String path, Tables tables) {
    return Optional.ofNullable(given.tables())
        .map(definitions -> tables.choices(path + "tables", definitions));
  }

  private List<FieldProblem> scheduleProblems(DataflowDefinition given, String path) {
    return given.schedule() == null
        ? List.of()
        : schedules.problems(given.schedule().wish()).stream()
            .map(
                problem ->
                    new FieldProblem(
                        path + problem.field(),
                        problem.code(),
                        problem.message(),
                        problem.suggestion()))
            .toList();
  }

  private static boolean isConnectorId(String value) {
    return value.matches("[a-z][a-z0-9-]{1,39}");
  }
}
