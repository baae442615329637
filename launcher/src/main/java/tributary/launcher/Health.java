package tributary.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the application over HTTP how it is. */
final class Health {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(ANSWER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Health(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  /**
   * Waits until the application is ready and its pages are served: the server answers for the
   * application's health somewhat before it lets requests through to it.
   *
   * @return false when the limit passed first, or the process ended or gave up
   */
  boolean awaitReady(ChildProcess server, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (server.running() && !server.failed() && System.nanoTime() < end) {
      if (status("/health/ready", "") == 200 && status("/sign-in.xhtml", "") == 200) {
        return true;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return false;
  }

  /** Whether the application knows the token; false also when it was revoked or is another's. */
  boolean knows(String token) throws InterruptedException {
    return status("/api/v1/connectors", "Bearer " + token) != 401;
  }

  /** The status of the answer, or 0 when there was none. */
  private int status(String path, String authorization) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
