package tributary.plugin.s3.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Unpacks pages. Used by one thread. */
final class PageCodec {
  private static final int LZ4_FRAME_BYTES = 8;

  private final CompressionCodec codec;
  private final Decompressor decompressor;

  private PageCodec(CompressionCodec codec, Decompressor decompressor) {
    this.codec = codec;
    this.decompressor = decompressor;
  }

  static PageCodec of(CompressionCodec codec, String fileName) {
    return new PageCodec(
        codec,
        switch (codec) {
          case UNCOMPRESSED, GZIP -> null;
          case SNAPPY -> new SnappyDecompressor();
          case ZSTD -> new ZstdDecompressor();
          case LZ4, LZ4_RAW -> new Lz4Decompressor();
          default ->
              throw ParquetFailure.unsupported(
                  fileName,
                  "is packed with "
                      + codec
                      + ", which cannot be read. Write it with Zstandard, Snappy, gzip or LZ4.");
        });
  }

  /**
   * @param size how long it is when unpacked
   * @throws IOException when it is not that long, or damaged
   */
  byte[] unpack(byte[] packed, int from, int length, int size) throws IOException {
    try {
      return switch (codec) {
        case UNCOMPRESSED -> plain(packed, from, length, size);
        case GZIP -> gunzip(packed, from, length, size);
        case LZ4 -> framedLz4(packed, from, length, size);
        default -> whole(packed, from, length, size);
      };
    } catch (MalformedInputException | IllegalArgumentException e) {
      throw new IOException("The page cannot be unpacked", e);
    }
  }

  private static byte[] plain(byte[] packed, int from, int length, int size) throws IOException {
    if (length != size) {
      throw wrongSize();
    }
    byte[] out = new byte[size];
    System.arraycopy(packed, from, out, 0, size);
    return out;
  }

  private static byte[] gunzip(byte[] packed, int from, int length, int size) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(packed, from, length), 8 * 1024)) {
      byte[] out = in.readNBytes(size);
      if (out.length != size || in.read() >= 0) {
        throw wrongSize();
      }
      return out;
    }
  }

  private byte[] whole(byte[] packed, int from, int length, int size) throws IOException {
    byte[] out = new byte[size];
    if (decompressor.decompress(packed, from, length, out, 0, size) != size) {
      throw wrongSize();
    }
    return out;
  }

  /** Hadoop puts sizes before each block; some writers of the same name do not. */
  private byte[] framedLz4(byte[] packed, int from, int length, int size) throws IOException {
    ByteBuffer frames = ByteBuffer.wrap(packed, from, length);
    byte[] out = new byte[size];
    int to = 0;
    while (to < size) {
      if (frames.remaining() < LZ4_FRAME_BYTES) {
        return whole(packed, from, length, size);
      }
      int plainSize = frames.getInt();
      int packedSize = frames.getInt();
      boolean framed =
          plainSize >= 0
              && plainSize <= size - to
              && packedSize >= 0
              && packedSize <= frames.remaining();
      if (!framed) {
        return whole(packed, from, length, size);
      }
      to += decompressor.decompress(packed, frames.position(), packedSize, out, to, size - to);
      frames.position(frames.position() + packedSize);
    }
    return out;
  }

  private static IOException wrongSize() {
    return new IOException("The page is not as long as its header says");
  }
}
