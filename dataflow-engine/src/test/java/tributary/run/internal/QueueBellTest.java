package tributary.run.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.landing.store.TestLanding;

class QueueBellTest {
  private final Semaphore rings = new Semaphore(0);
  private TestPostgres database;
  private QueueBell bell;

  @BeforeEach
  void listen() throws InterruptedException {
    database = TestPostgres.create();
    TestLanding.migrate(database);
    bell =
        new QueueBell(database.pool(), Executors.defaultThreadFactory(), rings::release, () -> {});
    bell.start();
    awaitRing();
  }

  @AfterEach
  void stop() {
    bell.stop();
    database.close();
  }

  @Test
  void ringsWhenARunIsPutIntoTheQueue() throws InterruptedException {
    enqueue("one");
    awaitRing();
    enqueue("two");
    awaitRing();
  }

  @Test
  void listensAgainAfterTheConnectionWasCut() throws InterruptedException {
    database.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where query like 'listen%' and datname = current_database() and pid <> pg_backend_pid()
        """);
    awaitRing();
    enqueue("three");
    awaitRing();
  }

  private void enqueue(String run) {
    database.execute(
        """
        insert into tributary.scheduled_tasks
          (task_name, task_instance, execution_time, picked, version)
        values ('run', '%s', now(), false, 1)
        """
            .formatted(run));
  }

  private void awaitRing() throws InterruptedException {
    assertThat(rings.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }
}
