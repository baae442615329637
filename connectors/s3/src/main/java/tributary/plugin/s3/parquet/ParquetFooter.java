package tributary.plugin.s3.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import tributary.plugin.s3.file.FileProblem;
import tributary.plugin.s3.file.StoredFile;
import tributary.spi.ConnectorException;

/**
 * What a Parquet file says of itself at its end.
 *
 * @param meta the row groups and where their columns lie
 * @param schema the columns
 */
record ParquetFooter(FileMetaData meta, MessageType schema) {
  private static final int TAIL_BYTES = 64 * 1024;
  private static final int END_BYTES = 8;
  private static final int MOST_FOOTER_BYTES = 32 * 1024 * 1024;
  private static final String MARK = "PAR1";
  private static final String ENCRYPTED_MARK = "PARE";

  static ParquetFooter of(StoredFile file) throws IOException, InterruptedException {
    byte[] tail = bytes(file, Math.max(0, file.size() - TAIL_BYTES), file.size());
    String mark = text(tail, tail.length - MARK.length());
    if (mark.equals(ENCRYPTED_MARK)) {
      throw ParquetFailure.encrypted(file.name());
    }
    if (!mark.equals(MARK) || tail.length < END_BYTES + MARK.length()) {
      throw notParquet(file);
    }
    int length =
        ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - END_BYTES);
    if (length <= 0 || length > file.size() - END_BYTES) {
      throw ParquetFailure.damaged(file.name(), "its footer does not fit in", null);
    }
    if (length > MOST_FOOTER_BYTES) {
      throw ParquetFailure.unsupported(
          file.name(),
          "has a footer of "
              + length / (1024 * 1024)
              + " MB, more than is read. Write it as several files with fewer row groups.");
    }
    byte[] footer =
        length + END_BYTES <= tail.length
            ? tail
            : bytes(file, file.size() - END_BYTES - length, file.size());
    try (InputStream in =
        new ByteArrayInputStream(footer, footer.length - END_BYTES - length, length)) {
      FileMetaData meta = Util.readFileMetaData(in);
      requirePlain(file, meta);
      return new ParquetFooter(meta, ParquetSchema.of(meta.getSchema()));
    } catch (IOException | RuntimeException e) {
      if (e instanceof ConnectorException known) {
        throw known;
      }
      throw ParquetFailure.damaged(file.name(), "its footer cannot be understood", e);
    }
  }

  private static void requirePlain(StoredFile file, FileMetaData meta) {
    for (RowGroup group : meta.getRow_groups()) {
      for (ColumnChunk chunk : group.getColumns()) {
        if (chunk.isSetCrypto_metadata() || !chunk.isSetMeta_data()) {
          throw ParquetFailure.encrypted(file.name());
        }
      }
    }
  }

  private static ConnectorException notParquet(StoredFile file)
      throws IOException, InterruptedException {
    boolean begins = text(bytes(file, 0, Math.min(file.size(), MARK.length())), 0).equals(MARK);
    if (begins) {
      return new ConnectorException(
          FileProblem.TRUNCATED,
          file.name()
              + " is a Parquet file that ends early: its footer is missing. Upload the whole file"
              + " again.",
          null);
    }
    return ConnectorException.inField(
        "format",
        FileProblem.UNEXPECTED_FORMAT,
        file.name()
            + " is not a Parquet file, though its name or format says so. Set its format to what it"
            + " is.",
        null);
  }

  private static String text(byte[] bytes, int from) {
    return from < 0 || from + MARK.length() > bytes.length
        ? ""
        : new String(bytes, from, MARK.length(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(StoredFile file, long from, long to)
      throws IOException, InterruptedException {
    try (InputStream in = file.open(from, to)) {
      byte[] bytes = in.readNBytes((int) (to - from));
      if (bytes.length < to - from) {
        throw new EOFException(file.name() + " ended early");
      }
      return bytes;
    }
  }

  List<RowGroup> groups() {
    return meta.getRow_groups();
  }

  /** Returns where the row group's first byte lies. */
  static long start(RowGroup group) {
    return group.getColumns().stream()
        .mapToLong(chunk -> start(chunk.getMeta_data()))
        .min()
        .orElse(0);
  }

  /** Returns where a column's first page lies; some writers tell a dictionary that is not there. */
  static long start(ColumnMetaData column) {
    long dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
    long data = column.getData_page_offset();
    return dictionary > 0 && dictionary < data ? dictionary : data;
  }
}
