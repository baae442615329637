package tributary.plugin.s3.excel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tributary.plugin.s3.file.ColumnValues;
import tributary.plugin.s3.file.FilePart;
import tributary.plugin.s3.file.FilePosition;
import tributary.plugin.s3.file.FileProblem;
import tributary.plugin.s3.file.Format;
import tributary.plugin.s3.file.RowReader;
import tributary.plugin.s3.file.StoredFile;
import tributary.plugin.s3.file.TypedFormat;
import tributary.spi.Column;
import tributary.spi.ConnectorException;

/** Workbooks of Excel's present format. One sheet is a table. */
public final class ExcelFormat implements TypedFormat {
  private static final int SAMPLED_ROWS = 5_000;

  @Override
  public Format format() {
    return Format.EXCEL;
  }

  /** Looks at the sheet's first rows; a sheet can be entered only at its beginning. */
  @Override
  public Described describe(StoredFile file, Choices choices)
      throws IOException, InterruptedException {
    try (SheetReader sheet = open(file, choices)) {
      List<String> names = choices.header() ? header(file, sheet) : new ArrayList<>();
      List<CellGuess> guesses = new ArrayList<>();
      names.forEach(name -> guesses.add(new CellGuess()));
      for (int rows = 0; rows < SAMPLED_ROWS && sheet.next(); rows++) {
        while (!choices.header() && guesses.size() < sheet.width()) {
          guesses.add(new CellGuess());
          names.add("Column" + guesses.size());
        }
        for (int i = 0; i < Math.min(guesses.size(), sheet.width()); i++) {
          guesses.get(i).see(sheet.at(i));
        }
      }
      if (names.isEmpty()) {
        throw empty(file);
      }
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        columns.add(new Column(names.get(i), guesses.get(i).type(), true));
      }
      return new Described(columns, OptionalLong.empty());
    }
  }

  private static SheetReader open(StoredFile file, Choices choices)
      throws IOException, InterruptedException {
    Workbook workbook = Workbook.of(file);
    return SheetReader.of(file.name(), workbook, workbook.sheet(choices.sheet()));
  }

  private static List<String> header(StoredFile file, SheetReader sheet) throws IOException {
    if (!sheet.next()) {
      throw empty(file);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sheet.width(); i++) {
      names.add(sheet.at(i).asText().strip());
    }
    return names;
  }

  private static ConnectorException empty(StoredFile file) {
    return new ConnectorException(
        FileProblem.EMPTY_FILE,
        file.name()
            + " is empty: the sheet has no row. Fill it, choose another sheet in the table's"
            + " options, or leave the table out.",
        null);
  }

  @Override
  public RowReader open(
      StoredFile file,
      Choices choices,
      FilePart part,
      ColumnValues columns,
      Optional<FilePosition> from,
      Consumer<String> notes)
      throws IOException, InterruptedException {
    SheetReader sheet = open(file, choices);
    try {
      List<String> names =
          choices.header()
              ? header(file, sheet)
              : columns.columns().stream().map(Column::name).toList();
      List<String> leftOut = columns.leftOut(names);
      if (!leftOut.isEmpty() && from.isEmpty()) {
        notes.accept(
            file.name()
                + " has columns that the table does not have yet; they are left out: "
                + String.join(", ", leftOut));
      }
      return new SheetRows(sheet, columns, columns.positionsIn(names), names.size(), from);
    } catch (IOException | RuntimeException e) {
      sheet.close();
      throw e;
    }
  }
}
