package tributary.plugin.s3.file;

/** Checks UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** Returns the first place from which the bytes are not UTF-8, or -1 where they all are. */
  static int errorAt(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int first = bytes[at];
      if (first >= 0) {
        at++;
        while (at <= to - ByteWords.BYTES && !ByteWords.hasHigh(ByteWords.at(bytes, at))) {
          at += ByteWords.BYTES;
        }
        continue;
      }
      int length = lengthAt(bytes, at, to);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  private static int lengthAt(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    int second = at + 1 < to ? bytes[at + 1] & 0xff : 0;
    if (first >= 0xc2 && first <= 0xdf) {
      return isNext(second) ? 2 : 0;
    }
    if (first >= 0xe0 && first <= 0xef) {
      boolean shortest = first != 0xe0 || second >= 0xa0;
      boolean noSurrogate = first != 0xed || second <= 0x9f;
      return isNext(second) && shortest && noSurrogate && isNextAt(bytes, at + 2, to) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
      boolean shortest = first != 0xf0 || second >= 0x90;
      boolean inUnicode = first != 0xf4 || second <= 0x8f;
      return isNext(second)
              && shortest
              && inUnicode
              && isNextAt(bytes, at + 2, to)
              && isNextAt(bytes, at + 3, to)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean isNextAt(byte[] bytes, int at, int to) {
    return at < to && isNext(bytes[at] & 0xff);
  }

  private static boolean isNext(int value) {
    return (value & 0xc0) == 0x80;
  }
}
