package tributary.plugin.s3;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tributary.plugin.s3.avro.AvroFormat;
import tributary.plugin.s3.excel.ExcelFormat;
import tributary.plugin.s3.file.FileLayout;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FileTable;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.parquet.ParquetFormat;
import tributary.spi.BatchBuilder;
import tributary.spi.RowKey;
import tributary.spi.TableOptions;

/** Reads files and keeps nothing of them; run in a process of its own whose heap is small. */
final class SmallHeap {
  private static final int PART_BYTES = 32 * 1024 * 1024;

  private SmallHeap() {}

  /**
   * @param args a folder of files; the size of a file that is made up as it is read
   */
  public static void main(String[] args) throws Exception {
    try (var files = Files.list(Path.of(args[0]))) {
      for (Path file : files.sorted().toList()) {
        tell(new OnDisk(file));
      }
    }
    tell(new MadeUp(Long.parseLong(args[1])));
  }

  private static void tell(StoredFile file) throws IOException, InterruptedException {
    FileTable table =
        new FileTable(
            TableOptions.NONE, List.of(new ParquetFormat(), new AvroFormat(), new ExcelFormat()));
    FileLayout layout = table.layout(List.of(file));
    Counts counts = new Counts();
    List<FilePart> parts = table.parts(file, PART_BYTES);
    for (FilePart part : parts) {
      FileTable.Wanted wanted =
          new FileTable.Wanted(part, layout.columns(), Set.of(), Optional.empty(), false);
      try (RowReader reader = table.open(file, wanted, note -> {})) {
        while (reader.next(counts)) {
          continue;
        }
      }
    }
    System.out.println(
        file.name()
            + ": "
            + counts.rows
            + " rows, "
            + counts.rejects
            + " rejects, "
            + (parts.size() > 1 ? "in parts" : "in one"));
  }

  /** A file on disk. */
  private record OnDisk(Path path) implements StoredFile {
    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public long size() {
      try {
        return Files.size(path);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public InputStream open(long from, long to) throws IOException {
      FileChannel channel = FileChannel.open(path).position(from);
      return new Bounded(Channels.newInputStream(channel), to - from);
    }
  }

  /** Ends a stream after so many bytes. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
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
    public void close() throws IOException {
      in.close();
    }
  }

  /** A file whose rows are all as long, so that any place of it can be made up. */
  private record MadeUp(long wanted) implements StoredFile {
    private static final int ROW_BYTES = 64;

    @Override
    public String name() {
      return "made-up.csv";
    }

    @Override
    public long size() {
      return wanted / ROW_BYTES * ROW_BYTES;
    }

    private static byte[] row(long number) {
      String text =
          number == 0
              ? "id,name,note,"
              : number + ",Resident " + number % 5000 + ",\"a note, or \"\"two\"\"\",";
      byte[] row = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), ROW_BYTES);
      Arrays.fill(row, text.length(), ROW_BYTES - 1, (byte) 'x');
      row[ROW_BYTES - 1] = '\n';
      return row;
    }

    @Override
    public InputStream open(long from, long to) {
      return new InputStream() {
        private long at = from;

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int first, int most) {
          if (at == to) {
            return -1;
          }
          int inRow = (int) (at % ROW_BYTES);
          int length = (int) Math.min(Math.min(most, ROW_BYTES - inRow), to - at);
          System.arraycopy(row(at / ROW_BYTES), inRow, bytes, first, length);
          at += length;
          return length;
        }
      };
    }
  }

  /** Counts and forgets. */
  private static final class Counts implements BatchBuilder {
    private long rows;
    private long rejects;
    private long open;

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public BatchBuilder upsert(long position) {
      rows++;
      open = position;
      return this;
    }

    @Override
    public BatchBuilder delete(RowKey key) {
      throw new UnsupportedOperationException("Files report no deletes");
    }

    @Override
    public void reject(long position, CharSequence rawRow, String problem) {
      rejects++;
      rows -= position == open ? 1 : 0;
    }

    @Override
    public BatchBuilder text(CharSequence value) {
      return this;
    }

    @Override
    public BatchBuilder text(byte[] utf8, int from, int to) {
      return this;
    }

    @Override
    public BatchBuilder whole(long value) {
      return this;
    }

    @Override
    public BatchBuilder decimal(BigDecimal value) {
      return this;
    }

    @Override
    public BatchBuilder real(double value) {
      return this;
    }

    @Override
    public BatchBuilder flag(boolean value) {
      return this;
    }

    @Override
    public BatchBuilder date(long epochDay) {
      return this;
    }

    @Override
    public BatchBuilder timestamp(long epochMicros) {
      return this;
    }

    @Override
    public BatchBuilder localTimestamp(long epochMicros) {
      return this;
    }

    @Override
    public BatchBuilder time(long microsOfDay) {
      return this;
    }

    @Override
    public BatchBuilder uuid(UUID value) {
      return this;
    }

    @Override
    public BatchBuilder json(CharSequence value) {
      return this;
    }

    @Override
    public BatchBuilder bytes(byte[] value) {
      return this;
    }

    @Override
    public BatchBuilder absent() {
      return this;
    }

    @Override
    public BatchBuilder misfit(CharSequence raw, String problem) {
      return this;
    }
  }
}
