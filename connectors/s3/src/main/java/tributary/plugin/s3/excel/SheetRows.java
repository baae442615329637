package tributary.plugin.s3.excel;

import java.io.IOException;
import java.util.Optional;
import tributary.plugin.s3.file.ColumnValues;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.TypedFormat;
import tributary.spi.BatchBuilder;

/** Appends the rows of a sheet. */
final class SheetRows implements RowReader {
  private static final int LETTERS = 26;

  private final SheetReader sheet;
  private final ColumnValues columns;
  private final int[] places;
  private final int width;
  private final long fromRow;
  private long nextRow;

  /**
   * @param sheet behind the header
   * @param places each column's place in the sheet; -1 where it is not there
   * @param width how many columns the header has
   */
  SheetRows(
      SheetReader sheet,
      ColumnValues columns,
      int[] places,
      int width,
      Optional<FilePosition> from) {
    this.sheet = sheet;
    this.columns = columns;
    this.places = places;
    this.width = width;
    this.fromRow = from.map(FilePosition::line).orElse(0L);
    this.nextRow = Math.max(fromRow, sheet.row() + 1);
  }

  @Override
  public boolean next(BatchBuilder out) throws IOException, InterruptedException {
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException("reading was cancelled");
      }
      if (!sheet.next()) {
        return false;
      }
    } while (sheet.row() < fromRow);
    nextRow = sheet.row() + 1;
    if (sheet.isTooLong()) {
      int mebi = 1024 * 1024;
      out.reject(
          sheet.row(),
          "",
          "has a text that is longer than "
              + TypedFormat.LONGEST_ROW / 2 / mebi
              + " million characters, the longest that is read");
      return true;
    }
    if (sheet.width() > width) {
      out.reject(sheet.row(), raw(), beyond());
      return true;
    }
    columns.appendTo(out);
    out.upsert(sheet.row());
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        out.absent();
      } else {
        sheet.tell(places[i], columns.sink(i));
      }
    }
    return true;
  }

  private String raw() {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < sheet.width(); i++) {
      raw.append(i == 0 ? "" : "\t").append(sheet.at(i).asText());
    }
    return raw.toString();
  }

  private String beyond() {
    return "has a value in column "
        + letters(sheet.width())
        + " of the sheet, beyond the last column "
        + letters(width);
  }

  private static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int left = column; left > 0; left = (left - 1) / LETTERS) {
      letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
    }
    return letters.toString();
  }

  @Override
  public FilePosition position() {
    return new FilePosition(0, nextRow);
  }

  @Override
  public long bytesRead() {
    return sheet.bytesRead();
  }

  @Override
  public void close() throws IOException {
    sheet.close();
  }
}
