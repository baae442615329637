package tributary.plugin.s3.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at once; the byte at the lowest index is the lowest byte of the word. */
final class ByteWords {
  static final int BYTES = Long.BYTES;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteWords() {}

  /** Returns the eight bytes from {@code at} on. */
  static long at(byte[] bytes, int at) {
    return (long) WORDS.get(bytes, at);
  }

  /** Returns a word of eight times the same byte. */
  static long repeated(int value) {
    return (value & 0xffL) * ONES;
  }

  /** Marks zero bytes; only the lowest mark is certain. */
  static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  /** Returns how many bytes stand below the lowest mark. */
  static int below(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** Returns whether any byte below the lowest mark is beyond ASCII. */
  static boolean hasHighBelow(long word, long marks) {
    return (word & HIGHS & ((marks & -marks) - 1)) != 0;
  }

  /** Returns whether any byte is beyond ASCII. */
  static boolean hasHigh(long word) {
    return (word & HIGHS) != 0;
  }
}
