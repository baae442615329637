package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Room for a page that is taken in before it is read, used for page after page. */
final class PageRoom {
  private static final int FIRST_BYTES = 1024 * 1024;
  private static final int MOST_BYTES = 12 * 1024 * 1024;

  private byte[] bytes = {};
  private int length;

  /** Takes in what there is room for; returns whether that was all. */
  boolean fill(InputStream in) throws IOException {
    length = 0;
    boolean more = true;
    while (more && length < MOST_BYTES) {
      if (length == bytes.length) {
        int room = Math.min(MOST_BYTES, Math.max(FIRST_BYTES, length * 2));
        bytes = Arrays.copyOf(bytes, room);
      }
      int taken = in.readNBytes(bytes, length, bytes.length - length);
      length += taken;
      more = length == bytes.length;
    }
    return !more;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /**
   * Returns the last place of a text of ASCII within so many bytes from the end; -1: it is not
   * there.
   */
  int lastIndexOf(String text, int within) {
    int from = Math.max(0, length - within);
    String end = new String(bytes, from, length - from, StandardCharsets.ISO_8859_1);
    int found = end.lastIndexOf(text);
    return found < 0 ? -1 : from + found;
  }
}
