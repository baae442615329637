package tributary.storage;

import java.time.Clock;
import java.util.Optional;
import tributary.TestPostgres;
import tributary.chore.Chore;
import tributary.disk.Disk;
import tributary.landing.EarlierStates;
import tributary.landing.store.TestLanding;
import tributary.retention.Retention;
import tributary.run.EndedRuns;
import tributary.run.RunGate;
import tributary.storage.store.RecordTables;

/** Clean-ups and the report on a test's database, for tests of what stands on them. */
public final class TestStorage {
  private TestStorage() {}

  public static Chore runs(
      TestPostgres database, EndedRuns runs, Retention retention, Clock clock) {
    return new RunCleanUp(
        runs, TestLanding.landedHistory(database), TestLanding.rejects(database), retention, clock);
  }

  public static Chore rejects(
      TestPostgres database, EndedRuns runs, Retention retention, Clock clock) {
    return new RejectCleanUp(runs, TestLanding.rejects(database), retention, clock);
  }

  public static Chore states(TestPostgres database, Retention retention, Clock clock) {
    return new StateCleanUp(TestLanding.earlierStates(database, retention), retention, clock);
  }

  public static RunGate gate(Disk disk) {
    return new DiskGate(disk);
  }

  public static Storage storage(
      TestPostgres database, Disk disk, Retention retention, Clock clock) {
    EarlierStates states = TestLanding.earlierStates(database, retention);
    return new StorageUseCases(
        states,
        new RecordTables(database.pool()),
        new LogFiles(Optional.empty()),
        disk,
        retention,
        clock);
  }
}
