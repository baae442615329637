package tributary.plugin.s3.avro;

import io.airlift.compress.MalformedInputException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import tributary.plugin.s3.file.ColumnValues;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedFormat;
import tributary.plugin.s3.file.ValueSlot;
import tributary.spi.BatchBuilder;
import tributary.spi.ConnectorException;

/**
 * Appends the rows of one part of an Avro file: of those blocks whose sync mark begins in the part.
 */
final class AvroRows implements RowReader {
  private final StoredFile file;
  private final AvroHeader header;
  private final FilePart part;
  private final ColumnValues columns;
  private final BlockInput input;
  private final RowBudget budget = new RowBudget(TypedFormat.LONGEST_ROW);
  private final AvroValue[] fields;
  private final ValueSlot[] slots;
  private final int[] fieldOfColumn;
  private final long started;
  private BlockBytes block;
  private InputStream plain;
  private BinaryDecoder decoder;
  private long blockAt;
  private long rowsOfBlock;
  private long rowOfBlock;
  private boolean blockTooLong;
  private long row;

  AvroRows(
      StoredFile file,
      AvroHeader header,
      BlockInput input,
      FilePart part,
      ColumnValues columns,
      Optional<FilePosition> from)
      throws IOException, InterruptedException {
    this.file = file;
    this.header = header;
    this.part = part;
    this.columns = columns;
    List<Schema.Field> all = AvroFormat.fields(header.schema());
    this.fields = new AvroValue[all.size()];
    this.slots = new ValueSlot[all.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = AvroValue.of(all.get(i).schema(), budget);
      slots[i] = new ValueSlot();
    }
    this.fieldOfColumn = columns.positionsIn(all.stream().map(Schema.Field::name).toList());
    if (from.isPresent()) {
      input.close();
      this.input = at(from.get().offset());
      this.row = from.get().line() - 1 - from.get().skip();
    } else if (part.from() > 0) {
      input.close();
      this.input = at(part.from());
      this.input.skipPast(header.sync());
    } else {
      this.input = input;
    }
    this.started = from.map(FilePosition::offset).orElse(part.from());
    this.blockAt = this.input.offset();
    for (long skip = from.map(FilePosition::skip).orElse(0L); skip > 0; skip--) {
      if (!toRow()) {
        break;
      }
      decode();
    }
  }

  private BlockInput at(long offset) throws IOException, InterruptedException {
    return new BlockInput(file.open(offset, file.size()), offset);
  }

  @Override
  public boolean next(BatchBuilder out) throws IOException, InterruptedException {
    if (!toRow()) {
      return false;
    }
    columns.appendTo(out);
    decode();
    if (budget.isExceeded() || blockTooLong) {
      out.reject(row, "", blockTooLong ? blockProblem() : rowProblem());
      return true;
    }
    out.upsert(row);
    for (int i = 0; i < fieldOfColumn.length; i++) {
      if (fieldOfColumn[i] < 0) {
        out.absent();
      } else {
        slots[fieldOfColumn[i]].to(columns.sink(i));
      }
    }
    return true;
  }

  private static String rowProblem() {
    return "is longer than "
        + TypedFormat.LONGEST_ROW / (1024 * 1024)
        + " MB, the longest row that is read";
  }

  private String blockProblem() {
    return "is in a block of "
        + rowsOfBlock
        + " rows that is longer than "
        + BlockCodec.MOST_SNAPPY_BYTES / (1024 * 1024)
        + " MB, the longest block that is read with snappy";
  }

  /** Goes to the next row; false at the end of the part. */
  private boolean toRow() throws IOException, InterruptedException {
    while (rowOfBlock == rowsOfBlock) {
      endBlock();
      boolean over = blockAt - AvroHeader.SYNC_BYTES >= part.to();
      if (over || input.atEnd()) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("reading was cancelled");
      }
      beginBlock();
    }
    return true;
  }

  private void beginBlock() throws IOException {
    try {
      rowsOfBlock = input.varint();
      long size = input.varint();
      if (rowsOfBlock < 0 || size < 0) {
        throw AvroFailure.damaged(
            file.name(), "the block at byte " + blockAt + " has a negative size", null);
      }
      if (size > file.size() - input.offset()) {
        throw AvroFailure.truncated(file.name(), blockAt, null);
      }
      rowOfBlock = 0;
      block = new BlockBytes(input, size);
      open(size);
    } catch (IOException | MalformedInputException e) {
      throw broken(e);
    }
  }

  private void open(long size) throws IOException {
    try {
      blockTooLong = false;
      plain = header.codec().open(block, size);
      decoder = DecoderFactory.get().binaryDecoder(plain, decoder);
    } catch (BlockCodec.TooLong e) {
      blockTooLong = true;
      plain = InputStream.nullInputStream();
    }
  }

  private void endBlock() throws IOException {
    if (block == null) {
      return;
    }
    try {
      plain.close();
      block.skipRest();
      if (!Arrays.equals(input.bytes(AvroHeader.SYNC_BYTES), header.sync())) {
        throw AvroFailure.damaged(
            file.name(), "the block at byte " + blockAt + " does not end where it says", null);
      }
    } catch (EOFException e) {
      throw AvroFailure.truncated(file.name(), blockAt, e);
    }
    block = null;
    blockAt = input.offset();
    rowOfBlock = 0;
    rowsOfBlock = 0;
  }

  private void decode() throws IOException {
    budget.begin();
    try {
      if (!blockTooLong) {
        for (int i = 0; i < fields.length; i++) {
          fields[i].read(decoder, slots[i]);
        }
      }
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | MalformedInputException
        | UnsupportedOperationException e) {
      throw broken(e);
    }
    rowOfBlock++;
    row++;
  }

  private ConnectorException broken(Exception e) {
    if (e instanceof SystemLimitException || !(e instanceof EOFException) || !input.ended()) {
      return AvroFailure.damaged(
          file.name(), "the block at byte " + blockAt + " cannot be understood", e);
    }
    return AvroFailure.truncated(file.name(), blockAt, e);
  }

  @Override
  public FilePosition position() {
    return rowOfBlock == rowsOfBlock && block == null
        ? new FilePosition(blockAt, row + 1)
        : new FilePosition(blockAt, row + 1, rowOfBlock);
  }

  @Override
  public long bytesRead() {
    return Math.max(0, input.offset() - started);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** The bytes of one block. */
  private static final class BlockBytes extends FilterInputStream {
    private long left;

    BlockBytes(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, from, (int) Math.min(most, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() {
      return left > 0 ? 1 : 0;
    }

    void skipRest() throws IOException {
      in.skipNBytes(left);
      left = 0;
    }

    /** The file goes on behind the block. */
    @Override
    public void close() {}
  }
}
