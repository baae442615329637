package tributary.flow.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.StoredConnection;
import tributary.flow.DataflowName;
import tributary.flow.DataflowStatus;
import tributary.flow.RefreshKind;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.Policies;
import tributary.landing.PublishPolicy;
import tributary.spi.ConnectorId;

/** A row of {@code dataflow} with its secrets. How its last run stands is written by SQL only. */
@Entity
@Table(name = "dataflow")
class DataflowRecord {
  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Column(name = "name", updatable = false)
  private String name;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "description")
  private String description;

  @Column(name = "connector_id", updatable = false)
  private String connectorId;

  @Column(name = "settings")
  @Convert(converter = TextMapColumn.class)
  private Map<String, String> settings;

  @Column(name = "credentials_until")
  private Instant credentialsUntil;

  @ElementCollection
  @CollectionTable(
      name = "dataflow_secret",
      joinColumns = @JoinColumn(name = "dataflow_id", referencedColumnName = "id"))
  @MapKeyColumn(name = "field_key")
  @Column(name = "sealed")
  private Map<String, byte[]> secrets = new HashMap<>();

  @Column(name = "refresh")
  private String refresh;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "version")
  private long version;

  @Column(name = "status", updatable = false)
  private String status = DataflowStatus.NEW.name();

  @Column(name = "last_run_detail", updatable = false)
  private String lastRunDetail = "";

  @Column(name = "last_refresh", updatable = false)
  private String lastRefresh;

  @Column(name = "last_refresh_at", updatable = false)
  private Instant lastRefreshAt;

  @Column(name = "selected_tables")
  private int selectedTables;

  @Column(name = "deletes")
  private String deletes;

  @Column(name = "drift")
  private String drift;

  @Column(name = "guard_percent")
  private int guardPercent;

  @Column(name = "reject_percent")
  private int rejectPercent;

  @Column(name = "reject_rows")
  private long rejectRows;

  @Column(name = "look_back_minutes")
  private int lookBackMinutes;

  @Column(name = "publish")
  private String publish;

  protected DataflowRecord() {}

  DataflowRecord(String tenantId, StoredDataflow dataflow) {
    this.tenantId = tenantId;
    this.id = dataflow.id();
    this.name = dataflow.name().value();
    this.connectorId = dataflow.connection().connector().value();
    this.createdAt = dataflow.createdAt();
    take(dataflow);
  }

  void take(StoredDataflow dataflow) {
    displayName = dataflow.displayName();
    description = dataflow.description();
    settings = dataflow.connection().settings();
    credentialsUntil = dataflow.connection().credentialsUntil().orElse(null);
    secrets.clear();
    secrets.putAll(dataflow.connection().sealed());
    refresh = dataflow.refresh().name();
    updatedAt = dataflow.updatedAt();
    version = dataflow.version();
    take(dataflow.policies());
    selectedTables =
        (int) dataflow.tables().stream().filter(table -> table.view().selected()).count();
  }

  private void take(Policies policies) {
    deletes = policies.deletes().name();
    drift = policies.drift().name();
    guardPercent = policies.guardPercent();
    rejectPercent = policies.rejectPercent();
    rejectRows = policies.rejectRows();
    lookBackMinutes = policies.lookBackMinutes();
    publish = policies.publish().name();
  }

  StoredDataflow stored(List<StoredTable> tables) {
    return new StoredDataflow(
        id,
        new DataflowName(name),
        displayName,
        description,
        connection(),
        RefreshKind.valueOf(refresh),
        tables,
        createdAt,
        updatedAt,
        version,
        new Policies(
            DeletePolicy.valueOf(deletes),
            DriftPolicy.valueOf(drift),
            guardPercent,
            rejectPercent,
            rejectRows,
            lookBackMinutes,
            PublishPolicy.valueOf(publish)),
        new StoredDataflow.LastRun(
            DataflowStatus.valueOf(status),
            Optional.ofNullable(lastRefresh).map(RefreshKind::valueOf),
            Optional.ofNullable(lastRefreshAt)));
  }

  StoredConnection connection() {
    return new StoredConnection(
        id,
        name,
        new ConnectorId(connectorId),
        settings,
        Map.copyOf(secrets),
        Optional.ofNullable(credentialsUntil));
  }

  UUID id() {
    return id;
  }
}
