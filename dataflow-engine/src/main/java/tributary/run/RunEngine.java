package tributary.run;

/** The worker side of this node: takes queued runs and carries them out. */
public interface RunEngine {
  /** Begins to take runs; called once, after {@link tributary.landing.Schemas#migrate()}. */
  void start();

  /** Returns whether this node takes runs. */
  boolean takesRuns();

  /**
   * Takes no more runs and lets go of the ones under way: another node, or this one after its next
   * start, resumes them.
   */
  void stop();
}
