package tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpReply;
import tributary.spi.HttpTarget;

/**
 * A request that was sent: a thread of its own gets the answer and takes its body in. The answer
 * begins for the reader once the body's first part is there, so that a small one is all here.
 */
final class Awaited implements HttpAwaited {
  private final HttpUriRequestBase request;
  private final ReplyBody body;
  private final Outcome outcome;
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private Future<?> work;

  private Awaited(HttpUriRequestBase request, HttpTarget target, Outcome outcome) {
    this.request = request;
    this.body = new ReplyBody(target);
    this.outcome = outcome;
  }

  static Awaited send(
      HttpClient client,
      HttpUriRequestBase request,
      HttpTarget target,
      Outcome outcome,
      ExecutorService threads) {
    Awaited awaited = new Awaited(request, target, outcome);
    awaited.work = threads.submit(() -> awaited.get(client));
    return awaited;
  }

  private void get(HttpClient client) {
    try {
      client.execute(request, this::take);
    } catch (IOException | RuntimeException | Error e) {
      // even of an error: the reader would wait for ever
      if (!reply.completeExceptionally(e)) {
        body.broken(e);
      }
    }
  }

  private Void take(ClassicHttpResponse response) throws IOException {
    HttpReply told = new Reply(response, body);
    HttpEntity entity = response.getEntity();
    try {
      body.fill(
          entity == null ? InputStream.nullInputStream() : entity.getContent(),
          () -> reply.complete(told));
      return null;
    } finally {
      // what breaks the body off is told to whoever reads it
      reply.complete(told);
    }
  }

  @Override
  public HttpReply reply() throws InterruptedException {
    try {
      HttpReply told = reply.get();
      outcome.of(Optional.empty());
      return told;
    } catch (ExecutionException e) {
      throw outcome.of(Optional.of(e));
    }
  }

  private record Reply(ClassicHttpResponse response, InputStream body) implements HttpReply {
    @Override
    public int status() {
      return response.getCode();
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }
  }

  @Override
  public void close() {
    if (!work.isDone()) {
      request.cancel();
      work.cancel(true);
    }
  }
}
