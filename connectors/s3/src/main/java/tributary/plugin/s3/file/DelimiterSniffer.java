package tributary.plugin.s3.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import tributary.plugin.s3.file.CsvScanner.Found;

/**
 * Finds the delimiter: the one with which most of the first rows have as many fields as the very
 * first; among those equal, the one that makes more fields.
 */
final class DelimiterSniffer {
  private static final List<Integer> CANDIDATES =
      List.of((int) ',', (int) '\t', (int) ';', (int) '|', 1);
  private static final int ROWS = 50;

  private DelimiterSniffer() {}

  /** Returns the delimiter; a comma where there is none. */
  static int sniff(byte[] head, CsvDialect dialect) throws IOException, InterruptedException {
    int best = ',';
    double bestScore = 0;
    for (int candidate : CANDIDATES) {
      double score = score(head, dialect.withDelimiter(candidate));
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static double score(byte[] head, CsvDialect dialect)
      throws IOException, InterruptedException {
    ByteWindow window =
        new ByteWindow(new ByteArrayInputStream(head), 0, head.length + 1, head.length + 1);
    CsvScanner scanner = new CsvScanner(window, dialect);
    int columns = 0;
    int rows = 0;
    int alike = 0;
    for (Found found = scanner.next(); found != Found.END && rows < ROWS; found = scanner.next()) {
      boolean cutOff = rows > 0 && scanner.nextOffset() == head.length;
      if (cutOff) {
        break;
      }
      if (rows++ == 0) {
        columns = scanner.fields();
      }
      alike += found == Found.ROW && scanner.fields() == columns ? 1 : 0;
    }
    return columns < 2 ? 0 : (double) alike / rows + columns / 1e6;
  }
}
