package tributary.plugin.s3.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding that a file's first bytes tell.
 *
 * @param encoding the encoding; UTF-8 where there is no mark
 * @param length the mark's length
 */
record ByteOrderMark(Charset encoding, int length) {
  private static final int ZEROS_LOOKED_AT = 64;

  /** Looks for a mark, or for the zeros of UTF-16 that has none. */
  static ByteOrderMark of(byte[] head) {
    if (starts(head, 0xef, 0xbb, 0xbf)) {
      return new ByteOrderMark(StandardCharsets.UTF_8, 3);
    }
    if (starts(head, 0xff, 0xfe)) {
      return new ByteOrderMark(StandardCharsets.UTF_16LE, 2);
    }
    if (starts(head, 0xfe, 0xff)) {
      return new ByteOrderMark(StandardCharsets.UTF_16BE, 2);
    }
    if (zerosAt(head, 1)) {
      return new ByteOrderMark(StandardCharsets.UTF_16LE, 0);
    }
    if (zerosAt(head, 0)) {
      return new ByteOrderMark(StandardCharsets.UTF_16BE, 0);
    }
    return new ByteOrderMark(StandardCharsets.UTF_8, 0);
  }

  private static boolean starts(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean zerosAt(byte[] head, int from) {
    int to = Math.min(head.length, ZEROS_LOOKED_AT);
    for (int i = 0; i < to; i++) {
      if ((head[i] == 0) != (i % 2 == from)) {
        return false;
      }
    }
    return to >= 4;
  }
}
