package tributary.kit;

import java.io.IOException;

/** An answer is not the JSON it should be. Says nothing of its content. */
public final class JsonBroken extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean cutOff;

  JsonBroken(boolean cutOff, long records) {
    super(
        (cutOff ? "The JSON ends too early" : "It is not JSON of the known form")
            + " after "
            + records
            + " records");
    this.cutOff = cutOff;
  }

  /** Returns whether it is sound as far as it goes but ends too early. */
  public boolean isCutOff() {
    return cutOff;
  }
}
