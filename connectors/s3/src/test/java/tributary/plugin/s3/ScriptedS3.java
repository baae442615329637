package tributary.plugin.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as it is told: for what a real one does only in trouble. */
final class ScriptedS3 implements AutoCloseable {
  private final HttpServer server;
  private volatile Answer listing = objects(Map.of("in/a.csv", 12L));
  private volatile Answer reading = new Answer(200, Map.of("ETag", "\"e1\""), "id\n1\n2\n3\n4\n");
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * An answer.
   *
   * @param status its status
   * @param headers its headers; a Content-Length here is told though the body may be shorter
   * @param body its body
   */
  record Answer(int status, Map<String, String> headers, String body) {}

  ScriptedS3() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean isObject = path.indexOf('/', 1) > 0 && !path.endsWith("/" + LocalS3.BUCKET + "/");
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    Answer answer = isObject ? reading : listing;
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String told = answer.headers().get("Content-Length");
    exchange.sendResponseHeaders(
        answer.status(), told != null ? Long.parseLong(told) : body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
    out.flush();
    exchange.close();
  }

  ScriptedS3 whenListing(Answer answer) {
    listing = answer;
    return this;
  }

  ScriptedS3 whenReading(Answer answer) {
    reading = answer;
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  int requests() {
    return requests.size();
  }

  static Answer objects(Map<String, Long> sizes) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>")
            .append("<IsTruncated>false</IsTruncated>");
    sizes.forEach(
        (key, size) ->
            xml.append("<Contents><Key>")
                .append(key)
                .append("</Key><ETag>\"e1\"</ETag><Size>")
                .append(size)
                .append("</Size></Contents>"));
    return new Answer(200, Map.of("Content-Type", "application/xml"), xml + "</ListBucketResult>");
  }

  static Answer error(int status, String code) {
    return error(status, code, "The server says so", Map.of());
  }

  static Answer error(int status, String code, String message, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/xml");
    return new Answer(
        status,
        all,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error>");
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("accessKeyId", "test-access-key");
    settings.put("secretAccessKey", "test-secret-key");
    settings.put("bucket", LocalS3.BUCKET);
    settings.put("folder", "in/");
    settings.put("endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    settings.put("pathStyle", "true");
    return settings;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
