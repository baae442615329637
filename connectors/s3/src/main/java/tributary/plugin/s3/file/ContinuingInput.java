package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The bytes of a part of a file, and behind it as many more as are asked for: what a row means may
 * show only behind its part, and that is rare enough to be fetched by itself.
 */
final class ContinuingInput extends InputStream {
  private static final long FIRST_PIECE = 1024 * 1024;

  private final StoredFile file;
  private InputStream in;
  private long at;
  private long piece = FIRST_PIECE;

  ContinuingInput(StoredFile file, long from, long to) throws IOException, InterruptedException {
    this.file = file;
    this.in = file.open(from, to);
    this.at = to;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    while (true) {
      int read = in.read(bytes, from, most);
      if (read >= 0 || at >= file.size()) {
        return read;
      }
      in.close();
      long to = Math.min(file.size(), at + piece);
      try {
        in = file.open(at, to);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("reading was cancelled");
        interrupted.initCause(e);
        throw interrupted;
      }
      at = to;
      piece *= 4;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
