package tributary.plugin.s3.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is taken from a file and knows whether more must come. */
final class MeteredInput extends FilterInputStream {
  private final long length;
  private long count;
  private boolean ended;

  MeteredInput(InputStream in, long length) {
    super(in);
    this.length = length;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count += value < 0 ? 0 : 1;
    ended |= value < 0;
    return value;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int read = in.read(bytes, from, most);
    count += Math.max(0, read);
    ended |= read < 0;
    return read;
  }

  /**
   * Returns 1 while more must come. The gzip decoder asks it whether another member follows, and a
   * network stream that has nothing at hand would end the file there.
   */
  @Override
  public int available() {
    return count < length ? 1 : 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Returns how many bytes were taken. */
  long count() {
    return count;
  }

  /** Returns whether the end was reached. */
  boolean ended() {
    return ended;
  }
}
