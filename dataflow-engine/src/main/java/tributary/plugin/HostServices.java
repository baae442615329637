package tributary.plugin;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import tributary.telemetry.Telemetry;

/** What calls into plugins need of the container. */
@ApplicationScoped
class HostServices {
  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory threads;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  @Inject private Telemetry telemetry;

  protected HostServices() {}

  /** Returns the factory of the threads that calls are made on. */
  public ThreadFactory threads() {
    return threads;
  }

  /** Returns what runs a call as part of what the calling thread is at. */
  public Executor here() {
    return telemetry.here();
  }

  /** Returns whether the calling thread has a transaction. */
  public boolean inTransaction() {
    return transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }
}
