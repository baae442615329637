package tributary.landing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in network order, in an array that grows and is used again. */
public final class CopyBuffer {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 64;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Most batches of a small table need no more. */
  private static final int FIRST_CAPACITY = 64 * 1024;

  private final int usualCapacity;
  private byte[] bytes;
  private int size;

  /**
   * @param usualCapacity bytes that are kept for the next batch
   */
  CopyBuffer(int usualCapacity) {
    this.usualCapacity = usualCapacity;
    bytes = new byte[Math.min(usualCapacity, FIRST_CAPACITY)];
  }

  /** Returns how many bytes there are. */
  public int size() {
    return size;
  }

  /** Forgets what stands behind this place. */
  void cut(int to) {
    size = to;
  }

  /** Forgets everything, and gives back memory that a large row took. */
  void clear() {
    size = 0;
    if (bytes.length > usualCapacity) {
      bytes = new byte[usualCapacity];
    }
  }

  byte byteAt(int index) {
    return bytes[index];
  }

  int int16At(int index) {
    return (short) ((bytes[index] & 0xff) << 8 | (bytes[index + 1] & 0xff));
  }

  int int32At(int index) {
    return (int) INTS.get(bytes, index);
  }

  long int64At(int index) {
    return (long) LONGS.get(bytes, index);
  }

  String textAt(int index, int length) {
    return new String(bytes, index, length, StandardCharsets.UTF_8);
  }

  static int int32(byte[] bytes, int index) {
    return (int) INTS.get(bytes, index);
  }

  /** Copies bytes to an earlier place. */
  void move(int from, int to, int length) {
    System.arraycopy(bytes, from, bytes, to, length);
  }

  void putByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void putInt16(int value) {
    room(2);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  void putInt32(int value) {
    room(4);
    setInt32(size, value);
    size += 4;
  }

  void setInt32(int index, int value) {
    INTS.set(bytes, index, value);
  }

  void putInt64(long value) {
    room(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  /** Appends a positive number as decimal digits. */
  void putDigits(long value) {
    room(20);
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  void put(byte[] source, int from, int to) {
    int length = to - from;
    room(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /**
   * Appends characters as UTF-8, without U+0000, and with U+FFFD for half a surrogate pair.
   *
   * @return what had to be changed
   */
  TextChange putText(CharSequence text) {
    boolean noughts = false;
    boolean halves = false;
    int length = text.length();
    room(3L * length);
    byte[] out = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (c == 0) {
          noughts = true;
        } else {
          out[at++] = (byte) c;
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xc0 | c >> 6);
        out[at++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        at = putThree(out, at, c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        out[at++] = (byte) (0xf0 | point >> 18);
        out[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        out[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[at++] = (byte) (0x80 | point & 0x3f);
      } else {
        halves = true;
        at = putThree(out, at, '\ufffd');
      }
    }
    size = at;
    return TextChange.of(noughts, halves);
  }

  /** Appends UTF-8 without U+0000. */
  TextChange putUtf8(byte[] utf8, int from, int to) {
    int length = to - from;
    room(length);
    byte[] out = bytes;
    int at = size;
    for (int i = from; i < to; i++) {
      byte b = utf8[i];
      out[at] = b;
      at += b == 0 ? 0 : 1;
    }
    boolean noughts = at - size < length;
    size = at;
    return TextChange.of(noughts, false);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** Returns the array itself; what stands behind {@link #size()} has no meaning. */
  public byte[] array() {
    return bytes;
  }

  private static int putThree(byte[] out, int at, char c) {
    out[at] = (byte) (0xe0 | c >> 12);
    out[at + 1] = (byte) (0x80 | c >> 6 & 0x3f);
    out[at + 2] = (byte) (0x80 | c & 0x3f);
    return at + 3;
  }

  private void room(long more) {
    long needed = size + more;
    if (needed <= bytes.length) {
      return;
    }
    if (needed > LARGEST_ARRAY) {
      throw new IllegalStateException("A batch of more than 2 GiB");
    }
    long wished =
        bytes.length < usualCapacity
            ? Math.min(usualCapacity, 4L * bytes.length)
            : size + size / 8L;
    bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST_ARRAY, Math.max(needed, wished)));
  }

  /** What had to be changed in a text so that PostgreSQL can hold it. */
  enum TextChange {
    NONE(""),
    NOUGHTS_REMOVED("had characters U+0000, which were removed"),
    HALVES_REPLACED("had halves of characters, which were replaced by U+FFFD"),
    BOTH("had characters U+0000, which were removed, and halves of characters, now U+FFFD");

    private final String words;

    TextChange(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    static TextChange of(boolean noughts, boolean halves) {
      if (noughts) {
        return halves ? BOTH : NOUGHTS_REMOVED;
      }
      return halves ? HALVES_REPLACED : NONE;
    }
  }
}
