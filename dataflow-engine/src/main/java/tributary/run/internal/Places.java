package tributary.run.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** The places of runs in the queue, in the database. */
public final class Places {
  private static final System.Logger LOG = System.getLogger(Places.class.getName());

  /** Whoever gives places holds this lock until he has committed, so that limits hold. */
  public static final String LOCK = "select cast(pg_advisory_xact_lock(7364616765) as text)";

  /** A run that goes on later has no place until then; takes the view's name three times. */
  public static final String PRESENT =
      "not coalesce(%s.standing and not %s.picked"
          + " and %s.standing_since > now() + interval '5 seconds', false)";

  private static final String ALL =
      """
      with place as materialized (select * from tributary.run_place p where %s),
        served as (
          select t.tenant_id, (
            select r.started_at from tributary.run r where r.tenant_id = t.tenant_id
            order by r.started_at desc nulls last limit 1) as at
          from (select distinct tenant_id from place) t)
      select run_id, tenant_id, connection, reads, status <> 'QUEUED' as begun, standing, picked,
        coalesce((extract(epoch from at) * 1000)::bigint, 0) as served,
        coalesce(standing_since < now() - interval '3 seconds', false) as overdue
      from place join served using (tenant_id) order by queued_at, run_id
      """
          .formatted(PRESENT.formatted("p", "p", "p"));

  /** Due by the clock of the database, as workers see it. */
  private static final String STAND =
      """
      insert into tributary.scheduled_tasks
        (task_name, task_instance, execution_time, picked, version, priority)
      select 'run', t.run::text, now(), false, 1, t.priority
      from unnest(?::uuid[], ?::int[]) as t (run, priority)
      on conflict (task_name, task_instance) do update set priority = excluded.priority
        where not scheduled_tasks.picked and scheduled_tasks.priority <> excluded.priority
      """;

  private static final String TELL_RUNS =
      """
      update tributary.run r set description = told.words
      from unnest(?::uuid[], ?::text[]) as told (run, words)
      where r.id = told.run and r.id in (
        select q.id from tributary.run q
          join unnest(?::uuid[], ?::text[]) as other (run, words) on other.run = q.id
        where q.status = 'QUEUED' and q.description <> other.words
        for update of q skip locked)
      """;

  private static final String TELL_DATAFLOWS =
      """
      update tributary.dataflow d set last_run_detail = told.words
      from unnest(?::uuid[], ?::text[]) as told (run, words)
      where d.last_run_id = told.run and d.id in (
        select q.id from tributary.dataflow q
          join unnest(?::uuid[], ?::text[]) as other (run, words) on other.run = q.last_run_id
        where q.status = 'QUEUED' and q.last_run_detail <> other.words
        for update of q skip locked)
      """;

  private final DataSource pool;

  public Places(DataSource pool) {
    this.pool = pool;
  }

  /** Gives places by what the function says of all runs; returns what it said. */
  public List<Turns.Turn> giveTurns(Function<List<Turns.Place>, List<Turns.Turn>> turns) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOCK);
        List<Turns.Turn> given = turns.apply(all(statement));
        stand(connection, given.stream().filter(Turns.Turn::stands).toList());
        connection.commit();
        return given;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      log(e);
      return List.of();
    }
  }

  private static List<Turns.Place> all(Statement statement) throws SQLException {
    List<Turns.Place> places = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(ALL)) {
      while (row.next()) {
        places.add(
            new Turns.Place(
                row.getObject("run_id", UUID.class),
                row.getString("tenant_id"),
                row.getString("connection"),
                row.getBoolean("reads"),
                row.getBoolean("begun"),
                row.getBoolean("standing"),
                row.getBoolean("picked"),
                row.getLong("served"),
                row.getBoolean("overdue")));
      }
    }
    return places;
  }

  private static void stand(Connection connection, List<Turns.Turn> turns) throws SQLException {
    if (turns.isEmpty()) {
      return;
    }
    try (PreparedStatement stand = connection.prepareStatement(STAND)) {
      stand.setObject(1, runs(turns));
      stand.setObject(2, turns.stream().map(Turns.Turn::priority).toArray(Integer[]::new));
      stand.executeUpdate();
    }
  }

  /** Writes why runs wait, where that has changed. Rows that somebody works on are left alone. */
  public void tell(List<Turns.Turn> turns) {
    if (turns.isEmpty()) {
      return;
    }
    try (Connection connection = pool.getConnection()) {
      for (String sql : List.of(TELL_DATAFLOWS, TELL_RUNS)) {
        try (PreparedStatement tell = connection.prepareStatement(sql)) {
          for (int i = 1; i <= 4; i += 2) {
            tell.setObject(i, runs(turns));
            tell.setObject(i + 1, turns.stream().map(Turns.Turn::waits).toArray(String[]::new));
          }
          tell.executeUpdate();
        }
      }
    } catch (SQLException e) {
      log(e);
    }
  }

  private static UUID[] runs(List<Turns.Turn> turns) {
    return turns.stream().map(Turns.Turn::run).toArray(UUID[]::new);
  }

  private static void log(SQLException e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "The queue of runs could not be looked at, SQLSTATE {0}",
        e.getSQLState());
  }
}
