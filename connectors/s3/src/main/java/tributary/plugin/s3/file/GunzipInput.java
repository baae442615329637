package tributary.plugin.s3.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tributary.spi.ConnectorException;

/** Unpacks gzip and says in a person's words where it breaks off. */
final class GunzipInput extends FilterInputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String fileName;
  private final MeteredInput raw;

  private GunzipInput(GZIPInputStream in, String fileName, MeteredInput raw) {
    super(in);
    this.fileName = fileName;
    this.raw = raw;
  }

  /**
   * @param packed the compressed bytes
   * @param raw what they are taken from, for the count in the message
   */
  static GunzipInput of(InputStream packed, String fileName, MeteredInput raw) throws IOException {
    try {
      return new GunzipInput(new GZIPInputStream(packed, BUFFER_BYTES), fileName, raw);
    } catch (EOFException e) {
      throw truncated(fileName, raw, e);
    } catch (ZipException e) {
      throw damaged(fileName, raw, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    try {
      return in.read(bytes, from, most);
    } catch (EOFException e) {
      throw truncated(fileName, raw, e);
    } catch (ZipException e) {
      throw damaged(fileName, raw, e);
    }
  }

  private static ConnectorException truncated(String name, MeteredInput raw, IOException cause) {
    return new ConnectorException(
        FileProblem.TRUNCATED_GZIP,
        name
            + " ends in the middle of its gzip data after "
            + raw.count()
            + " bytes. Upload the whole file again.",
        cause);
  }

  private static ConnectorException damaged(String name, MeteredInput raw, IOException cause) {
    return new ConnectorException(
        FileProblem.DAMAGED_GZIP,
        name
            + " has damaged gzip data within its first "
            + raw.count()
            + " bytes. Compress and upload the file again.",
        cause);
  }
}
