package tributary.inbox;

/** What to answer to a call. */
public sealed interface WebhookReply {
  /**
   * It is stored, durably; or it had been before.
   *
   * @param events how many events are new
   */
  record Stored(int events) implements WebhookReply {}

  /** The vendor wants to see that the address is ours. */
  record Echo(String contentType, byte[] body) implements WebhookReply {}

  /** There is no such endpoint, or the caller did not prove that it is the vendor. */
  record NotProven() implements WebhookReply {}

  /** It is not what the vendor's events look like. */
  record NotUnderstood() implements WebhookReply {}

  /** A person has paused the endpoint, or it is no more. */
  record Gone() implements WebhookReply {}
}
