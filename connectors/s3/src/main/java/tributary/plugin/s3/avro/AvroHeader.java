package tributary.plugin.s3.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * What an Avro file says of itself at its start.
 *
 * @param schema its rows
 * @param codec how its blocks are packed
 * @param sync the mark between blocks
 * @param end where the first block begins
 */
record AvroHeader(Schema schema, BlockCodec codec, byte[] sync, long end) {
  static final int SYNC_BYTES = 16;

  private static final byte[] MARK = {'O', 'b', 'j', 1};
  private static final int MOST_ENTRY_BYTES = 16 * 1024 * 1024;

  /** Reads the header; the input then stands at the first block. */
  static AvroHeader read(BlockInput in, String fileName) throws IOException {
    if (!Arrays.equals(in.readNBytes(MARK.length), MARK)) {
      throw AvroFailure.notAvro(fileName);
    }
    try {
      Map<String, byte[]> entries = entries(in);
      byte[] sync = in.bytes(SYNC_BYTES);
      String text = new String(entries.getOrDefault("avro.schema", new byte[0]), UTF_8);
      Schema schema = new Schema.Parser(NameValidator.NO_VALIDATION).parse(text);
      String codec = new String(entries.getOrDefault("avro.codec", "null".getBytes(UTF_8)), UTF_8);
      return new AvroHeader(schema, BlockCodec.of(codec, fileName), sync, in.offset());
    } catch (EOFException e) {
      throw AvroFailure.truncated(fileName, 0, e);
    } catch (AvroRuntimeException e) {
      throw AvroFailure.damaged(fileName, "its schema cannot be understood", e);
    }
  }

  private static Map<String, byte[]> entries(BlockInput in) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    for (long count = in.varint(); count != 0; count = in.varint()) {
      if (count < 0) {
        in.varint();
      }
      for (long i = Math.abs(count); i > 0; i--) {
        String key = new String(entry(in), UTF_8);
        entries.put(key, entry(in));
      }
    }
    return entries;
  }

  private static byte[] entry(BlockInput in) throws IOException {
    long length = in.varint();
    if (length < 0 || length > MOST_ENTRY_BYTES) {
      throw new EOFException("An entry of the header does not fit in");
    }
    return in.bytes((int) length);
  }
}
