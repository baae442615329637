package tributary.connection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tributary.problem.Refusal;
import tributary.spi.Connector;
import tributary.tenant.TenantId;

/** Seals connections so that they can be kept, and opens the kept ones. */
@ApplicationScoped
class KeptConnections implements SavedConnections, SettingsSeal {
  private DraftExaminer examiner;
  private ConnectorHost host;
  private StoredConnections stored;
  private KeptSecrets secrets;

  protected KeptConnections() {}

  @Inject
  KeptConnections(
      DraftExaminer examiner, ConnectorHost host, StoredConnections stored, KeptSecrets secrets) {
    this.examiner = examiner;
    this.host = host;
    this.stored = stored;
    this.secrets = secrets;
  }

  @Override
  public Connector open(TenantId tenant, UUID dataflow) {
    StoredConnection saved =
        stored
            .byId(tenant, dataflow)
            .orElseThrow(
                () -> Refusal.notFound("DATAFLOW_NOT_FOUND", "The dataflow is no longer there."));
    Examined examined = examiner.saved(tenant, saved).sound();
    return host.open(
        saved.connector(), examiner.open(tenant, examined), tenant + "/" + saved.label());
  }

  @Override
  public StoredConnection seal(
      TenantId tenant, UUID dataflow, String label, ConnectionDraft draft) {
    Examined examined = examiner.whole(tenant, draft).sound();
    Map<String, String> clear = examiner.clearSecrets(tenant, examined);
    Map<String, byte[]> sealed = new HashMap<>();
    clear.forEach((key, value) -> sealed.put(key, secrets.seal(tenant, dataflow, key, value)));
    return new StoredConnection(
        dataflow,
        label,
        draft.connector(),
        examined.settings().plain(),
        sealed,
        new Certificates(examined.card().config(), clear).firstEnd());
  }
}
