package tributary.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passes a stream on and remembers the part of it that is being read, to cite it untouched. */
final class ByteWindow extends InputStream {
  private final InputStream in;
  private final int most;
  private byte[] kept = new byte[16 * 1024];
  private long start;
  private int length;
  private long passed;

  /**
   * @param most how many bytes are remembered at most
   */
  ByteWindow(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /** Forgets what comes before this place of the stream. */
  void forgetBefore(long place) {
    int gone = (int) Math.min(length, place - start);
    if (gone > 0) {
      System.arraycopy(kept, gone, kept, 0, length - gone);
      start += gone;
      length -= gone;
    }
  }

  /** Returns whether all bytes from this place on are remembered. */
  boolean has(long from) {
    return from >= start;
  }

  /** Returns the bytes between two places as text. */
  String text(long from, long to) {
    return new String(kept, (int) (from - start), (int) (to - from), StandardCharsets.UTF_8);
  }

  /** Returns how many bytes have come through. */
  long passed() {
    return passed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int wanted) throws IOException {
    int taken = in.read(into, from, wanted);
    if (taken > 0) {
      keep(into, from, taken);
      passed += taken;
    }
    return taken;
  }

  private void keep(byte[] bytes, int from, int taken) {
    if (length + taken > most) {
      // what is being read is too long; what comes after it begins in these bytes or later
      start = passed;
      length = 0;
      kept = new byte[Math.max(taken, 16 * 1024)];
    }
    if (length + taken > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + taken));
    }
    System.arraycopy(bytes, from, kept, length, taken);
    length += taken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
