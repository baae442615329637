package tributary.plugin.s3.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import tributary.plugin.s3.file.CsvDialect.RowEnd;
import tributary.plugin.s3.file.CsvScanner.Found;

/**
 * Finds places between two rows at which a long file of text can be cut, without reading what lies
 * before.
 *
 * <p>Where quotes can hide a line end, a place inside a file is looked at twice: as if it lay
 * between quotes, and as if not. It is cut only where one of the two makes rows like the file's
 * others and the other does not; where both or neither do, it is left uncut. A reader of a part
 * checks in addition that a row ends exactly where its part does: since the first part begins at
 * the file's beginning, all cuts are right when every part ends well, and a wrong one is told,
 * never read over.
 */
final class TextCuts {
  private static final int FIRST_LOOK = 64 * 1024;
  private static final int LAST_LOOK = 1024 * 1024;
  private static final int FEWEST_ROWS = 3;

  private final StoredFile file;
  private final OpenFile open;
  private final int fields;

  /**
   * @param open the file, opened at its start
   * @param fields how many fields its first row has
   */
  TextCuts(StoredFile file, OpenFile open, int fields) {
    this.file = file;
    this.open = open;
    this.fields = fields;
  }

  /** Returns whether such a file can be cut at all. */
  static boolean possible(OpenFile open) {
    CsvDialect dialect = open.dialect();
    boolean lines = open.format() == Format.JSONL;
    boolean rows =
        open.format() == Format.CSV
            && dialect.escape() == CsvDialect.NONE
            && dialect.rowEnd() != RowEnd.CUSTOM;
    return open.seekable() && (lines || rows);
  }

  /** Returns the parts, each about as long as wanted. */
  List<FilePart> parts(long partBytes) throws IOException, InterruptedException {
    List<FilePart> parts = new ArrayList<>();
    long from = 0;
    for (long near = partBytes; near < file.size() - partBytes / 2; near += partBytes) {
      OptionalLong cut = cut(near);
      if (cut.isPresent() && cut.getAsLong() > from && cut.getAsLong() < file.size()) {
        parts.add(new FilePart(from, cut.getAsLong()));
        from = cut.getAsLong();
      }
    }
    parts.add(new FilePart(from, file.size()));
    return parts;
  }

  private OptionalLong cut(long near) throws IOException, InterruptedException {
    boolean plain = open.format() == Format.JSONL || open.dialect().quote() == CsvDialect.NONE;
    for (int length = FIRST_LOOK; length <= LAST_LOOK; length *= 4) {
      long to = Math.min(file.size(), near + length);
      byte[] bytes = bytes(near, to);
      OptionalLong cut = plain ? lineEnd(bytes) : cutAmongQuotes(bytes, to, length == LAST_LOOK);
      if (cut.isPresent()) {
        return OptionalLong.of(near + cut.getAsLong());
      }
    }
    return OptionalLong.empty();
  }

  private byte[] bytes(long from, long to) throws IOException, InterruptedException {
    try (InputStream in = file.open(from, to)) {
      return in.readNBytes((int) (to - from));
    }
  }

  /** Returns where the line after the first line end begins. */
  private OptionalLong lineEnd(byte[] bytes) {
    RowEnd rowEnd = open.format() == Format.CSV ? open.dialect().rowEnd() : RowEnd.LF;
    for (int i = 0; i < bytes.length; i++) {
      boolean ends =
          switch (rowEnd) {
            case CR -> bytes[i] == '\r';
            case CRLF -> bytes[i] == '\n' && i > 0 && bytes[i - 1] == '\r';
            default -> bytes[i] == '\n';
          };
      if (ends) {
        return OptionalLong.of(i + 1L);
      }
    }
    return OptionalLong.empty();
  }

  /**
   * @param to where in the file the stretch ends
   * @param last whether no longer stretch will be looked at
   */
  private OptionalLong cutAmongQuotes(byte[] all, long to, boolean last)
      throws IOException, InterruptedException {
    if (fields < 2) {
      return OptionalLong.empty();
    }
    int skipped = leadingQuotes(all);
    byte[] bytes = Arrays.copyOfRange(all, skipped, all.length);
    Look outside = look(new ByteArrayInputStream(bytes), 0, bytes.length);
    byte[] quote = {(byte) open.dialect().quote()};
    Look inside =
        look(
            new SequenceInputStream(
                new ByteArrayInputStream(quote), new ByteArrayInputStream(bytes)),
            -1,
            bytes.length);
    boolean unclosed = inside.neverEnds() && (last || to == file.size());
    if (outside.convinces() && (!inside.isPossible() || unclosed)) {
      return OptionalLong.of(skipped + outside.firstRowAt());
    }
    if (inside.convinces() && !outside.isPossible()) {
      return OptionalLong.of(skipped + inside.firstRowAt());
    }
    return OptionalLong.empty();
  }

  /** Of quotes in a row, the first may belong to one before it; what follows them is clear. */
  private int leadingQuotes(byte[] bytes) {
    int count = 0;
    while (count < bytes.length && bytes[count] == open.dialect().quote()) {
      count++;
    }
    return count;
  }

  /**
   * What rows a stretch of text makes.
   *
   * @param firstRowAt where the first whole row begins
   * @param alike rows with as many fields as the file has
   * @param unlike others
   */
  private record Look(long firstRowAt, int alike, int unlike) {
    static final Look NEVER_ENDS = new Look(-1, 0, 0);

    boolean isPossible() {
      return unlike == 0;
    }

    boolean convinces() {
      return unlike == 0 && alike >= FEWEST_ROWS;
    }

    boolean neverEnds() {
      return firstRowAt < 0;
    }
  }

  /**
   * Looks at a stretch that begins somewhere in a row, of which only the rest is there.
   *
   * @param offset where it begins; -1 where a quote was put before it
   * @param end its end
   */
  private Look look(InputStream in, long offset, int end) throws IOException, InterruptedException {
    CsvScanner scanner = scanner(in, offset, end);
    Found first = scanner.next();
    boolean cutOff = scanner.nextOffset() >= end;
    if (first == Found.BAD_ROW && !scanner.ranOut()) {
      return new Look(0, 0, 1);
    }
    if (first != Found.ROW || cutOff) {
      return Look.NEVER_ENDS;
    }
    return rows(scanner, scanner.nextOffset(), end);
  }

  private Look rows(CsvScanner scanner, long from, int end)
      throws IOException, InterruptedException {
    int alike = 0;
    int unlike = 0;
    for (Found found = scanner.next(); found != Found.END; found = scanner.next()) {
      boolean cutOff = scanner.nextOffset() >= end || (found == Found.BAD_ROW && scanner.ranOut());
      if (cutOff) {
        break;
      }
      if (found == Found.ROW && scanner.fields() == fields) {
        alike++;
      } else {
        unlike++;
      }
    }
    return new Look(from, alike, unlike);
  }

  private CsvScanner scanner(InputStream in, long offset, int end) {
    int longest = end + 2;
    return new CsvScanner(new ByteWindow(in, offset, longest, longest), open.dialect());
  }
}
