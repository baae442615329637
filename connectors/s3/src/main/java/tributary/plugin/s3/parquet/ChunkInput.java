package tributary.plugin.s3.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import tributary.plugin.s3.file.StoredFile;

/** The bytes of one column of a row group, fetched piece by piece. */
final class ChunkInput extends InputStream {
  private final StoredFile file;
  private final long to;
  private final int fetchBytes;
  private final Counter counter;
  private long at;
  private byte[] piece = {};
  private int next;
  private int end;

  /** Counts what is fetched. */
  interface Counter {
    void fetched(long bytes);
  }

  /**
   * @param from where the column begins
   * @param to where it ends
   * @param fetchBytes how much to fetch at a time
   */
  ChunkInput(StoredFile file, long from, long to, int fetchBytes, Counter counter) {
    this.file = file;
    this.at = from;
    this.to = to;
    this.fetchBytes = fetchBytes;
    this.counter = counter;
  }

  /** Returns a column whose bytes are at hand. */
  static ChunkInput of(byte[] bytes, int from, int end) {
    ChunkInput input = new ChunkInput(null, 0, 0, 0, fetched -> {});
    input.piece = bytes;
    input.next = from;
    input.end = end;
    return input;
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    if (at >= to) {
      return false;
    }
    int length = (int) Math.min(fetchBytes, to - at);
    if (piece.length < length) {
      piece = new byte[length];
    }
    try (InputStream in = file.open(at, at + length)) {
      if (in.readNBytes(piece, 0, length) < length) {
        throw new EOFException(file.name() + " ended early");
      }
    } catch (InterruptedException e) {
      InterruptedIOException interrupted = new InterruptedIOException("reading was cancelled");
      interrupted.initCause(e);
      throw interrupted;
    }
    counter.fetched(length);
    at += length;
    next = 0;
    end = length;
    return true;
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

  /** Passes over bytes; those not fetched yet are never fetched. */
  @Override
  public long skip(long count) {
    long here = Math.min(count, end - next);
    next += (int) here;
    long beyond = Math.min(count - here, to - at);
    at += Math.max(0, beyond);
    return here + Math.max(0, beyond);
  }

  @Override
  public void close() {
    piece = new byte[0];
    next = 0;
    end = 0;
    at = to;
  }
}
