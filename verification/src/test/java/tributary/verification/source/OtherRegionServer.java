package tributary.verification.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers every request as S3 does when it is signed for another region than the bucket's. */
final class OtherRegionServer implements AutoCloseable {
  static final String REGION = "eu-central-1";

  private final HttpServer server;

  private OtherRegionServer(HttpServer server) {
    this.server = server;
  }

  static OtherRegionServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", OtherRegionServer::refuse);
    server.start();
    return new OtherRegionServer(server);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body =
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <Error><Code>AuthorizationHeaderMalformed</Code>\
          <Message>The authorization header is malformed; the region is wrong; \
          expecting '%1$s'</Message><Region>%1$s</Region>\
          <RequestId>4442587FB7D0A2F9</RequestId></Error>
          """
              .formatted(REGION)
              .strip()
              .getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      exchange.getResponseHeaders().set("x-amz-bucket-region", REGION);
      boolean head = "HEAD".equals(exchange.getRequestMethod());
      exchange.sendResponseHeaders(400, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
