package tributary.plugin.s3.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends a stream after a number of bytes and knows whether that cut it. */
final class BoundedInput extends FilterInputStream {
  private final long most;
  private long count;

  BoundedInput(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (count >= most) {
      return -1;
    }
    int read = in.read(bytes, from, (int) Math.min(length, most - count));
    count += Math.max(0, read);
    return read;
  }

  /** Returns how many bytes were handed out. */
  long count() {
    return count;
  }

  /** Returns whether there may be more behind the end. */
  boolean wasCut() {
    return count >= most;
  }
}
