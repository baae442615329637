package tributary.http;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tributary.spi.HttpTarget;

/**
 * A body as a stream. Some of it is taken in ahead of the reader, so that a small answer is all
 * here when its turn comes; of a large one no more than that. A server that falls silent is given
 * up.
 */
final class ReplyBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  /** Parts of at most 16 KiB that are taken in ahead. */
  private static final int AHEAD = 32;

  private final HttpTarget target;
  private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean closed;
  private List<ByteBuffer> current = List.of();
  private int buffer;
  private Part end;

  /** What came in: bytes, the end, or what broke it off. */
  private record Part(List<ByteBuffer> bytes, Throwable failure) {}

  ReplyBody(HttpTarget target) {
    this.target = target;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    parts.add(new Part(bytes, null));
  }

  @Override
  public void onError(Throwable failure) {
    parts.add(new Part(List.of(), failure));
  }

  @Override
  public void onComplete() {
    parts.add(new Part(null, null));
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
    while (buffer == current.size() || !current.get(buffer).hasRemaining()) {
      if (buffer < current.size()) {
        buffer++;
      } else if (!next()) {
        return -1;
      }
    }
    ByteBuffer bytes = current.get(buffer);
    int taken = Math.min(length, bytes.remaining());
    bytes.get(into, from, taken);
    return taken;
  }

  /** Waits for the next part; false at the end. */
  private boolean next() throws InterruptedIOException {
    Part part = end == null ? taken() : end;
    if (part.failure() != null) {
      end = part;
      throw Failures.of(part.failure(), target);
    }
    if (part.bytes() == null) {
      end = part;
      return false;
    }
    current = part.bytes();
    buffer = 0;
    subscription.request(1);
    return true;
  }

  private Part taken() throws InterruptedIOException {
    try {
      Part part = parts.poll(target.answerLimit().toMillis(), TimeUnit.MILLISECONDS);
      return part == null ? new Part(List.of(), new HttpTimeoutException("nothing came in")) : part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The read of an answer was interrupted");
    }
  }

  @Override
  public void close() {
    closed = true;
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }
}
