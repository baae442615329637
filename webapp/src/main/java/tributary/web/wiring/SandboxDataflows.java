package tributary.web.wiring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;
import tributary.web.definition.DataflowDefinition;
import tributary.web.definition.Definitions;
import tributary.web.json.Json;

/**
 * Makes the dataflows that the sandbox's file defines, so that a newcomer finds something to run. A
 * dataflow that is there keeps what people changed; only its settings follow the sandbox, whose
 * address may be another one after a restart.
 */
@ApplicationScoped
class SandboxDataflows {
  private static final Logger LOG = Logger.getLogger(SandboxDataflows.class.getName());

  private Dataflows dataflows;
  private Definitions definitions;
  private Optional<String> file;

  /** The part of the sandbox's file that is for this application. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record SandboxFile(String tenant, List<DataflowDefinition> dataflows) {}

  /** For the container's proxy. */
  protected SandboxDataflows() {}

  @Inject
  SandboxDataflows(
      Dataflows dataflows,
      Definitions definitions,
      @ConfigProperty(name = "tributary.sandbox.file") Optional<String> file) {
    this.dataflows = dataflows;
    this.definitions = definitions;
    this.file = file;
  }

  /** Makes what is missing. What cannot be made is logged; the product starts all the same. */
  void ensure() {
    file.filter(name -> !name.isBlank())
        .map(Path::of)
        .map(SandboxDataflows::read)
        .filter(sandbox -> sandbox.dataflows() != null)
        .ifPresent(
            sandbox -> {
              TenantId tenant = new TenantId(Optional.ofNullable(sandbox.tenant()).orElse("demo"));
              sandbox.dataflows().forEach(definition -> ensure(tenant, definition));
            });
  }

  private void ensure(TenantId tenant, DataflowDefinition definition) {
    try {
      Optional<DataflowView> present = find(tenant, definition.name());
      if (present.isEmpty()) {
        dataflows.create(tenant, Actor.SYSTEM, definitions.toNew(tenant, definition, ""));
        LOG.info(() -> "Made the sandbox's dataflow " + definition.name());
      } else {
        follow(tenant, present.get(), definition.settings());
      }
    } catch (Refusal e) {
      LOG.log(
          Level.WARNING,
          e,
          () -> "The sandbox's dataflow " + definition.name() + " is not made: " + e.getMessage());
    }
  }

  private void follow(TenantId tenant, DataflowView present, Map<String, String> settings) {
    boolean same =
        present.settings().entrySet().stream()
            .allMatch(
                saved ->
                    saved
                        .getValue()
                        .equals(settings.getOrDefault(saved.getKey(), saved.getValue())));
    if (same) {
      return;
    }
    dataflows.change(
        tenant,
        Actor.SYSTEM,
        present.name().value(),
        new DataflowChange(
            present.displayName(),
            present.description(),
            new Settings(settings),
            present.refresh(),
            Optional.empty(),
            Optional.empty()));
    LOG.info(() -> "The sandbox's dataflow " + present.name() + " follows its new address");
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

  private static SandboxFile read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Json.read(in, SandboxFile.class);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox's file " + file + " cannot be read", e);
    }
  }
}
