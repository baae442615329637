package tributary.kit;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import tributary.spi.HttpReply;

/** The body of an answer as it was before it was packed for the way. */
public final class Unpacked {
  private static final int BUFFER = 32 * 1024;

  private Unpacked() {}

  /**
   * Returns the body; of a packed one the content.
   *
   * @throws IOException when it says that it is packed and is not
   */
  public static InputStream body(HttpReply reply) throws IOException {
    boolean packed = reply.header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
    return packed ? new GZIPInputStream(reply.body(), BUFFER) : reply.body();
  }
}
