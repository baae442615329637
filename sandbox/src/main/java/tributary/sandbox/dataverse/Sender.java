package tributary.sandbox.dataverse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tributary.sandbox.wire.Sending;

/** Sends one answer, whole or with the fault in its body that was asked for. */
final class Sender {
  private static final String ENTITIES =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";

  private final Request request;
  private final Response response;
  private final Callback callback;

  Sender(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  void send(Reply reply, Faults.Trouble trouble) {
    Reply sent = reply.status() == 200 ? spoilt(reply, trouble) : reply;
    response.setStatus(sent.status());
    sent.headers().forEach(response.getHeaders()::put);
    Sending sending = new Sending(request, response, callback);
    if (sent.status() == 200 && trouble.of(Fault.Kind.CUT).isPresent()) {
      sending.cut(sent.type(), sent.body());
    } else {
      sending.whole(sent.type(), sent.body());
    }
  }

  private static Reply spoilt(Reply reply, Faults.Trouble trouble) {
    if (trouble.of(Fault.Kind.HTML).isPresent()) {
      return reply.withBody(
          "text/html", bytes("<html><body>Signed out. Sign in again.</body></html>"));
    }
    if (trouble.of(Fault.Kind.XML_ENTITIES).isPresent() && reply.type().contains("xml")) {
      String document = new String(reply.body(), StandardCharsets.UTF_8);
      int at = document.indexOf("?>") + 2;
      return reply.withBody(
          reply.type(), bytes(document.substring(0, at) + ENTITIES + document.substring(at)));
    }
    if (trouble.of(Fault.Kind.TRUNCATE).isPresent()) {
      return reply.withBody(reply.type(), Arrays.copyOf(reply.body(), reply.body().length / 2));
    }
    return reply;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
