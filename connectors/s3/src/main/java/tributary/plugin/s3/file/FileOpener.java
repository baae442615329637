package tributary.plugin.s3.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tributary.plugin.s3.file.FileOptions.Format;
import tributary.spi.ConnectorException;

/**
 * Opens files: finds out compression, encoding, format and delimiter, and checks the name's word.
 */
final class FileOpener {
  private static final int HEAD_BYTES = 64 * 1024;

  /** So many control characters may stand in the shortest text. */
  private static final int CONTROLS_IN_TEXT = 4;

  /** Where more than one character in so many is a control character, a file is no text. */
  private static final int CHARACTERS_PER_CONTROL = 16;

  /** A delimiter. */
  private static final int START_OF_HEADING = 1;

  private final FileOptions options;

  FileOpener(FileOptions options) {
    this.options = options;
  }

  /** Opens a file at its start. */
  OpenFile open(StoredFile file) throws IOException, InterruptedException {
    MeteredInput raw = new MeteredInput(file.open(0, file.size()), file.size());
    try {
      return open(file, raw);
    } catch (IOException | RuntimeException | InterruptedException e) {
      raw.close();
      throw e;
    }
  }

  private OpenFile open(StoredFile file, MeteredInput raw)
      throws IOException, InterruptedException {
    FileName name = FileName.of(file.name());
    Headed packed = Headed.of(raw);
    boolean gzip = isGzip(file, name, packed.head());
    Headed content = gzip ? Headed.of(GunzipInput.of(packed.all(), file.name(), raw)) : packed;
    checkIsText(file, content.head(), gzip);

    ByteOrderMark mark = ByteOrderMark.of(content.head());
    Charset encoding = options.encoding().orElse(mark.encoding());
    boolean utf8 = encoding.equals(StandardCharsets.UTF_8);
    int markLength = mark.encoding().equals(encoding) ? mark.length() : 0;
    content.all().skipNBytes(markLength);
    Headed text = Headed.of(utf8 ? content.all() : new TranscodingInput(content.all(), encoding));

    checkHasNoBinary(file, text.head());
    Start start = Start.of(text.head());
    Format format = format(file, name, start);
    int delimiter =
        options.delimiter().isPresent()
            ? options.delimiter().get()
            : DelimiterSniffer.sniff(text.head(), options.dialect());
    return new OpenFile(
        text.all(),
        utf8 && !gzip ? markLength : 0,
        utf8 && !gzip,
        raw,
        format,
        gzip,
        encoding,
        options.dialect().withDelimiter(delimiter),
        start.first());
  }

  private boolean isGzip(StoredFile file, FileName name, byte[] head) {
    boolean looksGzip = Magic.of(head).filter(Magic.GZIP::equals).isPresent();
    boolean wanted = options.gzip().orElse(name.gzip());
    if (wanted && !looksGzip && head.length > 0) {
      throw ConnectorException.inField(
          OptionFields.COMPRESSION,
          FileProblem.NOT_GZIP,
          file.name()
              + " is not gzip data"
              + (name.gzip() ? ", though its name says so" : "")
              + ". Set its compression type to none, or compress it and upload it again.",
          null);
    }
    boolean named = name.promisesText() && !name.gzip();
    if (looksGzip && !wanted && (named || options.gzip().isPresent())) {
      throw ConnectorException.inField(
          OptionFields.COMPRESSION,
          FileProblem.UNEXPECTED_GZIP,
          file.name()
              + " is gzip data, though its "
              + (options.gzip().isPresent() ? "compression type" : "name")
              + " does not say so. Set its compression type to gzip, or add .gz to its name.",
          null);
    }
    return looksGzip;
  }

  private static void checkIsText(StoredFile file, byte[] head, boolean gzip) {
    Optional<Magic> magic = Magic.of(head);
    if (magic.isPresent()) {
      throw new ConnectorException(
          FileProblem.NOT_TEXT,
          file.name()
              + (gzip ? " holds " : " is ")
              + magic.get().words()
              + ", not rows of text. Export it as CSV or JSON and upload that, or leave it out.",
          null);
    }
  }

  /**
   * Text has a control character here and there at most. Rows that end with one are told by their
   * option, and are let through.
   */
  private void checkHasNoBinary(StoredFile file, byte[] head) {
    int controls = 0;
    int characters = 0;
    for (byte b : head) {
      characters += (b & 0xc0) == 0x80 ? 0 : 1;
      if (b >= 0 && b < ' ' && !Character.isWhitespace(b) && b != START_OF_HEADING) {
        controls++;
      }
    }
    boolean ownRowEnd = options.dialect().rowEnd() == CsvDialect.RowEnd.CUSTOM;
    boolean many = controls > CONTROLS_IN_TEXT && controls * CHARACTERS_PER_CONTROL > characters;
    if (many && !ownRowEnd) {
      throw new ConnectorException(
          FileProblem.NOT_TEXT,
          file.name()
              + " is binary data, not rows of text. Export it as CSV or JSON and upload that, or"
              + " leave it out.",
          null);
    }
  }

  private Format format(StoredFile file, FileName name, Start start) {
    Format detected = start.isArray() ? Format.JSON : start.isObject() ? Format.JSONL : Format.CSV;
    Format format = options.format().or(name::format).orElse(detected);
    if (format == Format.CSV && detected != Format.CSV && options.format().isEmpty()) {
      throw ConnectorException.inField(
          OptionFields.FORMAT,
          FileProblem.UNEXPECTED_JSON,
          file.name() + " is JSON, though its name does not say so. Set its format to JSON.",
          null);
    }
    if (format != Format.CSV && !start.isBracket()) {
      throw ConnectorException.inField(
          OptionFields.FORMAT,
          FileProblem.NOT_JSON,
          file.name()
              + " is not JSON, though its "
              + (options.format().isPresent() ? "format" : "name")
              + " says so: it begins with neither [ nor {. Set its format to CSV if its rows are"
              + " delimited text, or upload it as JSON.",
          null);
    }
    return format;
  }

  /**
   * The first two characters that are no space; 0 where there are none.
   *
   * @param first the first
   * @param second the second
   */
  private record Start(char first, char second) {
    static Start of(byte[] head) {
      char[] found = new char[2];
      int count = 0;
      for (int i = 0; i < head.length && count < 2; i++) {
        byte b = head[i];
        if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
          found[count++] = (char) (b & 0xff);
        }
      }
      return new Start(found[0], found[1]);
    }

    boolean isArray() {
      return first == '[' && (second == '{' || second == ']');
    }

    boolean isObject() {
      return first == '{' && (second == '"' || second == '}');
    }

    boolean isBracket() {
      return first == '[' || first == '{' || first == 0;
    }
  }

  /**
   * A stream whose first bytes are known.
   *
   * @param head a copy of the first bytes
   * @param all the stream, the first bytes included
   */
  private record Headed(byte[] head, PushbackInputStream all) {
    static Headed of(InputStream in) throws IOException {
      PushbackInputStream all = new PushbackInputStream(in, HEAD_BYTES);
      byte[] head = all.readNBytes(HEAD_BYTES);
      all.unread(head);
      return new Headed(head, all);
    }
  }
}
