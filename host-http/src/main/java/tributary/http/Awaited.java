package tributary.http;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpReply;

/** A request that was sent. */
final class Awaited implements HttpAwaited {
  private final CompletableFuture<HttpResponse<InputStream>> answer;
  private final ReplyBody body;
  private final Outcome outcome;

  Awaited(CompletableFuture<HttpResponse<InputStream>> answer, ReplyBody body, Outcome outcome) {
    this.answer = answer;
    this.body = body;
    this.outcome = outcome;
  }

  @Override
  public HttpReply reply() throws InterruptedException {
    try {
      Reply reply = new Reply(answer.get());
      outcome.of(Optional.empty());
      return reply;
    } catch (ExecutionException | CancellationException e) {
      throw outcome.of(Optional.of(e));
    }
  }

  private record Reply(HttpResponse<InputStream> response) implements HttpReply {
    @Override
    public int status() {
      return response.statusCode();
    }

    @Override
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    @Override
    public InputStream body() {
      return response.body();
    }
  }

  @Override
  public void close() {
    answer.cancel(true);
    body.close();
  }
}
