package tributary.sandbox.pcc;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tributary.sandbox.wire.Packing;

/** Sends one answer, whole or with the fault in its body that was asked for. */
final class Sender {
  private final Request request;
  private final Response response;
  private final Callback callback;

  Sender(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** Puts the quota into the headers. */
  void tell(Quota.Left left) {
    response.getHeaders().put("X-Quota-Limit", Long.toString(left.limit()));
    response.getHeaders().put("X-Quota-Remaining", Long.toString(left.remaining()));
    response.getHeaders().put("X-Quota-Time-To-Reset", Long.toString(left.resets().toEpochMilli()));
  }

  void send(Reply reply, Fault.Kind fault) {
    boolean answered = reply.status() == 200;
    byte[] body = reply.body();
    String type = reply.type();
    if (answered && fault == Fault.Kind.HTML) {
      body =
          "<html><body><h1>Scheduled maintenance</h1></body></html>"
              .getBytes(StandardCharsets.UTF_8);
      type = "text/html";
    }
    if (answered && fault == Fault.Kind.TRUNCATE) {
      body = java.util.Arrays.copyOf(body, body.length / 2);
    }
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    boolean cut = answered && fault == Fault.Kind.CUT;
    if (!cut && Packing.fits(request, body)) {
      body = Packing.packed(body);
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (cut) {
      response.write(
          false,
          ByteBuffer.wrap(body, 0, body.length / 2),
          Callback.from(() -> callback.failed(new EOFException("Cut on purpose"))));
    } else {
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }
}
