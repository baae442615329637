package tributary.sandbox.wire;

import java.io.EOFException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends the body of an answer, of which status and other headers are set.
 *
 * @param callback told when it is sent
 */
public record Sending(Request request, Response response, Callback callback) {
  /** Sends all of it, packed where the client takes that. */
  public void whole(String type, byte[] body) {
    HttpFields.Mutable headers = response.getHeaders();
    boolean packs = Packing.fits(request, body);
    byte[] sent = packs ? Packing.packed(body) : body;
    if (packs) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
      headers.put(HttpHeader.VARY, "Accept-Encoding");
    }
    announce(type, sent);
    response.write(true, ByteBuffer.wrap(sent), callback);
  }

  /** Announces all of it, sends half, and hangs up. */
  public void cut(String type, byte[] body) {
    announce(type, body);
    response.write(
        false,
        ByteBuffer.wrap(body, 0, body.length / 2),
        Callback.from(() -> callback.failed(new EOFException("Cut on purpose"))));
  }

  private void announce(String type, byte[] body) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
  }
}
