package tributary.plugin.s3.file;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Recognises UUIDs in bytes: 36 characters with hyphens. */
final class Uuids {
  private static final int LENGTH = 36;

  /** The value of each byte as a hexadecimal digit; -1 where it is none. */
  private static final byte[] DIGITS = new byte[256];

  static {
    for (int b = 0; b < DIGITS.length; b++) {
      DIGITS[b] = (byte) (b < 0x80 ? Character.digit(b, 16) : -1);
    }
  }

  private Uuids() {}

  static boolean isUuid(byte[] bytes, int from, int to) {
    if (to - from != LENGTH) {
      return false;
    }
    boolean hyphens =
        bytes[from + 8] == '-'
            && bytes[from + 13] == '-'
            && bytes[from + 18] == '-'
            && bytes[from + 23] == '-';
    int signs =
        signs(bytes, from, 8)
            | signs(bytes, from + 9, 4)
            | signs(bytes, from + 14, 4)
            | signs(bytes, from + 19, 4)
            | signs(bytes, from + 24, 12);
    return hyphens && signs >= 0;
  }

  private static int signs(byte[] bytes, int from, int length) {
    int signs = 0;
    for (int i = from; i < from + length; i++) {
      signs |= DIGITS[bytes[i] & 0xff];
    }
    return signs;
  }

  /** Returns the UUID that begins here; {@link #isUuid} has said so. */
  static UUID parse(byte[] bytes, int from) {
    long high =
        value(bytes, from, 8) << 32 | value(bytes, from + 9, 4) << 16 | value(bytes, from + 14, 4);
    long low = value(bytes, from + 19, 4) << 48 | value(bytes, from + 24, 12);
    return new UUID(high, low);
  }

  private static long value(byte[] bytes, int from, int length) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      value = value << 4 | DIGITS[bytes[i] & 0xff];
    }
    return value;
  }

  /** Returns the UUID of sixteen bytes. */
  static UUID ofBytes(byte[] bytes) {
    ByteBuffer both = ByteBuffer.wrap(bytes);
    return new UUID(both.getLong(), both.getLong());
  }
}
