package tributary.run;

/** The states of a run, as the API names them. */
public enum RunStatus {
  QUEUED("Queued"),
  RUNNING("Running"),
  PUBLISHING("Publishing"),
  /** Read, not published: a person has to confirm or discard it. */
  WAITING("Waiting for confirmation"),
  SUCCEEDED("Succeeded"),
  PARTLY_SUCCEEDED("Partly succeeded"),
  FAILED("Failed"),
  CANCELLED("Cancelled");

  private final String label;

  RunStatus(String label) {
    this.label = label;
  }

  /** Returns the words for people. */
  public String label() {
    return label;
  }

  /** Returns whether a worker has something to do for it. */
  public boolean underWay() {
    return this == QUEUED || this == RUNNING || this == PUBLISHING;
  }

  /** Returns whether it will not change any more. */
  public boolean ended() {
    return ordinal() >= SUCCEEDED.ordinal();
  }
}
