package tributary.spi;

/** The ways to read a table. */
public enum ReadKind {
  /** Everything: {@link ReadRequest.Full}. */
  FULL,
  /** What changed since a cursor: {@link ReadRequest.Incremental}. The host merges it by key. */
  INCREMENTAL,
  /** Everything, split by split, with marks: the plan says {@link NextCursor.Ledger}. */
  LEDGER,
  /** The rows under given keys: {@link ReadRequest.ByKeys}. The table has a key. */
  BY_KEYS
}
