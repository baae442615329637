package tributary.spi;

/** The ways to read a table. */
public enum ReadKind {
  FULL,
  INCREMENTAL,
  BY_KEYS
}
