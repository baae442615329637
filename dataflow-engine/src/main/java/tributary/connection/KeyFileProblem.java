package tributary.connection;

/** An uploaded certificate cannot be used. */
final class KeyFileProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final Part part;
  private final String code;

  /** Which of the two fields is to be corrected. */
  enum Part {
    FILE,
    PASSWORD
  }

  /**
   * @param reason goes on after "Certificate: ": what is wrong and what to do
   */
  KeyFileProblem(Part part, String code, String reason) {
    this(part, code, reason, null);
  }

  private KeyFileProblem(Part part, String code, String reason, Throwable cause) {
    super(reason, cause);
    this.part = part;
    this.code = code;
  }

  static KeyFileProblem unreadable(Throwable cause) {
    return new KeyFileProblem(
        Part.FILE,
        "CERTIFICATE_UNREADABLE",
        "the file is neither PKCS#12 (.p12, .pfx) nor PEM with certificate and key. Export it"
            + " again in one of these forms.",
        cause);
  }

  static KeyFileProblem passwordWrong(Throwable cause) {
    return new KeyFileProblem(
        Part.PASSWORD,
        "CERTIFICATE_PASSWORD_WRONG",
        "it does not open the file. Enter the one that the file was exported with.",
        cause);
  }

  static KeyFileProblem passwordMissing() {
    return new KeyFileProblem(
        Part.PASSWORD,
        "CERTIFICATE_PASSWORD_MISSING",
        "the file is protected by a password. Enter the one that it was exported with.");
  }

  Part part() {
    return part;
  }

  String code() {
    return code;
  }
}
