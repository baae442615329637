package tributary.notification;

/** A notification did not arrive; the message says why and what to do. */
final class Undelivered extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean hopeless;

  private Undelivered(String message, boolean hopeless, Throwable cause) {
    super(message, cause);
    this.hopeless = hopeless;
  }

  /** Another attempt may do. */
  static Undelivered forNow(String message, Throwable cause) {
    return new Undelivered(message, false, cause);
  }

  /** No further attempt would do. */
  static Undelivered forGood(String message) {
    return new Undelivered(message, true, null);
  }

  boolean isHopeless() {
    return hopeless;
  }
}
