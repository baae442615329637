package tributary.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Turns away bodies of more than 10 MB, announced or not. */
@Provider
@PreMatching
public class BodyLimit implements ContainerRequestFilter {
  static final long BYTES = 10L * 1024 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > BYTES) {
      throw tooLarge();
    }
    if (request.hasEntity()) {
      request.setEntityStream(new Counted(request.getEntityStream(), BYTES));
    }
  }

  private static ApiFailure tooLarge() {
    return new ApiFailure(
        413,
        "BODY_TOO_LARGE",
        "A request's body has at most 10 MB. Send fewer dataflows at once, or smaller files.");
  }

  /** Counts what is read and stops at the limit. */
  static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge();
      }
    }
  }
}
