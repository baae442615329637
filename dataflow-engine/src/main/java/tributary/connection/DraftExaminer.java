package tributary.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tributary.plugin.ConnectorCard;
import tributary.plugin.ConnectorCatalogue;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.ConfigField;
import tributary.spi.ConfigSpec;
import tributary.spi.ConfigValues;
import tributary.tenant.TenantId;

/** Compares what a person entered with what the connector asks for and with what is saved. */
@ApplicationScoped
class DraftExaminer {
  private ConnectorCatalogue catalogue;
  private StoredConnections stored;
  private KeptSecrets secrets;
  private Clock clock;

  protected DraftExaminer() {}

  @Inject
  DraftExaminer(
      ConnectorCatalogue catalogue, StoredConnections stored, KeptSecrets secrets, Clock clock) {
    this.catalogue = catalogue;
    this.stored = stored;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Examines all settings of a draft. */
  public Examined whole(TenantId tenant, ConnectionDraft draft) {
    ConnectorCard card = catalogue.card(draft.connector());
    Optional<StoredConnection> saved = savedFor(tenant, draft, card);
    SettingsCheck check = check(card, draft.settings().values(), saved);
    CheckedSettings settings = check.all();
    return looked(tenant, examined(card, settings, saved, check.problems()));
  }

  /** Looks into the certificates as well, where their files are sound so far. */
  private Examined looked(TenantId tenant, Examined examined) {
    ConfigSpec spec = examined.card().config();
    if (spec.fields().stream().noneMatch(SettingsCheck::isFile) || isFileWrong(examined)) {
      return examined;
    }
    List<FieldProblem> problems = new ArrayList<>(examined.problems());
    problems.addAll(
        new Certificates(spec, clearSecrets(tenant, examined)).problems(clock.instant()));
    return new Examined(examined.card(), examined.settings(), examined.saved(), problems);
  }

  /** Whether a file cannot be looked into: it is no file, or too large. */
  private static boolean isFileWrong(Examined examined) {
    return examined.problems().stream()
        .anyMatch(
            problem ->
                !problem.code().equals("REQUIRED")
                    && examined
                        .card()
                        .config()
                        .field(problem.field().replaceFirst("^settings\\.", ""))
                        .filter(SettingsCheck::isFile)
                        .isPresent());
  }

  /** Returns what can be seen of a draft's certificates, by field. */
  public Map<String, CertificateView> certificates(TenantId tenant, ConnectionDraft draft) {
    Examined examined = whole(tenant, draft);
    return isFileWrong(examined)
        ? Map.of()
        : new Certificates(examined.card().config(), clearSecrets(tenant, examined)).views();
  }

  /** Examines only what must be there before the choices of a field can be asked for. */
  public Examined forOptions(TenantId tenant, ConnectionDraft draft, String fieldKey) {
    ConnectorCard card = catalogue.card(draft.connector());
    Set<String> needed =
        card.config()
            .field(fieldKey)
            .filter(ConfigField.RemoteChoice.class::isInstance)
            .map(field -> ((ConfigField.RemoteChoice) field).dependsOn())
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "FIELD_NOT_FOUND",
                        card.displayName() + " has no list of choices for “" + fieldKey + "”."));
    Optional<StoredConnection> saved = savedFor(tenant, draft, card);
    SettingsCheck check = check(card, draft.settings().values(), saved);
    CheckedSettings settings = check.only(needed);
    return examined(card, settings, saved, check.problems());
  }

  /** Examines settings that were saved earlier, perhaps for an older version of the connector. */
  public Examined saved(TenantId tenant, StoredConnection saved) {
    ConnectorCard card = catalogue.card(saved.connector());
    Map<String, String> values = new HashMap<>(saved.settings());
    values.keySet().removeAll(card.config().retired());
    SettingsCheck check = check(card, values, Optional.of(saved));
    CheckedSettings settings = check.all();
    return looked(tenant, new Examined(card, settings, Optional.of(saved), check.problems()));
  }

  /** Returns the settings as the connector reads them, kept secrets opened. */
  public ConfigValues open(TenantId tenant, Examined examined) {
    return new OpenSettings(
        examined.card().config(), examined.settings().plain(), clearSecrets(tenant, examined));
  }

  /** Returns given and kept secrets in clear. */
  public Map<String, String> clearSecrets(TenantId tenant, Examined examined) {
    CheckedSettings settings = examined.settings();
    Map<String, String> clear = new HashMap<>(settings.secrets());
    examined
        .saved()
        .ifPresent(
            saved -> clear.putAll(secrets.open(tenant, saved, settings.spec(), settings.kept())));
    return clear;
  }

  private static SettingsCheck check(
      ConnectorCard card, Map<String, String> values, Optional<StoredConnection> saved) {
    Set<String> kept =
        saved.map(connection -> presentKeys(card.config(), connection)).orElse(Set.of());
    return new SettingsCheck(card.displayName(), "settings.", card.config(), values, kept);
  }

  private static Set<String> presentKeys(ConfigSpec spec, StoredConnection saved) {
    return saved.sealed().keySet().stream()
        .map(key -> presentKey(spec, key))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Examined examined(
      ConnectorCard card,
      CheckedSettings settings,
      Optional<StoredConnection> saved,
      List<FieldProblem> found) {
    List<FieldProblem> problems = new ArrayList<>(found);
    saved.ifPresent(
        connection -> {
          Map<String, String> before = new HashMap<>();
          connection
              .settings()
              .forEach((key, value) -> before.put(presentKey(card.config(), key), value));
          problems.addAll(SecretReuse.problems(card.config(), before, settings));
        });
    return new Examined(card, settings, saved, problems);
  }

  private static String presentKey(ConfigSpec spec, String key) {
    return spec.renamed().getOrDefault(key, key);
  }

  private Optional<StoredConnection> savedFor(
      TenantId tenant, ConnectionDraft draft, ConnectorCard card) {
    return draft
        .secretsOf()
        .map(
            name -> {
              StoredConnection saved =
                  stored
                      .byName(tenant, name)
                      .orElseThrow(
                          () ->
                              Refusal.notFound(
                                  "DATAFLOW_NOT_FOUND", "There is no dataflow “" + name + "”."));
              if (!saved.connector().equals(draft.connector())) {
                throw Refusal.invalid(
                    List.of(
                        FieldProblem.of(
                            "connector",
                            "CONNECTOR_FIXED",
                            "The dataflow “"
                                + name
                                + "” uses the connector “"
                                + saved.connector()
                                + "”, not “"
                                + card.displayName()
                                + "”. Make a new dataflow for another connector.")));
              }
              return saved;
            });
  }
}
