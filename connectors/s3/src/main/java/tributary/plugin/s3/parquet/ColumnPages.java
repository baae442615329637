package tributary.plugin.s3.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import tributary.plugin.s3.file.FileProblem;
import tributary.spi.ConnectorException;

/** The pages of one column in one row group, unpacked one after another. */
final class ColumnPages implements PageReader {
  /** In a page that is too long, values that long on average; else there are only many. */
  private static final int LONG_VALUE = 16 * 1024;

  private final String fileName;
  private final ColumnDescriptor column;
  private final ChunkInput input;
  private final PageCodec codec;
  private final long values;
  private final PageMemory memory;
  private int held;
  private long handedOut;
  private long overlongFrom;
  private long overlongTo;
  private DictionaryPage dictionary;
  private PageHeader pending;

  /**
   * @param values how many values the column has in the row group
   * @param memory what pages may take
   */
  ColumnPages(
      String fileName,
      ColumnDescriptor column,
      ChunkInput input,
      PageCodec codec,
      long values,
      PageMemory memory) {
    this.fileName = fileName;
    this.column = column;
    this.input = input;
    this.codec = codec;
    this.values = values;
    this.memory = memory;
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  /** Returns whether a value lay in a page that is too long to be unpacked; it reads as none. */
  boolean wasOverlong(long value) {
    return value >= overlongFrom && value < overlongTo;
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    try {
      lookAhead();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dictionary;
  }

  /** Reads headers up to that of a data page; takes the dictionary in on the way. */
  private void lookAhead() throws IOException {
    while (pending == null && handedOut < values) {
      PageHeader header = header();
      if (header.getCompressed_page_size() < 0 || header.getUncompressed_page_size() < 0) {
        throw damaged("a page has a negative size", null);
      }
      switch (header.getType()) {
        case DATA_PAGE, DATA_PAGE_V2 -> pending = header;
        case DICTIONARY_PAGE -> {
          if (isOverlong(header)) {
            throw tooLong("dictionary", header);
          }
          hold(header.getUncompressed_page_size());
          byte[] packed = packed(header);
          dictionary =
              new DictionaryPage(
                  BytesInput.from(
                      unpack(packed, 0, packed.length, header.getUncompressed_page_size())),
                  header.getDictionary_page_header().getNum_values(),
                  Encoding.valueOf(header.getDictionary_page_header().getEncoding().name()));
        }
        default -> input.skipNBytes(header.getCompressed_page_size());
      }
    }
  }

  private PageHeader header() throws IOException {
    try {
      return Util.readPageHeader(input);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw damaged("a page of the column " + name() + " has no header", e);
    }
  }

  @Override
  public DataPage readPage() {
    try {
      lookAhead();
      if (pending == null) {
        return null;
      }
      PageHeader header = pending;
      pending = null;
      return header.isSetData_page_header_v2() ? second(header) : first(header);
    } catch (IOException e) {
      throw e instanceof EOFException
          ? damaged("the column " + name() + " ends in the middle of a page", e)
          : new UncheckedIOException(e);
    }
  }

  private DataPage first(PageHeader header) throws IOException {
    DataPageHeader page = header.getData_page_header();
    int count = page.getNum_values();
    if (isOverlong(header)) {
      return withoutValues(header, count);
    }
    holdPage(header);
    byte[] packed = packed(header);
    byte[] bytes = unpack(packed, 0, packed.length, header.getUncompressed_page_size());
    handedOut += count;
    return new DataPageV1(
        BytesInput.from(bytes),
        count,
        bytes.length,
        null,
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  private DataPage second(PageHeader header) throws IOException {
    DataPageHeaderV2 page = header.getData_page_header_v2();
    if (isOverlong(header)) {
      return withoutValues(header, page.getNum_values());
    }
    holdPage(header);
    byte[] packed = packed(header);
    int repetition = page.getRepetition_levels_byte_length();
    int definition = page.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    if (repetition < 0 || definition < 0 || levels > packed.length) {
      throw damaged("the levels of a page do not fit in", null);
    }
    int plainSize = header.getUncompressed_page_size() - levels;
    boolean isPacked = !page.isSetIs_compressed() || page.isIs_compressed();
    boolean hasValues = packed.length > levels;
    BytesInput data =
        isPacked && hasValues
            ? BytesInput.from(unpack(packed, levels, packed.length - levels, plainSize))
            : BytesInput.from(packed, levels, packed.length - levels);
    handedOut += page.getNum_values();
    return DataPageV2.uncompressed(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        BytesInput.from(packed, 0, repetition),
        BytesInput.from(packed, repetition, definition),
        encoding(page.getEncoding()),
        data,
        null);
  }

  private boolean isOverlong(PageHeader header) {
    return header.getUncompressed_page_size() > PageMemory.LONGEST_PAGE
        || header.getCompressed_page_size() > PageMemory.LONGEST_PAGE;
  }

  /** Takes memory for a dictionary, which stays. */
  private void hold(int bytes) {
    memory.take(fileName, bytes);
  }

  /** Takes memory for a page in place of the one before. */
  private void holdPage(PageHeader header) {
    memory.giveBack(held);
    held = header.getUncompressed_page_size();
    memory.take(fileName, held);
  }

  /**
   * Stands in for a page that is too long to be held because its values are: as many values, all of
   * them none. The rows are rejected by whoever asks {@link #wasOverlong}.
   */
  private DataPage withoutValues(PageHeader header, int count) throws IOException {
    boolean flat = column.getMaxRepetitionLevel() == 0 && column.getPath().length == 1;
    boolean text = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    boolean longValues = count > 0 && header.getUncompressed_page_size() / count > LONG_VALUE;
    if (!flat || !text || !longValues) {
      throw tooLong("page", header);
    }
    input.skipNBytes(header.getCompressed_page_size());
    overlongFrom = overlongTo == handedOut && overlongTo > 0 ? overlongFrom : handedOut;
    overlongTo = handedOut + count;
    handedOut += count;
    byte[] bytes =
        column.getMaxDefinitionLevel() == 0 ? new byte[count * Integer.BYTES] : noneOf(count);
    return new DataPageV1(
        BytesInput.from(bytes),
        count,
        bytes.length,
        null,
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
  }

  /** One run of the definition level 0: its length, then the run's own length and its value. */
  private static byte[] noneOf(int count) {
    byte[] bytes = new byte[Integer.BYTES + 6];
    int at = Integer.BYTES;
    int run = count << 1;
    while (run >>> 7 != 0) {
      bytes[at++] = (byte) (run & 0x7f | 0x80);
      run >>>= 7;
    }
    bytes[at++] = (byte) run;
    at++;
    bytes[0] = (byte) (at - Integer.BYTES);
    return bytes;
  }

  private byte[] packed(PageHeader header) throws IOException {
    byte[] packed = input.readNBytes(header.getCompressed_page_size());
    if (packed.length < header.getCompressed_page_size()) {
      throw new EOFException("The page ends early");
    }
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(packed);
      if ((int) crc.getValue() != header.getCrc()) {
        throw damaged("a page of the column " + name() + " fails its checksum", null);
      }
    }
    return packed;
  }

  private byte[] unpack(byte[] packed, int from, int length, int size) {
    try {
      return codec.unpack(packed, from, length, size);
    } catch (IOException e) {
      throw damaged("a page of the column " + name() + " cannot be unpacked", e);
    }
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  private String name() {
    return String.join(".", column.getPath());
  }

  private ConnectorException damaged(String where, Throwable cause) {
    return ParquetFailure.damaged(fileName, where, cause);
  }

  private ConnectorException tooLong(String what, PageHeader header) {
    int mebi = 1024 * 1024;
    return new ConnectorException(
        FileProblem.TOO_LONG,
        fileName
            + " has in the column "
            + name()
            + " a "
            + what
            + " of "
            + Math.max(header.getUncompressed_page_size(), header.getCompressed_page_size()) / mebi
            + " MB, more than "
            + PageMemory.LONGEST_PAGE / mebi
            + " MB, which is read at a time. Write the file with smaller pages or row groups.",
        null);
  }
}
