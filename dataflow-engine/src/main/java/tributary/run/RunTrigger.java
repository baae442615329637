package tributary.run;

/** Why a run began. */
public enum RunTrigger {
  PERSON("A person"),
  API("The API"),
  SCHEDULE("The schedule"),
  WEBHOOK("An event of the source"),
  RETRY("A retry");

  private final String label;

  RunTrigger(String label) {
    this.label = label;
  }

  /** Returns who or what asked for the run, in words. */
  public String label() {
    return label;
  }
}
