package tributary.schedule;

/** What becomes of moments that passed while no node was running. */
public enum Misfire {
  /** However many passed: one run, at once. */
  RUN_ONCE,
  /** No run; the next moment counts. */
  SKIP
}
