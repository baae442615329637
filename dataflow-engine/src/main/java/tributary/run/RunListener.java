package tributary.run;

/**
 * Told what became of runs, in the transaction that notes it: what it writes stands or falls with
 * the run's end. It must be brief, and must not throw for reasons of its own.
 */
public interface RunListener {
  /** A run has ended, or waits for a person. The dataflow is locked. */
  void changed(RunOutcome outcome);
}
