package tributary.spi;

import java.util.List;
import java.util.Optional;

/**
 * A live connection to one vendor account. Thread-safe: the host may read several tables at once.
 * The host closes it exactly once, after the last reader.
 *
 * <p>The host calls every method with the plugin's class loader as the thread's context loader, on
 * its own threads, outside any database transaction, and interrupts the thread to cancel: blocking
 * calls must then end soon with {@link InterruptedException}.
 */
public interface Connector extends AutoCloseable {
  /**
   * Tries the connection the way a run would use it ("Connect"). A failure that a person can cause
   * is a step of the report, not an exception.
   */
  CheckReport check() throws InterruptedException;

  /**
   * Lists what a {@link ConfigField.RemoteChoice} offers.
   *
   * @param fieldKey the field
   * @param within for a tree, the value of the folder to open; empty for the first level
   * @throws ConnectorException when the vendor refuses the list
   */
  default List<Option> options(String fieldKey, String within) throws InterruptedException {
    return List.of();
  }

  /** Returns the reading side; always the same object. */
  default Optional<Source> source() {
    return Optional.empty();
  }

  /** Returns the writing side; always the same object. */
  default Optional<Sink> sink() {
    return Optional.empty();
  }

  /** Returns the receiver of the vendor's events; always the same object. */
  default Optional<WebhookReceiver> webhooks() {
    return Optional.empty();
  }

  @Override
  void close();
}
