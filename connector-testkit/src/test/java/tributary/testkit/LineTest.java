package tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.spi.ConnectorException;
import tributary.spi.HttpAwaited;
import tributary.spi.HttpCall;
import tributary.spi.HttpLine;
import tributary.spi.HttpProblem;
import tributary.spi.HttpTarget;

/** HTTP as it is lent to connectors, over real connections. */
class LineTest {
  private final TestContext context = new TestContext();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;

  /** A vendor's API. */
  @Path("")
  public interface Greetings {
    @GET
    @Path("hello")
    Response hello(@HeaderParam("Authorization") String authorization) throws InterruptedException;

    @GET
    @Path("silent")
    Response silent() throws InterruptedException;
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/base/hello",
        exchange ->
            answer(
                exchange, 200, "hello " + exchange.getRequestHeaders().getFirst("Authorization")));
    server.createContext("/base/refused", exchange -> answer(exchange, 403, "no"));
    server.createContext(
        "/base/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
          answer(exchange, 302, "");
        });
    server.createContext("/base/silent", exchange -> awaitRelease());
    server.createContext(
        "/base/stops",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000_000);
          exchange.getResponseBody().write(new byte[100_000]);
          exchange.getResponseBody().flush();
          awaitRelease();
        });
    server.createContext(
        "/base/breaks",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000_000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.close();
        });
    server.start();
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
    context.close();
  }

  private HttpTarget target(Duration answerLimit) {
    return new HttpTarget(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base/"),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10),
        answerLimit,
        0);
  }

  private HttpLine line() {
    return context.http().open(target(Duration.ofSeconds(20)));
  }

  private static String text(HttpAwaited awaited) throws Exception {
    return new String(awaited.reply().body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void asksForLargeThingsAsStreamsSeveralAtATime() throws Exception {
    HttpLine line = line();
    HttpCall call = HttpCall.get("hello", Map.of("Authorization", "one"));
    try (HttpAwaited first = line.send(call);
        HttpAwaited second = line.send(call)) {
      assertThat(text(second)).isEqualTo("hello one");
      assertThat(text(first)).isEqualTo("hello one");
      assertThat(first.reply().status()).isEqualTo(200);
      assertThat(first.reply().header("content-LENGTH")).contains("9");
    }
  }

  @Test
  void makesAClientOfAnAnnotatedInterface() throws Exception {
    try (Response answer = line().client(Greetings.class).hello("two")) {
      assertThat(answer.getStatus()).isEqualTo(200);
      assertThat(answer.readEntity(String.class)).isEqualTo("hello two");
    }
  }

  @Test
  void takesEveryStatusAsAnAnswerAndFollowsNoRedirect() throws Exception {
    try (HttpAwaited refused = line().send(HttpCall.get("/refused", Map.of()));
        HttpAwaited elsewhere = line().send(HttpCall.get("/elsewhere", Map.of()))) {
      assertThat(refused.reply().status()).isEqualTo(403);
      assertThat(elsewhere.reply().status()).isEqualTo(302);
    }
  }

  @Test
  void connectsToNothingBeforeItIsAsked() {
    HttpLine line = line();
    line.client(Greetings.class);
    assertThat(context.askedFor()).isEmpty();
  }

  @Test
  void keepsToTheHostsRules() {
    context.refuse("127.0.0.1");
    HttpLine line = line();
    Greetings client = line.client(Greetings.class);
    assertThatThrownBy(() -> line.send(HttpCall.get("hello", Map.of())))
        .hasMessageContaining("does not let connectors reach 127.0.0.1");
    assertThatThrownBy(() -> client.hello("x"))
        .hasMessageContaining("does not let connectors reach 127.0.0.1");
  }

  @Test
  void givesUpAServerThatFallsSilent() throws Exception {
    HttpLine line = context.http().open(target(Duration.ofMillis(300)));
    try (HttpAwaited silent = line.send(HttpCall.get("silent", Map.of()));
        HttpAwaited stops = line.send(HttpCall.get("stops", Map.of()))) {
      assertThat(catchThrowableOfType(ConnectorException.class, silent::reply))
          .matches(HttpProblem.ANSWER_TIMEOUT::is)
          .hasMessageContaining("did not answer within");
      InputStream body = stops.reply().body();
      assertThat(catchThrowableOfType(ConnectorException.class, body::readAllBytes))
          .matches(HttpProblem.ANSWER_TIMEOUT::is);
    }
  }

  @Test
  void noticesABodyThatBreaksOff() throws Exception {
    try (HttpAwaited breaks = line().send(HttpCall.get("breaks", Map.of()))) {
      InputStream body = breaks.reply().body();
      assertThat(catchThrowableOfType(ConnectorException.class, body::readAllBytes))
          .matches(HttpProblem.CONNECTION_LOST::is)
          .hasMessageContaining("broke before the answer's end");
    }
  }

  @Test
  void obeysAnInterruptionThatCameBefore() {
    HttpLine line = line();
    Greetings client = line.client(Greetings.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(client::silent).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> line.send(HttpCall.get("silent", Map.of())))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void endsAWaitThatIsInterrupted() throws Exception {
    Greetings client = line().client(Greetings.class);
    Thread waiting = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              waiting.interrupt();
            });
    interrupter.start();
    assertThatThrownBy(client::silent).isInstanceOf(InterruptedException.class);
    interrupter.join();
  }

  @Test
  void refusesWhatIsNoAddressForHttp() {
    HttpLine line = context.http().open(HttpTarget.of(URI.create("ftp://example.org/x")));
    assertThat(
            catchThrowableOfType(
                ConnectorException.class, () -> line.send(HttpCall.get("x", Map.of()))))
        .matches(HttpProblem.ADDRESS_INVALID::is)
        .hasMessageContaining("“ftp://example.org/x” is not an address for HTTP");
  }

  @Test
  void neverTellsATokenOfACall() {
    assertThat(HttpCall.get("x", Map.of("Authorization", "hush")).toString())
        .doesNotContain("hush");
  }
}
