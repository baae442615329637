package tributary.notification;

/** Takes a message to its recipient. Called with no transaction open. */
interface Carrier {
  /** Delivers within some ten seconds, or says why not. */
  void carry(Message message, byte[] secret) throws Undelivered, InterruptedException;
}
