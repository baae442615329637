package tributary.plugin.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import tributary.spi.ConnectorException;

/**
 * An object's bytes. A connection that breaks, or ends before all bytes came, is a failure that may
 * be tried again; it never looks like the file's end.
 */
final class ObjectInput extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> response;
  private final String key;
  private final long length;
  private final S3Failures failures;
  private long count;

  ObjectInput(
      ResponseInputStream<GetObjectResponse> response,
      String key,
      long length,
      S3Failures failures) {
    super(response);
    this.response = response;
    this.key = key;
    this.length = length;
    this.failures = failures;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int read;
    try {
      read = in.read(bytes, from, most);
    } catch (IOException | SdkException e) {
      throw lost(e);
    }
    if (read < 0 && count < length) {
      throw lost(null);
    }
    count += Math.max(0, read);
    return read;
  }

  private ConnectorException lost(Throwable cause) {
    return failures.connectionLost(key + " (after " + count + " of " + length + " bytes)", cause);
  }

  /** Drops the connection where bytes are left: reading a rest only to keep it would take long. */
  @Override
  public void close() throws IOException {
    if (count < length) {
      response.abort();
    } else {
      response.close();
    }
  }
}
