package tributary.inbox;

/** How far an event is. */
public enum DeliveryState {
  /** It is stored; its rows are read soon. */
  RECEIVED("Received"),
  /** Its rows are in the entities, or there was nothing to do. */
  PROCESSED("Processed"),
  /** The run that read its rows failed. */
  FAILED("Failed");

  private final String label;

  DeliveryState(String label) {
    this.label = label;
  }

  /** Returns the word for people. */
  public String label() {
    return label;
  }
}
