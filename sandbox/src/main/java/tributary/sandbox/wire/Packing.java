package tributary.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Packs answers as gzip, quickly rather than small. */
final class Packing {
  private static final int WORTH_PACKING = 1_024;

  private Packing() {}

  /** Returns whether a body is long enough to be packed, for a client that takes that. */
  static boolean fits(Request request, byte[] body) {
    String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    return body.length >= WORTH_PACKING && accepted != null && accepted.contains("gzip");
  }

  /** Returns the body as gzip. */
  static byte[] packed(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        }) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
