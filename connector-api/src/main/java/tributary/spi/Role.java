package tributary.spi;

/** What a connector can do. */
public enum Role {
  /** It reads tables: {@link Connector#source()} is present. */
  SOURCE,
  /** It writes records: {@link Connector#sink()} is present. */
  SINK,
  /** It receives a vendor's events: {@link Connector#webhooks()} is present. */
  WEBHOOK
}
