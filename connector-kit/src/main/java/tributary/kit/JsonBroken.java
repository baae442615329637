package tributary.kit;

import java.io.IOException;

/** An answer is not the JSON it should be. Says nothing of its content. */
public final class JsonBroken extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with an answer. */
  public enum Reason {
    /** It is sound as far as it goes but ends too early. */
    CUT_OFF("The JSON ends too early"),
    OTHER_FORM("It is not JSON of the known form"),
    /** More stands beside its records than is kept. */
    TOO_MUCH_BESIDE("Too much stands beside the records");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  JsonBroken(Reason reason, long records) {
    super(reason.words + " after " + records + " records");
    this.reason = reason;
  }

  /** Returns what is wrong with it. */
  public Reason reason() {
    return reason;
  }
}
