package tributary.plugin.s3.file;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyFramedInputStream;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import tributary.spi.ConnectorException;

/**
 * Unpacks a file as it streams. Says in a person's words where it breaks off or does not add up,
 * and stops where it swells beyond what files of rows do.
 */
public final class UnpackingInput extends FilterInputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** How decoders tell that they ran out of bytes, where they do not tell it by a type. */
  private static final Pattern RAN_OUT =
      Pattern.compile("not enough input|end of stream|end of file", Pattern.CASE_INSENSITIVE);

  private final Compression compression;
  private final String fileName;
  private final MeteredInput raw;
  private final Swelling swelling;
  private long count;

  /**
   * How far a file may swell.
   *
   * @param freely as many bytes may come in any case
   * @param times beyond that, at most as many bytes for one packed byte
   */
  record Swelling(long freely, long times) {
    static final Swelling USUAL = new Swelling(256L * 1024 * 1024, 400);
  }

  private UnpackingInput(
      InputStream in,
      Compression compression,
      String fileName,
      MeteredInput raw,
      Swelling swelling) {
    super(in);
    this.compression = compression;
    this.fileName = fileName;
    this.raw = raw;
    this.swelling = swelling;
  }

  /**
   * Unpacks what is one packed stream, or several that follow one another.
   *
   * @param packed the packed bytes
   * @param raw what they are taken from, for the count in the message
   */
  static UnpackingInput of(
      Compression compression, InputStream packed, String fileName, MeteredInput raw)
      throws IOException {
    try {
      InputStream in =
          switch (compression) {
            case GZIP -> new GZIPInputStream(packed, BUFFER_BYTES);
            case ZSTD -> new ZstdInputStream(packed);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case SNAPPY -> new SnappyFramedInputStream(packed, true);
            case NONE, ZIP -> throw new IllegalArgumentException(compression + " is no stream");
          };
      return new UnpackingInput(in, compression, fileName, raw, Swelling.USUAL);
    } catch (IOException | MalformedInputException e) {
      throw broken(compression, fileName, raw, e);
    }
  }

  /** Unpacks the one file of an archive. */
  static UnpackingInput of(
      ZipEntryPlace entry, InputStream packed, String fileName, MeteredInput raw) {
    return of(entry, packed, fileName, raw, Swelling.USUAL);
  }

  static UnpackingInput of(
      ZipEntryPlace entry,
      InputStream packed,
      String fileName,
      MeteredInput raw,
      Swelling swelling) {
    InputStream plain =
        entry.stored()
            ? packed
            : new InflaterInputStream(packed, new Inflater(true), BUFFER_BYTES) {
              @Override
              public void close() throws IOException {
                super.close();
                inf.end();
              }
            };
    return new UnpackingInput(new Verified(plain, entry), Compression.ZIP, fileName, raw, swelling);
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
    } catch (IOException | MalformedInputException e) {
      throw broken(compression, fileName, raw, e);
    }
    count += Math.max(0, read);
    if (count > swelling.freely() && count / swelling.times() > raw.count()) {
      throw new ConnectorException(
          FileProblem.SWELLS,
          fileName
              + " swells to more than "
              + swelling.times()
              + " times its size when it is unpacked, which files of rows do not: its first "
              + raw.count()
              + " bytes gave more than "
              + count
              + ". Unpack it, look at what it holds, and upload that.",
          null);
    }
    return read;
  }

  /** Returns how many packed bytes were taken. */
  public long packedBytes() {
    return raw.count();
  }

  private static ConnectorException broken(
      Compression compression, String name, MeteredInput raw, Exception cause) {
    boolean ended = raw.ended() && RAN_OUT.matcher(String.valueOf(cause.getMessage())).find();
    if (cause instanceof EOFException || ended) {
      return new ConnectorException(
          FileProblem.TRUNCATED,
          name
              + " ends in the middle of its "
              + compression.words()
              + " data after "
              + raw.count()
              + " bytes. Upload the whole file again.",
          cause);
    }
    return new ConnectorException(
        FileProblem.DAMAGED,
        name
            + " has damaged "
            + compression.words()
            + " data within its first "
            + raw.count()
            + " bytes. Compress and upload the file again.",
        cause);
  }

  /** Holds an archive's file against the size and checksum that its directory tells. */
  private static final class Verified extends CheckedInputStream {
    private final ZipEntryPlace entry;
    private long count;

    Verified(InputStream in, ZipEntryPlace entry) {
      super(in, new CRC32());
      this.entry = entry;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int read = super.read(bytes, from, most);
      count += Math.max(0, read);
      if (read < 0 && count < entry.size()) {
        throw new EOFException("ends before its size");
      }
      if (count > entry.size() || (read < 0 && getChecksum().getValue() != entry.crc())) {
        throw new ZipException("does not add up");
      }
      return read;
    }
  }
}
