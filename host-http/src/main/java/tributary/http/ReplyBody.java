package tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import tributary.spi.HttpTarget;

/**
 * A body as a stream, between the thread that gets it and the one that reads it. Some of it is
 * taken in ahead of the reader; of a large one no more than that.
 */
final class ReplyBody extends InputStream {
  /** Most answers are not longer. */
  private static final int FIRST_BYTES = 16 * 1024;

  /** What is longer is asked of the system, and handed over, less often. */
  private static final int PART_BYTES = 64 * 1024;

  /** Parts that are taken in ahead. */
  private static final int AHEAD = 12;

  private static final Part END = new Part(new byte[0], 0, null);

  private final HttpTarget target;
  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(AHEAD);
  private Part current = new Part(new byte[0], 0, null);
  private int at;
  private boolean givenUp;

  /** What came in: bytes, or what broke it off; {@link #END} at the end. */
  private record Part(byte[] bytes, int length, Throwable failure) {}

  ReplyBody(HttpTarget target) {
    this.target = target;
  }

  /**
   * Takes a body in, as its reader makes room.
   *
   * @param begun is told as soon as there is something to read
   */
  void fill(InputStream from, Runnable begun) throws IOException {
    boolean more = true;
    for (long number = 0; more; number++) {
      byte[] bytes = new byte[number == 0 ? FIRST_BYTES : PART_BYTES];
      int length = from.readNBytes(bytes, 0, bytes.length);
      more = length == bytes.length;
      put(new Part(bytes, length, null));
      if (!more) {
        put(END);
      }
      if (number == 0) {
        begun.run();
      }
    }
  }

  /** Tells the reader, after what came in, that no more will. */
  void broken(Throwable failure) {
    if (givenUp) {
      return;
    }
    try {
      put(new Part(new byte[0], 0, failure));
    } catch (InterruptedIOException e) {
      // nobody reads any longer
      Thread.currentThread().interrupt();
    }
  }

  private void put(Part part) throws InterruptedIOException {
    try {
      parts.put(part);
    } catch (InterruptedException e) {
      givenUp = true;
      throw new InterruptedIOException("The answer was given up");
    }
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws InterruptedIOException {
    if (length == 0) {
      return 0;
    }
    while (at == current.length()) {
      if (!next()) {
        return -1;
      }
    }
    int taken = Math.min(length, current.length() - at);
    System.arraycopy(current.bytes(), at, into, from, taken);
    at += taken;
    return taken;
  }

  /** Waits for the next part; false at the end. */
  private boolean next() throws InterruptedIOException {
    if (current != END && current.failure() == null) {
      current = taken();
      at = 0;
    }
    if (current.failure() != null) {
      throw Failures.of(current.failure(), target);
    }
    return current != END;
  }

  private Part taken() throws InterruptedIOException {
    try {
      return parts.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The read of an answer was interrupted");
    }
  }
}
