package tributary.plugin.s3.file;

/** Recognises yes and no in bytes, in capitals or not. */
final class Booleans {
  static final int NEITHER = -1;
  static final int NO = 0;
  static final int YES = 1;

  private Booleans() {}

  /** Returns what a value of a column of this type says: also 1, 0, y and n. */
  static int parse(byte[] bytes, int from, int to) {
    int word = word(bytes, from, to);
    if (word != NEITHER || to - from != 1) {
      return word;
    }
    return switch (bytes[from] | 0x20) {
      case 't', 'y', '1' | 0x20 -> YES;
      case 'f', 'n', '0' | 0x20 -> NO;
      default -> NEITHER;
    };
  }

  /** Returns what true, false, yes or no says. */
  static int word(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 2 -> is(bytes, from, "no") ? NO : NEITHER;
      case 3 -> is(bytes, from, "yes") ? YES : NEITHER;
      case 4 -> is(bytes, from, "true") ? YES : NEITHER;
      case 5 -> is(bytes, from, "false") ? NO : NEITHER;
      default -> NEITHER;
    };
  }

  private static boolean is(byte[] bytes, int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
