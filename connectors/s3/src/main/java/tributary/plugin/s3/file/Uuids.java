package tributary.plugin.s3.file;

import java.util.UUID;

/** Recognises UUIDs in bytes: 36 characters with hyphens. */
final class Uuids {
  private static final int LENGTH = 36;

  private Uuids() {}

  static boolean isUuid(byte[] bytes, int from, int to) {
    if (to - from != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      byte b = bytes[from + i];
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? b != '-' : Character.digit(b, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the UUID that begins here; {@link #isUuid} has said so. */
  static UUID parse(byte[] bytes, int from) {
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = 0; i < LENGTH; i++) {
      if (bytes[from + i] == '-') {
        continue;
      }
      int digit = Character.digit(bytes[from + i], 16);
      if (digits++ < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return new UUID(high, low);
  }
}
