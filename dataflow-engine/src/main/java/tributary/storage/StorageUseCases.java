package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.disk.Disk;
import tributary.disk.DiskState;
import tributary.landing.EarlierStates;
import tributary.landing.StorageQuery;
import tributary.landing.StorageTotals;
import tributary.retention.Age;
import tributary.retention.Retention;
import tributary.storage.StorageReport.Installation;
import tributary.storage.StorageReport.Kind;
import tributary.storage.StorageReport.Records;
import tributary.storage.store.RecordTables;
import tributary.tenant.TenantId;

/** Puts together what the landing, the control tables and the disk tell. */
@ApplicationScoped
class StorageUseCases implements Storage {
  /** What a publish has just brought is measured at once; the chore does the rest. */
  private static final int AT_ONCE = 500;

  private EarlierStates states;
  private RecordTables tables;
  private LogFiles logs;
  private Disk disk;
  private Retention retention;
  private Clock clock;

  protected StorageUseCases() {}

  @Inject
  StorageUseCases(
      EarlierStates states,
      RecordTables tables,
      LogFiles logs,
      Disk disk,
      Retention retention,
      Clock clock) {
    this.states = states;
    this.tables = tables;
    this.logs = logs;
    this.disk = disk;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public StorageReport report(TenantId tenant, StorageQuery query) {
    Instant now = clock.instant();
    Optional<Instant> cutoff = retention.rollback().cutoff(now);
    states.measure(Optional.of(tenant), AT_ONCE);
    StorageTotals all = states.totals(tenant, "", cutoff);
    long matching =
        query.text().isBlank()
            ? all.entities()
            : states.totals(tenant, query.text(), cutoff).entities();
    DiskState room = disk.state();
    return new StorageReport(
        states.page(tenant, query, cutoff),
        matching,
        all,
        records(tenant, now),
        new Installation(
            disk.databaseBytes(),
            room.free(),
            room.watermark(),
            room.isShort(),
            logs.bytes(),
            retention.logs().words()),
        retention.rollbackWords());
  }

  private List<Records> records(TenantId tenant, Instant now) {
    List<Records> records = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Age age = age(kind);
      RecordTables.Share share = tables.share(tenant, kind, age.cutoff(now), retention.lastRuns());
      records.add(new Records(kind, share.count(), share.bytes(), share.goes(), words(kind)));
    }
    return records;
  }

  private Age age(Kind kind) {
    return switch (kind) {
      case REJECTS -> retention.rejects();
      case RUNS -> retention.history();
      case SCHEDULES -> retention.schedules();
      case NOTIFICATIONS -> retention.notifications();
      case AUDIT -> retention.audit();
    };
  }

  private String words(Kind kind) {
    String age = age(kind).words();
    return kind == Kind.RUNS && retention.history().limit().isPresent()
        ? age
            + "; the last "
            + retention.lastRuns()
            + " of each dataflow, and those that a rollback needs, always"
        : age;
  }
}
