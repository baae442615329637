package tributary.plugin.s3.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;

/** The JSON parser's one configuration: strict, and no key twice in an object. */
final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final int NO_ESCAPE = -1;

  private Json() {}

  /** Returns whether the text is one JSON value. */
  static boolean isWellFormed(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a text as a JSON string with its quotes. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /**
   * Returns whether an escape stands for half of a character outside the first plane and the other
   * half is missing: such text has no UTF-8.
   */
  static boolean hasLoneSurrogate(byte[] bytes, int from, int to) {
    boolean high = false;
    for (int p = from; p < to; p++) {
      int unit = NO_ESCAPE;
      if (bytes[p] == '\\') {
        unit = p + 5 < to && bytes[p + 1] == 'u' ? hex(bytes, p + 2) : NO_ESCAPE;
        p += unit == NO_ESCAPE ? 1 : 5;
      }
      boolean low = unit >= 0xdc00 && unit <= 0xdfff;
      if (high != low) {
        return true;
      }
      high = unit >= 0xd800 && unit <= 0xdbff;
    }
    return high;
  }

  private static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return NO_ESCAPE;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
