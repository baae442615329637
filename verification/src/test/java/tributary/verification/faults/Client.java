package tributary.verification.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tributary.connection.Settings;
import tributary.flow.Dataflows;
import tributary.flow.NewDataflow;
import tributary.flow.RefreshKind;
import tributary.flow.TableChoice;
import tributary.landing.DeletePolicy;
import tributary.landing.DriftPolicy;
import tributary.landing.MisfitPolicy;
import tributary.landing.Policies;
import tributary.landing.Purpose;
import tributary.problem.Refusal;
import tributary.run.RunTrigger;
import tributary.run.Runs;
import tributary.spi.ConnectorId;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;
import tributary.verification.container.Member;

/** A person at a node of their own, who asks again while the database is away. */
final class Client {
  static final TenantId TENANT = new TenantId(Member.ALDER.tenant());
  private static final Actor ACTOR = new Actor(Actor.Kind.PERSON, Member.ALDER.user());
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long PAUSE = Duration.ofMillis(100).toNanos();
  private static final Policies POLICIES =
      new Policies(DeletePolicy.REMOVE, DriftPolicy.APPLY, 100, 100, -1, 1);

  private final Engine engine;
  private final CrashingPostgres database;

  Client(Engine engine, CrashingPostgres database) {
    this.engine = engine;
    this.database = database;
  }

  /** A question to the product or the database. */
  interface Question<T> {
    T ask() throws Exception;
  }

  /** Returns the answer, asked for again and again while there is none but a refusal. */
  <T> T patiently(Question<T> question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (Refusal e) {
        throw e;
      } catch (Exception e) {
        if (System.nanoTime() > end) {
          throw new AssertionError("No answer", e);
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  String value(String sql) {
    return patiently(() -> database.value(sql));
  }

  void create(String name, RefreshKind refresh, Origin origin) {
    engine
        .part(Dataflows.class)
        .create(
            TENANT,
            ACTOR,
            new NewDataflow(
                name,
                name,
                "",
                new ConnectorId(origin.connector()),
                new Settings(origin.settings()),
                refresh,
                Optional.of(
                    java.util.List.of(
                        new TableChoice(
                            new TableName("", origin.table()),
                            true,
                            Purpose.DATA,
                            name + "Visit",
                            TableOptions.NONE,
                            Map.of(),
                            MisfitPolicy.KEEP_ROW))),
                POLICIES));
  }

  /** Starts a run; returns its id. */
  String start(String dataflow) {
    return begin(
        dataflow,
        () ->
            engine
                .part(Runs.class)
                .start(TENANT, ACTOR, dataflow, Optional.empty(), RunTrigger.PERSON));
  }

  /** Starts to take back the last published run; returns the rollback's id. */
  String rollBack(String dataflow) {
    return begin(
        dataflow,
        () ->
            engine
                .part(Runs.class)
                .rollBack(TENANT, ACTOR, dataflow, Optional.empty(), RunTrigger.PERSON)
                .id());
  }

  void cancel(String dataflow, String run) {
    engine.part(Runs.class).cancel(TENANT, ACTOR, dataflow, UUID.fromString(run));
  }

  /** The database may be killed after it has taken the wish and before it has said so. */
  private String begin(String dataflow, Question<UUID> wish) {
    String before = latest(dataflow);
    return patiently(
        () -> {
          try {
            return wish.ask().toString();
          } catch (Refusal | java.sql.SQLException e) {
            return begun(dataflow, before, e);
          } catch (RuntimeException e) {
            return begun(dataflow, before, e);
          }
        });
  }

  private String begun(String dataflow, String before, Exception otherwise) throws Exception {
    String latest = latest(dataflow);
    if (latest.equals(before)) {
      throw otherwise;
    }
    return latest;
  }

  private String latest(String dataflow) {
    return value(
        """
        select r.id from tributary.run r join tributary.dataflow d on d.id = r.dataflow_id
        where d.name = '%s' order by r.number desc limit 1
        """
            .formatted(dataflow));
  }
}
