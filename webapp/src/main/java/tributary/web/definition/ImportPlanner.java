package tributary.web.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import tributary.connection.ConnectionDraft;
import tributary.connection.Connections;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.NewDataflow;
import tributary.flow.TableChoice;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.schedule.ScheduleWish;
import tributary.schedule.Schedules;
import tributary.tenant.TenantId;

/** Checks one dataflow of an import and finds the values of its secrets. */
@ApplicationScoped
class ImportPlanner {
  private Dataflows dataflows;
  private Connections connections;
  private Definitions definitions;
  private Schedules schedules;
  private Config config;

  /** For the container's proxy. */
  protected ImportPlanner() {}

  @Inject
  ImportPlanner(
      Dataflows dataflows,
      Connections connections,
      Definitions definitions,
      Schedules schedules,
      Config config) {
    this.dataflows = dataflows;
    this.connections = connections;
    this.definitions = definitions;
    this.schedules = schedules;
    this.config = config;
  }

  /**
   * @param present the dataflow of that name; empty when it is to be made
   */
  ImportStep plan(
      TenantId tenant, Optional<DataflowView> present, DataflowDefinition given, String path) {
    DataflowDefinition definition = withSecrets(tenant, given, present, path);
    return present.isPresent()
        ? alter(tenant, present.get(), definition, path)
        : make(tenant, definition, path);
  }

  private ImportStep make(TenantId tenant, DataflowDefinition given, String path) {
    NewDataflow dataflow = definitions.toNew(tenant, given, path);
    List<FieldProblem> problems = new ArrayList<>();
    dataflows.problemWithName(tenant, dataflow.name()).ifPresent(problems::add);
    check(
        tenant,
        new ConnectionDraft(dataflow.connector(), dataflow.settings(), Optional.empty()),
        dataflow.tables(),
        problems);
    return new ImportStep.Make(dataflow, wish(given));
  }

  private ImportStep alter(
      TenantId tenant, DataflowView present, DataflowDefinition given, String path) {
    if (present.status().active()) {
      throw Refusal.conflict(
          "RUN_ACTIVE",
          "A run of %s is under way. Wait for its end, or cancel it.".formatted(present.name()));
    }
    DataflowChange change = definitions.toChange(tenant, present, given, path);
    check(
        tenant,
        new ConnectionDraft(
            present.connector(), change.settings(), Optional.of(present.name().value())),
        change.tables(),
        new ArrayList<>());
    return new ImportStep.Alter(
        present, change, schedules.of(tenant, present.name().value()), wish(given));
  }

  private static Optional<ScheduleWish> wish(DataflowDefinition given) {
    return Optional.ofNullable(given.schedule()).map(ScheduleDefinition::wish);
  }

  private void check(
      TenantId tenant,
      ConnectionDraft draft,
      Optional<List<TableChoice>> tables,
      List<FieldProblem> problems) {
    problems.addAll(connections.problems(tenant, draft));
    tables.ifPresent(
        choices ->
            problems.addAll(dataflows.problemsWithTables(tenant, draft.secretsOf(), choices)));
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
  }

  private DataflowDefinition withSecrets(
      TenantId tenant, DataflowDefinition given, Optional<DataflowView> present, String path) {
    if (given.settings() == null) {
      return given;
    }
    String owner = present.map(dataflow -> dataflow.name().value()).orElse(given.name());
    Map<String, String> settings = new HashMap<>();
    List<FieldProblem> problems = new ArrayList<>();
    given
        .settings()
        .forEach(
            (key, value) -> {
              Optional<SecretReference> reference =
                  Optional.ofNullable(value).flatMap(SecretReference::parse);
              if (reference.isEmpty()) {
                settings.put(key, value);
                return;
              }
              if (!reference.get().belongsTo(owner, key)) {
                problems.add(elsewhere(path, key, owner, reference.get()));
                return;
              }
              Optional<String> configured =
                  config.getOptionalValue(reference.get().configKey(tenant), String.class);
              if (configured.isPresent()) {
                settings.put(key, configured.get());
              } else if (!saved(present, key)) {
                problems.add(missing(tenant, path, key, reference.get()));
              }
            });
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return given.withSettings(settings);
  }

  private static boolean saved(Optional<DataflowView> present, String key) {
    return present.filter(dataflow -> dataflow.secretsSet().contains(key)).isPresent();
  }

  private static FieldProblem elsewhere(
      String path, String key, String owner, SecretReference reference) {
    return FieldProblem.of(
        path + "settings." + key,
        "SECRET_OF_ANOTHER",
        "%s is not the secret of this setting. Write %s, or the value itself."
            .formatted(reference, new SecretReference(owner, key)));
  }

  private static FieldProblem missing(
      TenantId tenant, String path, String key, SecretReference reference) {
    return FieldProblem.of(
        path + "settings." + key,
        "SECRET_MISSING",
        "No value for %s is known here. Put the value in its place, or set %s in the configuration."
            .formatted(reference, reference.configKey(tenant)));
  }
}
