package tributary.plugin.s3.avro;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file's bytes from some place on, read in pieces, with the place known at any time. */
final class BlockInput extends InputStream {
  private static final int PIECE = 64 * 1024;
  private static final int MOST_VARINT_BITS = 63;

  private final InputStream in;
  private final byte[] piece = new byte[PIECE];
  private long pieceAt;
  private int next;
  private int end;
  private boolean ended;

  BlockInput(InputStream in, long offset) {
    this.in = in;
    this.pieceAt = offset;
  }

  /** Returns the place in the file of the next byte. */
  long offset() {
    return pieceAt + next;
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    pieceAt += end;
    next = 0;
    end = Math.max(0, in.read(piece, 0, PIECE));
    ended = end == 0;
    return end > 0;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int length = Math.min(most, end - next);
    System.arraycopy(piece, next, bytes, from, length);
    next += length;
    return length;
  }

  /** Returns whether the end was reached. */
  boolean ended() {
    return ended;
  }

  boolean atEnd() throws IOException {
    return !fill();
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Reads a number of variable length. */
  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift <= MOST_VARINT_BITS; shift += 7) {
      int b = read();
      if (b < 0) {
        throw new EOFException();
      }
      value |= (b & 0x7fL) << shift;
      if (b < 0x80) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IOException("A number has too many bytes");
  }

  /** Goes behind the next mark; returns whether there is one. */
  boolean skipPast(byte[] mark) throws IOException {
    byte[] last = readNBytes(mark.length);
    while (last.length == mark.length && !Arrays.equals(last, mark)) {
      int b = read();
      if (b < 0) {
        return false;
      }
      System.arraycopy(last, 1, last, 0, mark.length - 1);
      last[mark.length - 1] = (byte) b;
    }
    return last.length == mark.length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
