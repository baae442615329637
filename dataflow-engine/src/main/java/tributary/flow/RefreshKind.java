package tributary.flow;

/** How a run reads. */
public enum RefreshKind {
  /** Reads everything and replaces. */
  FULL,
  /** Reads what changed since the cursor and merges by key. */
  INCREMENTAL
}
