package tributary.run.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sees to it that each run that has not ended stands in the queue, whatever happened. */
public final class QueueCheck {
  private static final System.Logger LOG = System.getLogger(QueueCheck.class.getName());

  private final DataSource pool;

  public QueueCheck(DataSource pool) {
    this.pool = pool;
  }

  /** Queues runs that stand nowhere. */
  public void queueForgotten() {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into tributary.scheduled_tasks
                  (task_name, task_instance, execution_time, picked, version)
                select 'run', r.id::text, now(), false, 1 from tributary.run r
                where r.status in ('QUEUED', 'RUNNING', 'PUBLISHING') and not exists
                  (select 1 from tributary.scheduled_tasks t
                   where t.task_name = 'run' and t.task_instance = r.id::text)
                on conflict do nothing
                """)) {
      insert.executeUpdate();
    } catch (SQLException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The queue could not be checked, SQLSTATE {0}",
          e.getSQLState());
    }
  }
}
