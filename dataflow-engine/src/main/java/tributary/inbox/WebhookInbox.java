package tributary.inbox;

/** Takes vendors' events. Thread-safe. */
public interface WebhookInbox {
  /**
   * Stores what a call tells and says what to answer. When it returns {@link WebhookReply.Stored},
   * nothing of it is lost any more, whatever happens to this process. Must be called outside any
   * transaction.
   *
   * @param endpoint as it stands in the address
   * @throws RuntimeException when it could not be stored: the vendor has to send it again
   */
  WebhookReply receive(String endpoint, WebhookCall call);
}
