package tributary.plugin.s3.file;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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
      Headed packed = Headed.of(raw);
      FileName name = FileName.of(file.name());
      Compression compression = compression(file, name, packed.head());
      if (compression == Compression.ZIP) {
        raw.close();
        return openArchive(file);
      }
      Headed content =
          compression == Compression.NONE
              ? packed
              : Headed.of(UnpackingInput.of(compression, packed.all(), file.name(), raw));
      return open(file, name, compression, content, raw);
    } catch (IOException | RuntimeException | InterruptedException e) {
      raw.close();
      throw e;
    }
  }

  private OpenFile openArchive(StoredFile file) throws IOException, InterruptedException {
    ZipArchive archive = ZipArchive.of(file);
    ZipEntryPlace entry = onlyFile(file, archive);
    MeteredInput raw = archive.packed(entry);
    try {
      Headed content = Headed.of(UnpackingInput.of(entry, raw, file.name(), raw));
      return open(file, FileName.of(entry.name()), Compression.ZIP, content, raw);
    } catch (IOException | RuntimeException | InterruptedException e) {
      raw.close();
      throw e;
    }
  }

  private static ZipEntryPlace onlyFile(StoredFile file, ZipArchive archive) {
    List<ZipEntryPlace> files =
        archive.entries().stream().filter(ZipEntryPlace::isContent).toList();
    if (files.size() == 1) {
      return files.get(0);
    }
    String names = files.stream().limit(3).map(ZipEntryPlace::name).collect(joining(", "));
    throw new ConnectorException(
        FileProblem.NOT_ONE_FILE,
        files.isEmpty()
            ? file.name() + " is a ZIP archive without a file. Zip the file again and upload it."
            : file.name()
                + " is a ZIP archive of "
                + files.size()
                + " files ("
                + names
                + (files.size() > 3 ? ", …" : "")
                + "), and one table is one file. Upload them unpacked, those that belong together"
                + " in one folder, or zip each by itself.",
        null);
  }

  private OpenFile open(
      StoredFile file, FileName name, Compression compression, Headed content, MeteredInput raw)
      throws IOException, InterruptedException {
    boolean packed = compression != Compression.NONE;
    checkIsText(file, content.head(), packed);

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
        file.name(),
        text.all(),
        utf8 && !packed ? markLength : 0,
        utf8 && !packed,
        raw,
        format,
        compression,
        encoding,
        options.dialect().withDelimiter(delimiter),
        start.first());
  }

  /** Returns how the file is packed, when its content, its name and the option agree. */
  private Compression compression(StoredFile file, FileName name, byte[] head) {
    Compression seen = Compression.seenIn(head);
    Compression wanted = options.compression().orElse(name.compression());
    if (wanted != Compression.NONE && seen != wanted && head.length > 0) {
      throw ConnectorException.inField(
          OptionFields.COMPRESSION,
          FileProblem.OTHER_COMPRESSION,
          file.name()
              + " is not "
              + wanted.words()
              + " data"
              + (name.compression() == wanted ? ", though its name says so" : "")
              + ". Set its compression type to "
              + seen.key()
              + ", or compress it and upload it again.",
          null);
    }
    boolean said =
        options.compression().isPresent()
            || (name.promisesText() && name.compression() == Compression.NONE);
    if (seen == Compression.ZIP && wanted == Compression.NONE && said) {
      return Compression.NONE;
    }
    if (seen != Compression.NONE && wanted == Compression.NONE && said) {
      throw ConnectorException.inField(
          OptionFields.COMPRESSION,
          FileProblem.UNEXPECTED_COMPRESSION,
          file.name()
              + " is "
              + seen.words()
              + " data, though its "
              + (options.compression().isPresent() ? "compression type" : "name")
              + " does not say so. Set its compression type to "
              + seen.key()
              + ", or add "
              + seen.extension()
              + " to its name.",
          null);
    }
    return seen;
  }

  private static void checkIsText(StoredFile file, byte[] head, boolean packed) {
    Optional<Magic> magic = Magic.of(head);
    if (magic.isEmpty()) {
      return;
    }
    Optional<Format> format = magic.get().format();
    if (format.isPresent() && !packed) {
      throw ConnectorException.inField(
          OptionFields.FORMAT,
          FileProblem.UNEXPECTED_FORMAT,
          file.name()
              + " is "
              + magic.get().words()
              + ", though its name or format does not say so. Set its format to "
              + format.get().key()
              + ".",
          null);
    }
    throw new ConnectorException(
        FileProblem.NOT_TEXT,
        file.name()
            + (packed ? " holds " : " is ")
            + magic.get().words()
            + ", not rows of text. "
            + (format.isPresent()
                ? "Upload that file itself, not packed."
                : "Export it as CSV or JSON and upload that, or leave it out."),
        null);
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
    if (options.format().filter(chosen -> !chosen.isText()).isPresent()) {
      throw new IllegalStateException("Only text is opened here");
    }
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
