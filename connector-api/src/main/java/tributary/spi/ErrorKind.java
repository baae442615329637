package tributary.spi;

/** What sort of failure it is. It alone decides whether the host tries again and whom it tells. */
public enum ErrorKind {
  /** The settings are wrong: a person must correct them. Never tried again. */
  CONFIGURATION,
  /** The vendor does not allow it: a person must grant it there. Never tried again. */
  PERMISSION,
  /** It may work later: tried again with growing pauses. */
  TRANSIENT,
  /** The vendor sent what it should not, or the source changed under the read. Not tried again. */
  REMOTE_CONTRACT,
  /** A limit is reached: tried again after the time the vendor named. */
  LIMIT,
  /** A fault of the plugin or the host. Never tried again. */
  BUG
}
