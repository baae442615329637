package tributary.plugin.s3.file;

import java.nio.charset.StandardCharsets;

/** Text of a row as it is written, for a person to look at. */
final class RawText {
  /** As much of a rejected row as is handed on. */
  static final int LIMIT_BYTES = 64 * 1024;

  private RawText() {}

  /** Returns the text; bytes that are not UTF-8 show as U+FFFD. */
  static String of(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
