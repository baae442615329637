package tributary.plugin;

/** A JAR cannot be used; the message is for the operator. */
final class BrokenPlugin extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenPlugin(String message, Throwable cause) {
    super(message, cause);
  }

  BrokenPlugin(String message) {
    super(message);
  }
}
