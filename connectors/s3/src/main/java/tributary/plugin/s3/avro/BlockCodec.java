package tributary.plugin.s3.avro;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How blocks are packed. */
enum BlockCodec {
  NONE,
  DEFLATE,
  SNAPPY,
  ZSTANDARD,
  BZIP2;

  /** Snappy cannot be unpacked in pieces. */
  static final int MOST_SNAPPY_BYTES = 32 * 1024 * 1024;

  private static final int CRC_BYTES = 4;

  static BlockCodec of(String name, String fileName) {
    return switch (name) {
      case "null" -> NONE;
      case "deflate" -> DEFLATE;
      case "snappy" -> SNAPPY;
      case "zstandard" -> ZSTANDARD;
      case "bzip2" -> BZIP2;
      default -> throw AvroFailure.codec(fileName, name);
    };
  }

  /** Says that a block is too long to be unpacked. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Opens a block.
   *
   * @param packed its bytes
   * @param size how many they are
   */
  InputStream open(InputStream packed, long size) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case DEFLATE ->
          new InflaterInputStream(packed, new Inflater(true), 8 * 1024) {
            @Override
            public void close() {
              inf.end();
            }
          };
      case SNAPPY -> snappy(packed, size);
      case ZSTANDARD -> new ZstdInputStream(packed);
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
    };
  }

  private static InputStream snappy(InputStream packed, long size) throws IOException {
    if (size > MOST_SNAPPY_BYTES) {
      throw new TooLong();
    }
    byte[] bytes = packed.readNBytes((int) size);
    if (bytes.length < size || size < CRC_BYTES) {
      throw new EOFException();
    }
    try {
      int length = SnappyDecompressor.getUncompressedLength(bytes, 0);
      if (length > MOST_SNAPPY_BYTES) {
        throw new TooLong();
      }
      byte[] plain = new byte[length];
      int packedBytes = bytes.length - CRC_BYTES;
      new SnappyDecompressor().decompress(bytes, 0, packedBytes, plain, 0, length);
      CRC32 crc = new CRC32();
      crc.update(plain);
      if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(packedBytes)) {
        throw new IOException("The block fails its checksum");
      }
      return new ByteArrayInputStream(plain);
    } catch (MalformedInputException | IllegalArgumentException e) {
      throw new IOException("The block cannot be unpacked", e);
    }
  }
}
