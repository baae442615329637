package tributary.plugin.s3.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tributary.spi.ConfigField;
import tributary.spi.ConnectorException;
import tributary.spi.Option;
import tributary.spi.TableOptions;

/**
 * How a table's files are to be read; empty where it is left to be detected.
 *
 * @param format what the files hold
 * @param dateTimePattern how dates and times are written
 * @param delimiter what stands between fields; {@link CsvDialect#NONE} for nothing
 * @param header whether the first row has the names of the columns
 * @param compression how the files are packed
 * @param encoding the characters' encoding
 * @param dialect quote, escape and row end; its delimiter has no meaning
 * @param sheet the sheet of a workbook
 * @param inParts whether a large file may be read in parts
 */
record FileOptions(
    Optional<Format> format,
    Optional<String> dateTimePattern,
    Optional<Integer> delimiter,
    boolean header,
    Optional<Compression> compression,
    Optional<Charset> encoding,
    CsvDialect dialect,
    Optional<String> sheet,
    boolean inParts) {

  /** Reads a person's choices; refuses a value that its option does not have. */
  static FileOptions of(TableOptions options) {
    Optional<String> pattern =
        options
            .value(OptionFields.DATETIME_FORMAT)
            .map(String::strip)
            .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase(OptionFields.AUTO));
    pattern.ifPresent(DateTimes::formatter);
    Optional<Integer> delimiter =
        detectable(options, OptionFields.DELIMITER).map(FileOptions::delimiterOf);
    boolean wholeLines = delimiter.filter(chosen -> chosen == CsvDialect.NONE).isPresent();
    CsvDialect dialect = dialectOf(options);
    return new FileOptions(
        detectable(options, OptionFields.FORMAT)
            .map(value -> Format.valueOf(value.toUpperCase(Locale.ROOT))),
        pattern,
        delimiter,
        flag(options, OptionFields.HEADER, "First row as header"),
        detectable(options, OptionFields.COMPRESSION).map(Compression::ofKey),
        detectable(options, OptionFields.ENCODING).map(Charset::forName),
        wholeLines ? dialect.ofWholeLines() : dialect,
        options.value(OptionFields.SHEET).map(String::strip).filter(value -> !value.isEmpty()),
        flag(options, OptionFields.IN_PARTS, "Read in parts"));
  }

  private static CsvDialect dialectOf(TableOptions options) {
    int quote =
        switch (chosen(options, OptionFields.QUOTE)) {
          case "single" -> '\'';
          case "none" -> CsvDialect.NONE;
          default -> '"';
        };
    int escape = chosen(options, OptionFields.ESCAPE).equals("backslash") ? '\\' : CsvDialect.NONE;
    CsvDialect.RowEnd rowEnd =
        switch (chosen(options, OptionFields.ROW_DELIMITER)) {
          case "lf" -> CsvDialect.RowEnd.LF;
          case "crlf" -> CsvDialect.RowEnd.CRLF;
          case "cr" -> CsvDialect.RowEnd.CR;
          case "custom" -> CsvDialect.RowEnd.CUSTOM;
          default -> CsvDialect.RowEnd.ANY;
        };
    byte[] custom =
        rowEnd == CsvDialect.RowEnd.CUSTOM
            ? options
                .value(OptionFields.CUSTOM_ROW_DELIMITER)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                    () ->
                        bad(
                            OptionFields.CUSTOM_ROW_DELIMITER,
                            "Write the characters that end a row, or choose another row"
                                + " delimiter."))
                .getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    return new CsvDialect(CsvDialect.NONE, quote, escape, rowEnd, custom);
  }

  private static Integer delimiterOf(String value) {
    return switch (value) {
      case "semicolon" -> (int) ';';
      case "pipe" -> (int) '|';
      case "tab" -> (int) '\t';
      case "soh" -> 1;
      case "none" -> CsvDialect.NONE;
      default -> (int) ',';
    };
  }

  /** Returns the option's value for a delimiter. */
  static String delimiterKey(int delimiter) {
    return switch (delimiter) {
      case ';' -> "semicolon";
      case '|' -> "pipe";
      case '\t' -> "tab";
      case 1 -> "soh";
      case CsvDialect.NONE -> "none";
      default -> "comma";
    };
  }

  private static boolean flag(TableOptions options, String key, String label) {
    String value = options.value(key).orElse("true");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw bad(key, "\"" + value + "\" is not a value of " + label + ". Use true or false.");
    };
  }

  private static Optional<String> detectable(TableOptions options, String key) {
    return Optional.of(chosen(options, key)).filter(value -> !value.equals(OptionFields.AUTO));
  }

  private static String chosen(TableOptions options, String key) {
    ConfigField.Choice field =
        OptionFields.all().stream()
            .filter(candidate -> candidate.head().key().equals(key))
            .map(ConfigField.Choice.class::cast)
            .findFirst()
            .orElseThrow();
    String value = options.value(key).or(field.head()::defaultValue).orElseThrow();
    if (field.options().stream().noneMatch(option -> option.value().equals(value))) {
      String known = field.options().stream().map(Option::value).collect(Collectors.joining(", "));
      throw bad(
          key,
          "\""
              + value
              + "\" is not a value of "
              + field.head().label()
              + ". Use one of "
              + known
              + ".");
    }
    return value;
  }

  private static ConnectorException bad(String key, String message) {
    return ConnectorException.inField(key, FileProblem.BAD_OPTION, message, null);
  }
}
