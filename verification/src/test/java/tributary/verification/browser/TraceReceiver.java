package tributary.verification.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces over OTLP/HTTP, as a collector does, and keeps them. */
public final class TraceReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<byte[]> requests = new CopyOnWriteArrayList<>();

  private TraceReceiver(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  public static TraceReceiver start() throws IOException {
    return new TraceReceiver(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Returns where to send to. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Returns the spans that came. */
  public List<ReceivedSpan> spans() {
    return requests.stream().flatMap(request -> ReceivedSpan.of(request).stream()).toList();
  }

  /** Returns all that came, byte by byte, for a search. */
  String everything() {
    StringBuilder all = new StringBuilder();
    requests.forEach(request -> all.append(new String(request, StandardCharsets.UTF_8)));
    return all.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
