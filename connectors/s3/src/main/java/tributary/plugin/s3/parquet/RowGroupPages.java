package tributary.plugin.s3.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import tributary.plugin.s3.file.StoredFile;

/** The columns of one row group that are wanted. A small row group is fetched at once. */
final class RowGroupPages implements PageReadStore {
  /** What a reader holds of the file's own bytes at a time, over all its columns. */
  private static final int HELD_BYTES = 8 * 1024 * 1024;

  private static final int LEAST_FETCH = 64 * 1024;
  private static final int MOST_FETCH = 4 * 1024 * 1024;

  private final long rows;
  private final Map<List<String>, ColumnPages> columns = new HashMap<>();

  RowGroupPages(
      StoredFile file, RowGroup group, List<ColumnDescriptor> wanted, ChunkInput.Counter counter)
      throws IOException, InterruptedException {
    this.rows = group.getNum_rows();
    Map<List<String>, ColumnMetaData> chunks = new HashMap<>();
    for (ColumnChunk chunk : group.getColumns()) {
      chunks.put(chunk.getMeta_data().getPath_in_schema(), chunk.getMeta_data());
    }
    long from = Long.MAX_VALUE;
    long to = 0;
    for (ColumnDescriptor column : wanted) {
      ColumnMetaData chunk = chunks.get(List.of(column.getPath()));
      if (chunk == null) {
        throw ParquetFailure.damaged(
            file.name(), "a row group lacks the column " + column.getPath()[0], null);
      }
      requireInside(file, chunk);
      from = Math.min(from, ParquetFooter.start(chunk));
      to = Math.max(to, ParquetFooter.start(chunk) + chunk.getTotal_compressed_size());
    }
    byte[] all = to - from <= HELD_BYTES && to > from ? fetch(file, from, to, counter) : null;
    int fetch =
        Math.max(LEAST_FETCH, Math.min(MOST_FETCH, HELD_BYTES / Math.max(1, wanted.size())));
    PageMemory memory = new PageMemory();
    for (ColumnDescriptor column : wanted) {
      ColumnMetaData chunk = chunks.get(List.of(column.getPath()));
      long start = ParquetFooter.start(chunk);
      long end = start + chunk.getTotal_compressed_size();
      ChunkInput input =
          all == null
              ? new ChunkInput(file, start, end, fetch, counter)
              : ChunkInput.of(all, (int) (start - from), (int) (end - from));
      columns.put(
          List.of(column.getPath()),
          new ColumnPages(
              file.name(),
              column,
              input,
              PageCodec.of(chunk.getCodec(), file.name()),
              chunk.getNum_values(),
              memory));
    }
  }

  private static void requireInside(StoredFile file, ColumnMetaData chunk) {
    long start = ParquetFooter.start(chunk);
    long size = chunk.getTotal_compressed_size();
    if (start < 0 || size < 0 || start + size > file.size() || start + size < start) {
      throw ParquetFailure.damaged(
          file.name(), "its footer tells of data behind the file's end", null);
    }
  }

  private static byte[] fetch(StoredFile file, long from, long to, ChunkInput.Counter counter)
      throws IOException, InterruptedException {
    try (InputStream in = file.open(from, to)) {
      byte[] bytes = in.readNBytes((int) (to - from));
      if (bytes.length < to - from) {
        throw new EOFException(file.name() + " ended early");
      }
      counter.fetched(bytes.length);
      return bytes;
    }
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return pages(column);
  }

  ColumnPages pages(ColumnDescriptor column) {
    return columns.get(List.of(column.getPath()));
  }

  @Override
  public long getRowCount() {
    return rows;
  }
}
