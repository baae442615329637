package tributary.flow;

/** How a dataflow's schedule stands. */
public enum ScheduleState {
  /** It has none: only people and programs start runs. */
  NONE,
  /** It starts runs. */
  RUNNING,
  /** A person paused it. */
  PAUSED,
  /** It was paused after too many failed runs in a row. */
  PAUSED_AFTER_FAILURES
}
