package tributary.plugin.s3.file;

import java.io.IOException;
import tributary.plugin.s3.file.ByteWindow.More;
import tributary.spi.ConnectorException;

/**
 * Finds where the values of a JSON file begin and end, without looking at what they say: one per
 * line, or the elements of an array, or values that follow one another. The place of a value is its
 * line in the first case, and in the others its number: many may stand on one line.
 */
final class JsonScanner {
  /** What {@link #next} found. */
  enum Found {
    VALUE,
    /** A value that is too long. */
    BAD_VALUE,
    END
  }

  private final ByteWindow window;
  private final boolean lines;
  private final String fileName;
  private int at;
  private int valueTo;
  private long place = 1;
  private long valuePlace;
  private boolean inArray;
  private boolean mayOpen;
  private boolean overlong;
  private long limit = Long.MAX_VALUE;

  /**
   * @param window the bytes
   * @param lines whether a value ends with its line
   * @param inArray whether the file is an array whose bracket lies before
   * @param fileName for messages
   */
  JsonScanner(ByteWindow window, boolean lines, boolean inArray, String fileName) {
    this.window = window;
    this.lines = lines;
    this.inArray = inArray;
    this.mayOpen = !inArray;
    this.fileName = fileName;
    this.at = window.start;
  }

  /** Ends before the value that begins at this place of the file or behind it. */
  void endAt(long offset) {
    limit = offset;
  }

  /** Finds the next value. */
  Found next() throws IOException, InterruptedException {
    if (!skipBetween()) {
      return Found.END;
    }
    window.start = at;
    valuePlace = place;
    overlong = false;
    return lines ? line() : element();
  }

  /** Goes to the first byte of a value; false at the end. */
  private boolean skipBetween() throws IOException, InterruptedException {
    while (true) {
      window.start = at;
      if (nextOffset() >= limit) {
        return false;
      }
      if (at == window.end && !more()) {
        if (inArray) {
          throw truncated();
        }
        return false;
      }
      byte b = window.bytes[at];
      if (b == '\n') {
        place += lines ? 1 : 0;
      } else if (!lines && b == '[' && mayOpen) {
        inArray = true;
        mayOpen = false;
      } else if (!lines && b == ']' && inArray) {
        inArray = false;
      } else if (b != ' ' && b != '\r' && b != '\t' && (lines || b != ',')) {
        mayOpen = false;
        return true;
      }
      at++;
    }
  }

  private Found line() throws IOException, InterruptedException {
    while (true) {
      while (at < window.end && window.bytes[at] != '\n') {
        at++;
      }
      if (at < window.end || !more()) {
        valueTo = at - window.start;
        return overlong ? Found.BAD_VALUE : Found.VALUE;
      }
    }
  }

  private Found element() throws IOException, InterruptedException {
    int depth = 0;
    boolean string = false;
    boolean escaped = false;
    while (true) {
      while (at < window.end) {
        byte b = window.bytes[at];
        if (escaped) {
          escaped = false;
        } else if (string) {
          escaped = b == '\\';
          string = b != '"';
        } else if (b == '"') {
          string = true;
        } else if (b == '{' || b == '[') {
          depth++;
        } else if ((b == '}' || b == ']') && depth > 0) {
          depth--;
        } else if (depth == 0 && endsScalar(b)) {
          return ended();
        } else {
          at++;
          continue;
        }
        at++;
        if (depth == 0 && !string && !escaped && (b == '}' || b == ']' || b == '"')) {
          return ended();
        }
      }
      if (!more()) {
        if (depth > 0 || string || inArray) {
          throw truncated();
        }
        return ended();
      }
    }
  }

  private static boolean endsScalar(byte b) {
    return b == ',' || b == ']' || b == '}' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private Found ended() {
    if (at == window.start) {
      at++;
    }
    valueTo = at - window.start;
    place++;
    return overlong ? Found.BAD_VALUE : Found.VALUE;
  }

  private boolean more() throws IOException, InterruptedException {
    int shift = window.start;
    More more = window.more();
    at -= shift;
    if (more == More.TOO_LONG) {
      // The rest of a value that does not fit is passed over unseen.
      overlong = true;
      window.start = at;
      more = window.more();
      at = window.start;
    }
    return more == More.READ;
  }

  private ConnectorException truncated() {
    return new ConnectorException(
        FileProblem.TRUNCATED_JSON,
        fileName
            + " ends in the middle of its JSON, after "
            + (place - 1)
            + (place == 2 ? " whole value" : " whole values")
            + ". Upload the whole file again.",
        null);
  }

  byte[] bytes() {
    return window.bytes;
  }

  int valueFrom() {
    return window.start;
  }

  int valueTo() {
    return window.start + valueTo;
  }

  long valuePlace() {
    return valuePlace;
  }

  long nextPlace() {
    return place;
  }

  long nextOffset() {
    return window.offsetOf(at);
  }

  String limit() {
    return window.limit();
  }

  long offsetOf(int index) {
    return window.offsetOf(index);
  }

  /** Goes to a place that {@link #nextOffset} and {@link #nextPlace} told earlier. */
  void resume(long offset, long atPlace) throws IOException, InterruptedException {
    window.start = at;
    window.skipTo(offset);
    at = window.start;
    place = atPlace;
    mayOpen = false;
  }
}
