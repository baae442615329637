package tributary.plugin.s3.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding that a file's first bytes tell.
 *
 * <p>Without a mark it is UTF-8, unless several characters of the first bytes are none of UTF-8 and
 * no character beyond ASCII is one: then it is Windows-1252, as older systems write. A file with a
 * damaged byte or two stays UTF-8, so that the damaged rows are rejected and seen.
 *
 * @param encoding the encoding
 * @param length the mark's length; 0 where there is none
 */
record ByteOrderMark(Charset encoding, int length) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int ZEROS_LOOKED_AT = 64;
  private static final int DAMAGE_AT_MOST = 2;
  private static final int LONGEST_CHARACTER = 4;

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
    Charset encoding = isOfOneByte(head) ? WINDOWS_1252 : StandardCharsets.UTF_8;
    return new ByteOrderMark(encoding, 0);
  }

  private static boolean isOfOneByte(byte[] head) {
    int none = 0;
    int at = 0;
    while (at < head.length) {
      int error = Utf8.errorAt(head, at, head.length);
      int end = error < 0 ? head.length : error;
      for (int i = at; i < end; i++) {
        if (head[i] < 0) {
          return false;
        }
      }
      if (error < 0 || error > head.length - LONGEST_CHARACTER) {
        break;
      }
      none++;
      at = error + 1;
    }
    return none > DAMAGE_AT_MOST;
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
