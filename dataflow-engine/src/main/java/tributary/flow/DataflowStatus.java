package tributary.flow;

/** How a dataflow stands, derived from its last run. */
public enum DataflowStatus {
  /** It never ran. */
  NEW("New"),
  /** A run waits for its turn. */
  QUEUED("Queued"),
  /** A run is under way. */
  PROCESSING("Processing"),
  /** The last run has read and waits for a person to confirm or discard it. */
  WAITING("Needs confirmation"),
  /** The last run published every table. */
  COMPLETED("Completed"),
  /** The last run published some tables and left others as they were. */
  PARTLY_COMPLETED("Partly completed"),
  /** The last run published nothing. */
  FAILED("Failed"),
  /** The last run was cancelled. */
  CANCELLED("Cancelled"),
  /** The last run took the entities back to an earlier state. */
  ROLLED_BACK("Rolled back");

  private final String label;

  DataflowStatus(String label) {
    this.label = label;
  }

  /** Returns the word for people. */
  public String label() {
    return label;
  }

  /** Returns whether a run waits or is under way. */
  public boolean active() {
    return this == QUEUED || this == PROCESSING || this == WAITING;
  }
}
