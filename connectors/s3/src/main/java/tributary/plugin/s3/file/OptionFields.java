package tributary.plugin.s3.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.spi.ConfigField;
import tributary.spi.FieldHead;
import tributary.spi.Option;

/** The options of a table that is read from files, as fields of a form. */
public final class OptionFields {
  static final String FORMAT = "format";
  static final String DATETIME_FORMAT = "datetimeFormat";
  static final String DELIMITER = "delimiter";
  static final String HEADER = "header";
  static final String COMPRESSION = "compression";
  static final String ROW_DELIMITER = "rowDelimiter";
  static final String CUSTOM_ROW_DELIMITER = "customRowDelimiter";
  static final String ENCODING = "encoding";
  static final String ESCAPE = "escape";
  static final String QUOTE = "quote";
  static final String SHEET = "sheet";
  static final String IN_PARTS = "inParts";

  static final String AUTO = "auto";
  static final String NONE = "none";

  private static final Option DETECTED = new Option(AUTO, "Auto-detected");

  private static final List<ConfigField> FIELDS =
      List.of(
          choice(
              FORMAT,
              "Format",
              AUTO,
              false,
              DETECTED,
              new Option("csv", "Delimited text (CSV)"),
              new Option("jsonl", "JSON Lines"),
              new Option("json", "JSON array"),
              new Option("parquet", "Parquet"),
              new Option("avro", "Avro"),
              new Option("excel", "Excel workbook (.xlsx)")),
          new ConfigField.Text(
              FieldHead.optional(
                      DATETIME_FORMAT,
                      "Datetime format",
                      "auto, or a pattern such as dd.MM.yyyy HH:mm")
                  .withDefault(AUTO),
              100),
          choice(
              DELIMITER,
              "Delimiter",
              AUTO,
              false,
              DETECTED,
              new Option("comma", "Comma (,)"),
              new Option("semicolon", "Semicolon (;)"),
              new Option("pipe", "Pipe (|)"),
              new Option("tab", "Tab"),
              new Option("soh", "Start of heading (U+0001)"),
              new Option(NONE, "None: a whole line is one text")),
          new ConfigField.Flag(
              FieldHead.optional(
                      HEADER, "First row as header", "The first row has the names of the columns")
                  .withDefault("true")),
          choice(
              COMPRESSION,
              "Compression type",
              AUTO,
              true,
              DETECTED,
              new Option(NONE, "None"),
              new Option("gzip", "gzip"),
              new Option("zip", "ZIP"),
              new Option("zstd", "Zstandard"),
              new Option("bzip2", "bzip2"),
              new Option("snappy", "Snappy (framed)")),
          choice(
              ROW_DELIMITER,
              "Row delimiter",
              AUTO,
              true,
              new Option(AUTO, "Any line break"),
              new Option("lf", "LF (\\n)"),
              new Option("crlf", "CR LF (\\r\\n)"),
              new Option("cr", "CR (\\r)"),
              new Option("custom", "Other characters")),
          new ConfigField.Text(
              FieldHead.required(
                      CUSTOM_ROW_DELIMITER, "Other row delimiter", "The characters that end a row")
                  .asAdvanced()
                  .shownWhen(ROW_DELIMITER, "custom"),
              20),
          choice(
              ENCODING,
              "Encoding",
              AUTO,
              true,
              DETECTED,
              new Option("utf-8", "UTF-8"),
              new Option("utf-16le", "UTF-16 LE"),
              new Option("utf-16be", "UTF-16 BE"),
              new Option("iso-8859-1", "ISO-8859-1 (Latin 1)"),
              new Option("windows-1252", "Windows-1252"),
              new Option("us-ascii", "US-ASCII")),
          choice(
              ESCAPE,
              "Escape character",
              NONE,
              true,
              new Option(NONE, "None"),
              new Option("backslash", "Backslash (\\)")),
          choice(
              QUOTE,
              "Quote character",
              "double",
              true,
              new Option("double", "Double quote (\")"),
              new Option("single", "Single quote (')"),
              new Option(NONE, "None")),
          new ConfigField.Text(
              FieldHead.optional(
                      SHEET,
                      "Sheet",
                      "The sheet of a workbook by name or number; empty for the first that is shown")
                  .asAdvanced(),
              31),
          new ConfigField.Flag(
              FieldHead.optional(
                      IN_PARTS,
                      "Read in parts",
                      "A large file is read in several parts at once where it can be cut safely")
                  .withDefault("true")
                  .asAdvanced()));

  /** What files that know their own types leave to be chosen. */
  private static final Map<Format, Set<String>> FOR_TYPED =
      Map.of(
          Format.PARQUET, Set.of(FORMAT, IN_PARTS),
          Format.AVRO, Set.of(FORMAT, IN_PARTS),
          Format.EXCEL, Set.of(FORMAT, HEADER, SHEET));

  private OptionFields() {}

  /**
   * Returns the fields. No escape character is the default: a backslash then is a backslash, as RFC
   * 4180 and spreadsheets write it, and doubled quotes are understood in any case.
   */
  public static List<ConfigField> all() {
    return FIELDS;
  }

  /** Returns those fields that a file of this name may need. */
  public static List<ConfigField> of(FileName name) {
    Optional<Set<String>> keys = name.format().map(FOR_TYPED::get);
    boolean text = name.promisesText();
    return FIELDS.stream()
        .filter(field -> keys.isEmpty() || keys.get().contains(field.head().key()))
        .filter(field -> !text || !field.head().key().equals(SHEET))
        .toList();
  }

  private static ConfigField.Choice choice(
      String key, String label, String standard, boolean advanced, Option... options) {
    FieldHead head = FieldHead.optional(key, label, "").withDefault(standard);
    return new ConfigField.Choice(advanced ? head.asAdvanced() : head, List.of(options));
  }
}
