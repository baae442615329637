package tributary.plugin.s3.file;

import java.io.IOException;
import java.util.Arrays;
import tributary.plugin.s3.file.ByteWindow.More;
import tributary.plugin.s3.file.CsvDialect.RowEnd;

/**
 * Finds the fields of delimited text in one pass over UTF-8 bytes and makes no object per field.
 *
 * <p>A quote that is never closed, or is followed by other text, spoils one line only: the scanner
 * goes on at the line after the one where that quote stands. Lines are counted as a text editor
 * counts them; with a custom row end, rows are counted instead.
 */
final class CsvScanner {
  /** What {@link #next} found. */
  enum Found {
    ROW,
    BAD_ROW,
    END
  }

  /** More fields in one row are no row; each costs memory beyond its bytes. */
  private static final int MOST_FIELDS = 100_000;

  private static final byte PLAIN = 0;
  private static final byte QUOTED = 1;
  private static final byte CHANGED = 2;

  private final ByteWindow window;
  private final int delimiter;
  private final int quote;
  private final int escape;
  private final RowEnd rowEnd;
  private final byte[] customRowEnd;
  private final boolean[] stopsPlain = new boolean[256];
  private final boolean[] stopsQuoted = new boolean[256];
  private final long delimiters;
  private final long rowEnds;
  private final long otherRowEnds;
  private final long escapes;

  private int[] from = new int[64];
  private int[] to = new int[64];
  private byte[] shape = new byte[64];
  private int fields;
  private int at;
  private int rowStart;
  private int rowTo;
  private int signs;
  private long line = 1;
  private long rowLine;
  private String problem = "";
  private String keptRow;
  private boolean tooLong;
  private byte[] scratch = new byte[256];
  private boolean ranOut;
  private long limit = Long.MAX_VALUE;

  CsvScanner(ByteWindow window, CsvDialect dialect) {
    this.window = window;
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote();
    this.escape = dialect.escape();
    this.rowEnd = dialect.rowEnd();
    this.customRowEnd = dialect.customRowEnd();
    for (int special : new int[] {delimiter, escape}) {
      stop(stopsPlain, special);
    }
    switch (rowEnd) {
      case ANY -> {
        stop(stopsPlain, '\n');
        stop(stopsPlain, '\r');
      }
      case LF -> stop(stopsPlain, '\n');
      case CRLF, CR -> stop(stopsPlain, '\r');
      case CUSTOM -> stop(stopsPlain, customRowEnd[0] & 0xff);
    }
    for (int special : new int[] {quote, escape, '\n', '\r'}) {
      stop(stopsQuoted, special);
    }
    int end =
        switch (rowEnd) {
          case ANY, LF -> '\n';
          case CRLF, CR -> '\r';
          case CUSTOM -> customRowEnd[0];
        };
    delimiters = ByteWords.repeated(delimiter);
    rowEnds = ByteWords.repeated(end);
    otherRowEnds = rowEnd == RowEnd.ANY ? ByteWords.repeated('\r') : rowEnds;
    escapes = escape == CsvDialect.NONE ? delimiters : ByteWords.repeated(escape);
    this.at = window.start;
  }

  private static void stop(boolean[] stops, int special) {
    if (special != CsvDialect.NONE) {
      stops[special] = true;
    }
  }

  /** Ends before the row that begins at this place of the file or behind it. */
  void endAt(long offset) {
    limit = offset;
  }

  /** Finds the next row; empty lines are passed over. */
  Found next() throws IOException, InterruptedException {
    do {
      window.start = at;
      if (nextOffset() >= limit || (at == window.end && !more())) {
        return Found.END;
      }
    } while (skipEmptyLine());
    rowStart = at;
    window.start = at;
    rowLine = line;
    fields = 0;
    signs = 0;
    keptRow = null;
    ranOut = false;
    return row();
  }

  private Found row() throws IOException, InterruptedException {
    while (true) {
      if (fields == MOST_FIELDS) {
        problem = "has more than " + MOST_FIELDS + " fields";
        skipLine();
        rowStart = window.start;
        return Found.BAD_ROW;
      }
      if (fields == from.length) {
        from = Arrays.copyOf(from, fields * 2);
        to = Arrays.copyOf(to, fields * 2);
        shape = Arrays.copyOf(shape, fields * 2);
      }
      boolean quoted = (at < window.end || more()) && window.bytes[at] == quote && quote >= 0;
      Step step = quoted ? quotedField() : plainField();
      switch (step) {
        case NEXT_FIELD -> {}
        case ROW_ENDS -> {
          rowStart = window.start;
          return Found.ROW;
        }
        case SPOILT -> {
          rowStart = window.start;
          return Found.BAD_ROW;
        }
      }
    }
  }

  private enum Step {
    NEXT_FIELD,
    ROW_ENDS,
    SPOILT
  }

  private Step plainField() throws IOException, InterruptedException {
    int fieldFrom = at - window.start;
    byte fieldShape = PLAIN;
    int p = at;
    while (true) {
      byte[] bytes = window.bytes;
      int end = window.end;
      p = plainEnd(bytes, p, end);
      if (p == end) {
        at = p;
        if (more()) {
          p = at;
          continue;
        }
        if (tooLong) {
          return overlong();
        }
        return field(fieldFrom, at, fieldShape, Step.ROW_ENDS, 0);
      }
      signs |= bytes[p];
      int b = bytes[p] & 0xff;
      at = p;
      if (b == delimiter) {
        return field(fieldFrom, p, fieldShape, Step.NEXT_FIELD, 1);
      }
      if (b == escape) {
        fieldShape |= CHANGED;
        if (!skipEscaped()) {
          return tooLong ? overlong() : field(fieldFrom, at, fieldShape, Step.ROW_ENDS, 0);
        }
        p = at;
        continue;
      }
      int length = rowEndLength();
      if (length > 0) {
        line++;
        return field(fieldFrom, at, fieldShape, Step.ROW_ENDS, length);
      }
      p = at + 1;
    }
  }

  /** Returns where the first byte stands that may end plain text, and notes bytes beyond ASCII. */
  private int plainEnd(byte[] bytes, int from, int end) {
    int p = from;
    while (p <= end - ByteWords.BYTES) {
      long word = ByteWords.at(bytes, p);
      long marks =
          ByteWords.zeros(word ^ delimiters)
              | ByteWords.zeros(word ^ rowEnds)
              | ByteWords.zeros(word ^ otherRowEnds)
              | ByteWords.zeros(word ^ escapes);
      if (marks != 0) {
        signs |= ByteWords.hasHighBelow(word, marks) ? -1 : 0;
        return p + ByteWords.below(marks);
      }
      signs |= ByteWords.hasHigh(word) ? -1 : 0;
      p += ByteWords.BYTES;
    }
    while (p < end && !stopsPlain[bytes[p] & 0xff]) {
      signs |= bytes[p++];
    }
    return p;
  }

  private Step quotedField() throws IOException, InterruptedException {
    int quoteAt = at - window.start;
    long quoteLine = line;
    byte fieldShape = QUOTED;
    at++;
    while (true) {
      byte[] bytes = window.bytes;
      int end = window.end;
      int p = at;
      int seen = signs;
      while (p < end) {
        byte b = bytes[p];
        seen |= b;
        if (stopsQuoted[b & 0xff]) {
          break;
        }
        p++;
      }
      signs = seen;
      at = p;
      if (p == end) {
        if (more()) {
          continue;
        }
        ranOut = true;
        return spoil(
            quoteAt,
            quoteLine,
            tooLong
                ? tooLong() + "; or a quote that opens on line " + quoteLine + " is never closed"
                : "has a quote that opens on line " + quoteLine + " and is never closed");
      }
      int b = bytes[p] & 0xff;
      if (b == quote) {
        boolean another = at + 1 < window.end || moreAfter();
        if (another && window.bytes[at + 1] == quote) {
          fieldShape |= CHANGED;
          at += 2;
          continue;
        }
        return afterQuote(quoteAt, quoteLine, fieldShape);
      }
      if (b == escape) {
        fieldShape |= CHANGED;
        if (!skipEscaped()) {
          at = window.end;
        }
        continue;
      }
      if (rowEnd != RowEnd.CUSTOM && (b == '\n' || !followedByLineFeed())) {
        line++;
      }
      at++;
    }
  }

  /** The present byte is the closing quote; {@code at} stays valid over refills. */
  private Step afterQuote(int quoteAt, long quoteLine, byte fieldShape)
      throws IOException, InterruptedException {
    int closingAt = at - window.start;
    at++;
    if (at == window.end && !more()) {
      return quotedEnds(quoteAt, closingAt, fieldShape, Step.ROW_ENDS, 0);
    }
    int b = window.bytes[at] & 0xff;
    if (b == delimiter) {
      return quotedEnds(quoteAt, closingAt, fieldShape, Step.NEXT_FIELD, 1);
    }
    int length = rowEndLength();
    if (length > 0) {
      line++;
      return quotedEnds(quoteAt, closingAt, fieldShape, Step.ROW_ENDS, length);
    }
    return spoil(
        quoteAt,
        quoteLine,
        "has text after the closing quote of field "
            + (fields + 1)
            + ", whose quote opens on line "
            + quoteLine);
  }

  private Step quotedEnds(int quoteAt, int closingAt, byte fieldShape, Step step, int length) {
    from[fields] = quoteAt + 1;
    to[fields] = closingAt;
    shape[fields++] = fieldShape;
    rowTo = at - window.start;
    at += length;
    return step;
  }

  private Step field(int fieldFrom, int fieldEnd, byte fieldShape, Step step, int length) {
    from[fields] = fieldFrom;
    to[fields] = fieldEnd - window.start;
    shape[fields++] = fieldShape;
    rowTo = fieldEnd - window.start;
    at = fieldEnd + length;
    return step;
  }

  /** Gives up the row up to the end of the line on which the quote stands. */
  private Step spoil(int quoteAt, long quoteLine, String why)
      throws IOException, InterruptedException {
    problem = why;
    at = window.start + quoteAt + 1;
    line = quoteLine;
    skipLine();
    return Step.SPOILT;
  }

  private Step overlong() throws IOException, InterruptedException {
    problem = tooLong();
    skipLine();
    return Step.SPOILT;
  }

  private String tooLong() {
    return "is longer than " + window.limit() + ", the longest row that is read";
  }

  /** Goes behind the next row end; keeps what fits of the row for {@link #rawRow}. */
  private void skipLine() throws IOException, InterruptedException {
    while (true) {
      while (at < window.end) {
        if (stopsPlain[window.bytes[at] & 0xff] && (window.bytes[at] & 0xff) != delimiter) {
          int length = rowEndLength();
          if (length > 0) {
            rowTo = at - window.start;
            at += length;
            line++;
            return;
          }
        }
        at++;
      }
      if (more()) {
        continue;
      }
      rowTo = at - window.start;
      if (!tooLong) {
        return;
      }
      // The rest of a line that does not fit is passed over unseen.
      if (keptRow == null) {
        keptRow =
            RawText.of(
                window.bytes, window.start, Math.min(at, window.start + RawText.LIMIT_BYTES));
      }
      window.start = at;
    }
  }

  private boolean skipEscaped() throws IOException, InterruptedException {
    at++;
    if (at == window.end && !more()) {
      return false;
    }
    signs |= window.bytes[at];
    if (window.bytes[at] == '\n' && rowEnd != RowEnd.CUSTOM) {
      line++;
    }
    at++;
    return true;
  }

  private boolean skipEmptyLine() throws IOException, InterruptedException {
    int b = window.bytes[at] & 0xff;
    if (!stopsPlain[b] || b == delimiter || b == escape) {
      return false;
    }
    int length = rowEndLength();
    at += length;
    if (length > 0) {
      line++;
    }
    return length > 0;
  }

  /** Returns how long the row end at the present byte is; 0 where there is none. */
  private int rowEndLength() throws IOException, InterruptedException {
    byte b = window.bytes[at];
    return switch (rowEnd) {
      case LF -> b == '\n' ? 1 : 0;
      case CR -> b == '\r' ? 1 : 0;
      case CRLF -> b == '\r' && followedByLineFeed() ? 2 : 0;
      case ANY -> b == '\n' ? 1 : b == '\r' ? (followedByLineFeed() ? 2 : 1) : 0;
      case CUSTOM -> customRowEndLength();
    };
  }

  private int customRowEndLength() throws IOException, InterruptedException {
    for (int i = 0; i < customRowEnd.length; i++) {
      while (at + i >= window.end) {
        if (!moreAfter()) {
          return 0;
        }
      }
      if (window.bytes[at + i] != customRowEnd[i]) {
        return 0;
      }
    }
    return customRowEnd.length;
  }

  private boolean followedByLineFeed() throws IOException, InterruptedException {
    return (at + 1 < window.end || moreAfter()) && window.bytes[at + 1] == '\n';
  }

  /** Reads on when {@code at} is at the end of what is read. */
  private boolean more() throws IOException, InterruptedException {
    return moreAfter() && at < window.end;
  }

  /** Reads on and keeps {@code at} on its byte. */
  private boolean moreAfter() throws IOException, InterruptedException {
    int before = window.end;
    int shift = window.start;
    More more = window.more();
    at -= shift;
    tooLong = more == More.TOO_LONG;
    return more == More.READ && window.end > before - shift;
  }

  /** Returns how many fields the row has. */
  int fields() {
    return fields;
  }

  /** Returns the line on which the row begins. */
  long rowLine() {
    return rowLine;
  }

  /** Returns the line on which the next row begins. */
  long nextLine() {
    return line;
  }

  /** Returns where in the file the next row begins. */
  long nextOffset() {
    return window.offsetOf(at);
  }

  /** Goes to a place that {@link #nextOffset} and {@link #nextLine} told earlier. */
  void resume(long offset, long atLine) throws IOException, InterruptedException {
    window.start = at;
    window.skipTo(offset);
    at = window.start;
    line = atLine;
  }

  /** Returns what is wrong with a bad row. */
  String problem() {
    return problem;
  }

  /** Returns whether the row is bad because a quote was not closed in what there is. */
  boolean ranOut() {
    return ranOut;
  }

  /** Returns where in the file the row's text is not UTF-8, or -1 where it is. */
  long encodingErrorAt() {
    if (signs >= 0) {
      return -1;
    }
    int error = Utf8.errorAt(window.bytes, window.start, window.start + rowTo);
    return error < 0 ? -1 : window.offsetOf(error);
  }

  /** Returns the row as it is written, cut to a size that can be kept. */
  String rawRow() {
    if (keptRow != null) {
      return keptRow;
    }
    int length = Math.min(rowTo, RawText.LIMIT_BYTES);
    return RawText.of(window.bytes, window.start, window.start + length);
  }

  /** Hands a field to its writer, without quotes and escapes. */
  <T> void field(int index, FieldTaker<T> taker, T target) {
    byte fieldShape = shape[index];
    int fieldFrom = rowStart + from[index];
    int fieldTo = rowStart + to[index];
    boolean quoted = (fieldShape & QUOTED) != 0;
    if ((fieldShape & CHANGED) == 0) {
      taker.take(target, window.bytes, fieldFrom, fieldTo, quoted);
    } else {
      int length = unescape(fieldFrom, fieldTo, quoted);
      taker.take(target, scratch, 0, length, quoted);
    }
  }

  /** Takes a field's bytes; they are valid during the call. */
  interface FieldTaker<T> {
    void take(T target, byte[] bytes, int from, int to, boolean quoted);
  }

  private int unescape(int fieldFrom, int fieldTo, boolean quoted) {
    if (scratch.length < fieldTo - fieldFrom) {
      scratch = new byte[fieldTo - fieldFrom];
    }
    byte[] bytes = window.bytes;
    int length = 0;
    for (int p = fieldFrom; p < fieldTo; p++) {
      int b = bytes[p] & 0xff;
      boolean doubled = quoted && b == quote;
      if ((doubled || b == escape) && p + 1 < fieldTo) {
        p++;
      }
      scratch[length++] = bytes[p];
    }
    return length;
  }
}
