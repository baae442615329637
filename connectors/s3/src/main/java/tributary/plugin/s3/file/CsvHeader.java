package tributary.plugin.s3.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tributary.plugin.s3.file.CsvScanner.Found;
import tributary.spi.ConnectorException;

/** The columns of one file of delimited text. */
final class CsvHeader {
  private CsvHeader() {}

  /**
   * Reads the names from the first row.
   *
   * @throws ConnectorException when there is no row, or it cannot be read
   */
  static List<String> read(CsvScanner scanner, OpenFile file, String fileName)
      throws IOException, InterruptedException {
    Found found = scanner.next();
    if (found == Found.END) {
      throw empty(fileName, "it has no header row");
    }
    if (found == Found.BAD_ROW) {
      throw bad(fileName, scanner.problem());
    }
    long error = scanner.encodingErrorAt();
    if (error >= 0) {
      throw bad(fileName, EncodingProblem.at(file, error));
    }
    List<String> names = new ArrayList<>(scanner.fields());
    for (int i = 0; i < scanner.fields(); i++) {
      scanner.field(i, CsvHeader::addName, names);
    }
    return names;
  }

  /** Returns names for columns that have none: Column1, Column2, and so on. */
  static List<String> numbered(int columns) {
    List<String> names = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      names.add("Column" + i);
    }
    return names;
  }

  static ConnectorException empty(String fileName, String what) {
    return new ConnectorException(
        FileProblem.EMPTY_FILE,
        fileName + " is empty: " + what + ". Upload it with its rows, or leave the table out.",
        null);
  }

  private static ConnectorException bad(String fileName, String why) {
    return new ConnectorException(
        FileProblem.BAD_HEADER,
        "The header row of "
            + fileName
            + " cannot be read: it "
            + why
            + ". Check the delimiter, quote character and encoding in the table's options.",
        null);
  }

  private static void addName(List<String> names, byte[] bytes, int from, int to, boolean quoted) {
    names.add(ColumnKey.usable(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
  }
}
