package tributary.telemetry;

/** The steps of a run and of its tables. */
public enum Step {
  /** A table's columns are looked at and its splits are stored. */
  PLAN,
  /** A table's splits are read and landed. */
  READ,
  /** What was read of a table is checked and indexed. */
  FINISH,
  /** A run's entities switch to what was read. */
  PUBLISH,
  /** An entity takes up what an incremental run has read. */
  MERGE,
  /** A run's entities return to their states before it. */
  ROLLBACK
}
