package tributary.web.definition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.schedule.Schedules;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;
import tributary.web.json.Json;
import tributary.web.json.MalformedDocument;

/**
 * Brings a tenant's dataflows to what a document says: makes those that are not there, changes
 * those that are, leaves the others. The whole document is checked first; when a step then fails
 * all the same, the ones before it are taken back.
 */
@ApplicationScoped
public class ConfigurationImport {
  private Dataflows dataflows;
  private Schedules schedules;
  private ImportPlanner planner;

  /** For the container's proxy. */
  protected ConfigurationImport() {}

  @Inject
  ConfigurationImport(Dataflows dataflows, Schedules schedules, ImportPlanner planner) {
    this.dataflows = dataflows;
    this.schedules = schedules;
    this.planner = planner;
  }

  /**
   * What an import did.
   *
   * @param created names of the dataflows it made
   * @param changed names of the dataflows that were there
   */
  public record Outcome(List<String> created, List<String> changed) {}

  /**
   * @param yaml the document; JSON is YAML too
   * @throws MalformedDocument when it is not YAML
   * @throws Refusal with all fields to correct, their paths beginning with {@code dataflows[i]}
   */
  public Outcome apply(TenantId tenant, Actor actor, String yaml) {
    Object tree = Yaml.read(yaml);
    if (tree == null) {
      throw new MalformedDocument("The body is empty; send a YAML document.");
    }
    List<ImportStep> steps = plan(tenant, Json.convert(tree, ExportFile.class));
    List<ImportStep> done = new ArrayList<>();
    try {
      for (ImportStep step : steps) {
        step.apply(dataflows, schedules, tenant, actor);
        done.add(0, step);
      }
    } catch (RuntimeException e) {
      takeBack(done, tenant, actor, e);
      throw e;
    }
    return new Outcome(
        steps.stream().filter(ImportStep::creates).map(ImportStep::name).toList(),
        steps.stream().filter(step -> !step.creates()).map(ImportStep::name).toList());
  }

  private void takeBack(
      List<ImportStep> done, TenantId tenant, Actor actor, RuntimeException reason) {
    for (ImportStep step : done) {
      try {
        step.takeBack(dataflows, schedules, tenant, actor);
      } catch (RuntimeException e) {
        reason.addSuppressed(e);
      }
    }
  }

  private List<ImportStep> plan(TenantId tenant, ExportFile file) {
    List<FieldProblem> problems = new ArrayList<>();
    if (file.version() != null && file.version() != ExportFile.VERSION) {
      problems.add(
          FieldProblem.of(
              "version",
              "VERSION_UNKNOWN",
              "This version reads documents of version 1, not %d.".formatted(file.version())));
    }
    if (file.dataflows() == null) {
      problems.add(FieldProblem.of("dataflows", "REQUIRED", "List the dataflows: dataflows: […]."));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    List<ImportStep> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> entities = new HashSet<>();
    for (int i = 0; i < file.dataflows().size(); i++) {
      DataflowDefinition definition = file.dataflows().get(i);
      String path = "dataflows[" + i + "].";
      try {
        requireOnce(names, definition, path);
        ImportStep step = planner.plan(tenant, find(tenant, definition.name()), definition, path);
        step.requireFreeEntities(entities, path);
        steps.add(step);
      } catch (Refusal e) {
        problems.addAll(atPath(e, path));
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    // What can be taken back without trace comes first.
    return steps.stream().sorted(Comparator.comparing(ImportStep::creates).reversed()).toList();
  }

  private static void requireOnce(Set<String> names, DataflowDefinition definition, String path) {
    if (definition == null || definition.name() == null || definition.name().isBlank()) {
      throw Refusal.invalid(
          List.of(FieldProblem.of(path + "name", "REQUIRED", "Name the dataflow.")));
    }
    if (!names.add(definition.name().toLowerCase(Locale.ROOT))) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  path + "name",
                  "NAME_TWICE",
                  "The document names %s twice.".formatted(definition.name()))));
    }
  }

  private Optional<DataflowView> find(TenantId tenant, String name) {
    try {
      return Optional.of(dataflows.dataflow(tenant, name));
    } catch (Refusal e) {
      if (e.kind() == Refusal.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<FieldProblem> atPath(Refusal refusal, String path) {
    if (refusal.fields().isEmpty()) {
      return List.of(
          FieldProblem.of(
              path.substring(0, path.length() - 1), refusal.code(), refusal.getMessage()));
    }
    return refusal.fields().stream()
        .map(
            field ->
                field.field().startsWith(path)
                    ? field
                    : new FieldProblem(
                        path + field.field(), field.code(), field.message(), field.suggestion()))
        .toList();
  }
}
