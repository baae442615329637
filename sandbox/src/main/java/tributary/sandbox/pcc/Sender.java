package tributary.sandbox.pcc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tributary.sandbox.wire.Sending;

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
      body = Arrays.copyOf(body, body.length / 2);
    }
    response.setStatus(reply.status());
    Sending sending = new Sending(request, response, callback);
    if (answered && fault == Fault.Kind.CUT) {
      sending.cut(type, body);
    } else {
      sending.whole(type, body);
    }
  }
}
