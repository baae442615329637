package tributary.verification.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Lets tests of either process change what lies in the store and which rules stand. */
final class BackDoor implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final RuledStore store;

  private BackDoor(HttpServer server, ExecutorService threads, RuledStore store) {
    this.server = server;
    this.threads = threads;
    this.store = store;
  }

  static BackDoor open(RuledStore store) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BackDoor door = new BackDoor(server, Executors.newCachedThreadPool(), store);
    server.createContext("/files/", exchange -> door.answer(exchange, door::changeFile));
    server.createContext("/rules/", exchange -> door.answer(exchange, door::changeRule));
    server.setExecutor(door.threads);
    server.start();
    return door;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Change {
    void make(HttpExchange exchange, String path) throws IOException;
  }

  private void answer(HttpExchange exchange, Change change) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      change.make(exchange, path.substring(path.indexOf('/', 1) + 1));
      exchange.sendResponseHeaders(204, -1);
    } catch (RuntimeException e) {
      byte[] reason = e.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(500, reason.length);
      exchange.getResponseBody().write(reason);
    }
  }

  private void changeFile(HttpExchange exchange, String path) throws IOException {
    BlobStore files = store.withoutRules();
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    if (!files.containerExists(bucket)) {
      files.createContainer(bucket);
    }
    if (slash < 0) {
      return;
    }
    String key = path.substring(slash + 1);
    if ("DELETE".equals(exchange.getRequestMethod())) {
      files.removeBlob(bucket, key);
      return;
    }
    byte[] content = exchange.getRequestBody().readAllBytes();
    files.putBlob(
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentLength((long) content.length)
            .build(),
        new ByteArrayInputStream(content));
  }

  private void changeRule(HttpExchange exchange, String path) throws IOException {
    String rule =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (rule.isEmpty()) {
      store.lift(path);
    } else {
      store.impose(path, Rule.valueOf(rule));
    }
  }
}
