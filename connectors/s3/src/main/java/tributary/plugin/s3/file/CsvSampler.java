package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tributary.plugin.s3.file.CsvScanner.Found;

/** Looks into the rows of a file of delimited text. */
final class CsvSampler {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final FileOptions options;
  private final Sample sample;

  CsvSampler(FileOptions options, Sample sample) {
    this.options = options;
    this.sample = sample;
  }

  /** Looks at the start of a file, and, where it is long and seekable, at its middle and end. */
  void look(StoredFile file, OpenFile open, SampleSize size)
      throws IOException, InterruptedException {
    BoundedInput start = new BoundedInput(open.text(), size.startOf(file, open));
    CsvScanner scanner = scanner(start, open.textOffset(), open.dialect(), FileTable.LONGEST_ROW);
    List<TypeGuess> guesses = null;
    if (options.header()) {
      guesses = sample.guesses(CsvHeader.read(scanner, open, file.name()));
    }
    long rowsFrom = scanner.nextOffset();
    long rows = 0;
    for (Found found = scanner.next(); found != Found.END; found = scanner.next()) {
      if (guesses == null) {
        guesses = sample.guesses(CsvHeader.numbered(scanner.fields()));
      }
      boolean cutOff = start.wasCut() && scanner.nextOffset() >= open.textOffset() + start.count();
      if (!cutOff) {
        see(scanner, found, guesses);
        rows++;
      }
    }
    if (guesses == null) {
      throw CsvHeader.empty(file.name(), "it has no row");
    }
    if (open.dialect().isWholeLines()) {
      guesses.forEach(TypeGuess::holdText);
    }
    sample.count(rows, scanner.nextOffset() - rowsFrom);
    if (start.wasCut() && open.seekable() && size.end() > 0) {
      segment(file, open, file.size() / 2, size.middle(), guesses);
      segment(file, open, file.size() - size.end(), size.end(), guesses);
    }
  }

  /** Looks at a part that begins anywhere: its first row is only a piece of one. */
  private void segment(
      StoredFile file, OpenFile open, long from, long length, List<TypeGuess> guesses)
      throws IOException, InterruptedException {
    long to = Math.min(file.size(), from + length);
    try (InputStream in = file.open(from, to)) {
      CsvScanner scanner = scanner(in, from, open.dialect(), (int) length + 1);
      scanner.next();
      for (Found found = scanner.next(); found != Found.END; found = scanner.next()) {
        boolean cutOff = to < file.size() && scanner.nextOffset() >= to;
        if (!cutOff) {
          see(scanner, found, guesses);
        }
      }
    }
  }

  private static CsvScanner scanner(InputStream in, long offset, CsvDialect dialect, int longest) {
    return new CsvScanner(
        new ByteWindow(in, offset, Math.min(BUFFER_BYTES, longest), longest), dialect);
  }

  private void see(CsvScanner scanner, Found found, List<TypeGuess> guesses) {
    if (found != Found.ROW
        || scanner.fields() != guesses.size()
        || scanner.encodingErrorAt() >= 0) {
      return;
    }
    for (int i = 0; i < guesses.size(); i++) {
      TypeGuess guess = guesses.get(i);
      scanner.field(
          i, (times, bytes, from, to, quoted) -> guess.see(times, bytes, from, to), sample.times());
    }
  }
}
