package tributary.run;

/** What a run does. */
public enum RunKind {
  /** Reads the source and publishes. */
  IMPORT,
  /** Takes the entities back to their state before the last published run. */
  ROLLBACK
}
