package tributary.kit;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** Hands out a few bytes at a time, as a slow line does. */
final class Dribble extends FilterInputStream {
  private final int most;

  Dribble(byte[] bytes, int most) {
    super(new ByteArrayInputStream(bytes));
    this.most = most;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return super.read(into, from, Math.min(length, most));
  }
}
