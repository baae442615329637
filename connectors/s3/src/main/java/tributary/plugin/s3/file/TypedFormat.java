package tributary.plugin.s3.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tributary.spi.Column;

/** A format whose files say themselves which columns they have. Thread-safe. */
public interface TypedFormat {
  /** The longest value or row, in bytes, as of text. */
  int LONGEST_ROW = FileTable.LONGEST_ROW;

  /** Returns which format it is. */
  Format format();

  /**
   * What one file says of itself.
   *
   * @param columns its columns
   * @param rows how many rows it has, where that is known
   */
  record Described(List<Column> columns, OptionalLong rows) {
    public Described {
      columns = List.copyOf(columns);
    }
  }

  /**
   * How a person wants the files read.
   *
   * @param header whether the first row of a sheet has the names of the columns
   * @param sheet the sheet of a workbook by name or number; empty: the first that is shown
   */
  record Choices(boolean header, Optional<String> sheet) {}

  /** Finds out a file's columns. */
  Described describe(StoredFile file, Choices choices) throws IOException, InterruptedException;

  /**
   * Opens a file for reading.
   *
   * @param part the part to read
   * @param columns the columns to append
   * @param from where to go on; empty: at the part's first row
   * @param notes takes what an operator should know
   */
  RowReader open(
      StoredFile file,
      Choices choices,
      FilePart part,
      ColumnValues columns,
      Optional<FilePosition> from,
      Consumer<String> notes)
      throws IOException, InterruptedException;

  /**
   * Cuts a file into parts that can be read at the same time.
   *
   * @param partBytes about how long a part is to be
   */
  default List<FilePart> parts(StoredFile file, long partBytes)
      throws IOException, InterruptedException {
    return List.of(FilePart.whole(file));
  }
}
