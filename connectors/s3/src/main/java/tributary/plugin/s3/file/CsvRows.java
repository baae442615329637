package tributary.plugin.s3.file;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import tributary.plugin.s3.file.CsvScanner.Found;
import tributary.spi.BatchBuilder;
import tributary.spi.ConnectorException;

/** Appends the rows of delimited text. */
final class CsvRows implements RowReader {
  private final CsvScanner scanner;
  private final OpenFile file;
  private final MeteredInput metered;
  private final int expectedFields;
  private final boolean header;
  private final FilePart part;
  private final int[] fieldOfColumn;
  private final ValueWriter[] writers;

  /**
   * @param scanner at the first row that is not the header
   * @param file what it reads, to be closed
   * @param metered counts what is read from here on
   * @param names the file's own columns
   * @param header whether the names are the file's first row
   * @param part ends the reading
   * @param columns the columns to append
   */
  CsvRows(
      CsvScanner scanner,
      OpenFile file,
      MeteredInput metered,
      List<String> names,
      boolean header,
      FilePart part,
      ColumnWriters columns) {
    this.scanner = scanner;
    this.file = Objects.requireNonNull(file, "file");
    this.metered = metered;
    this.expectedFields = names.size();
    this.header = header;
    this.part = part;
    scanner.endAt(part.to());
    this.fieldOfColumn = columns.positionsIn(names);
    this.writers = columns.writers();
  }

  @Override
  public boolean next(BatchBuilder out) throws IOException, InterruptedException {
    Found found = scanner.next();
    if (found == Found.END) {
      return false;
    }
    if (scanner.nextOffset() > part.to()) {
      throw badCut();
    }
    if (found == Found.BAD_ROW) {
      out.reject(scanner.rowLine(), scanner.rawRow(), scanner.problem());
      return true;
    }
    if (scanner.fields() != expectedFields) {
      out.reject(scanner.rowLine(), scanner.rawRow(), countProblem());
      return true;
    }
    long error = scanner.encodingErrorAt();
    if (error >= 0) {
      out.reject(scanner.rowLine(), scanner.rawRow(), EncodingProblem.withRemedy(file, error));
      return true;
    }
    out.upsert(scanner.rowLine());
    for (int i = 0; i < writers.length; i++) {
      int field = fieldOfColumn[i];
      if (field < 0) {
        out.absent();
      } else {
        scanner.field(field, writers[i], out);
      }
    }
    return true;
  }

  /** The cut was taken for the end of a row and is none; what was read behind it is not true. */
  private ConnectorException badCut() {
    return ConnectorException.inField(
        OptionFields.IN_PARTS,
        FileProblem.BAD_CUT,
        file.name()
            + " was read in several parts at once, and a quoted field reaches over the end of one"
            + " of them. Switch off \"Read in parts\" in the table's options, then run again.",
        null);
  }

  private String countProblem() {
    return "has "
        + scanner.fields()
        + (scanner.fields() == 1 ? " field" : " fields")
        + " where the "
        + (header ? "header" : "first row")
        + " has "
        + expectedFields;
  }

  @Override
  public FilePosition position() {
    return new FilePosition(scanner.nextOffset(), scanner.nextLine());
  }

  @Override
  public long bytesRead() {
    return metered.count();
  }

  @Override
  public void close() throws IOException {
    metered.close();
    file.close();
  }
}
