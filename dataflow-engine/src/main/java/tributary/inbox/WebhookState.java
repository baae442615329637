package tributary.inbox;

/** Whether a vendor sends a dataflow's events. */
public enum WebhookState {
  /** The connector knows no events. */
  NOT_OFFERED("Not offered"),
  /** Nobody has asked the vendor. */
  OFF("Off"),
  /** The vendor is being asked, or was when it was cut off. */
  SUBSCRIBING("Subscribing"),
  /** Events are received and processed. */
  ACTIVE("Active"),
  /** Events are refused until a person resumes them. */
  PAUSED("Paused");

  private final String label;

  WebhookState(String label) {
    this.label = label;
  }

  /** Returns the word for people. */
  public String label() {
    return label;
  }
}
