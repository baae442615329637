package tributary.launcher;

/**
 * What stops Tributary from starting, in one line for the person who started it: what is wrong,
 * with which value, and what to do about it.
 */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** Anything else. */
  static final int FAILURE = 1;

  private final int exitCode;

  Problem(String message) {
    this(FAILURE, message, null);
  }

  Problem(String message, Throwable cause) {
    this(FAILURE, message, cause);
  }

  private Problem(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  static Problem usage(String message) {
    return new Problem(USAGE, message, null);
  }

  int exitCode() {
    return exitCode;
  }
}
