package tributary.plugin.s3.file;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file's name says about it.
 *
 * @param base the last part of the path, without extensions that are understood
 * @param extension the extension in small letters, without that of a compression; may be empty
 * @param compression what the name's end says of compression
 */
public record FileName(String base, String extension, Compression compression) {
  private static final Set<String> DELIMITED = Set.of("csv", "tsv", "tab", "psv");
  private static final Set<String> ANY_TEXT = Set.of("txt", "text", "dat");
  private static final Set<String> JSON_LINES = Set.of("jsonl", "ndjson");
  private static final Set<String> WORKBOOK = Set.of("xlsx", "xlsm");
  private static final Map<String, String> NOT_ROWS =
      Map.ofEntries(
          Map.entry("xls", "a workbook in the old Excel format"),
          Map.entry("docx", "a Word document"),
          Map.entry("doc", "a Word document"),
          Map.entry("pdf", "a PDF document"),
          Map.entry("png", "an image"),
          Map.entry("jpg", "an image"),
          Map.entry("jpeg", "an image"),
          Map.entry("gif", "an image"),
          Map.entry("svg", "an image"),
          Map.entry("tif", "an image"),
          Map.entry("tiff", "an image"),
          Map.entry("7z", "a 7-Zip archive"),
          Map.entry("tar", "a tar archive"),
          Map.entry("tgz", "a tar archive"),
          Map.entry("orc", "an ORC file"),
          Map.entry("xml", "an XML file"),
          Map.entry("html", "a web page"),
          Map.entry("exe", "a program"),
          Map.entry("jar", "a program"));
  private static final Pattern DESCRIBING =
      Pattern.compile(
          "(?:^|[^a-z])(codes?|lookups?|types?|references?|definitions?|dictionary|dictionaries"
              + "|metadata|codesets?|codelists?)(?:[^a-z]|$)");
  private static final Pattern CAMEL_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** Takes a path apart. */
  public static FileName of(String path) {
    String folderless = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String name = folderless.substring(folderless.lastIndexOf('/') + 1);
    if (path.endsWith("/")) {
      return new FileName(name, "", Compression.NONE);
    }
    Compression compression = name.contains(".") ? Compression.ofName(name) : Compression.NONE;
    boolean packed = compression != Compression.NONE;
    String rest = packed ? name.substring(0, name.lastIndexOf('.')) : name;
    int dot = rest.lastIndexOf('.');
    if (dot <= 0) {
      return new FileName(rest, "", compression);
    }
    String extension = rest.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean known =
        DELIMITED.contains(extension)
            || ANY_TEXT.contains(extension)
            || JSON_LINES.contains(extension)
            || extension.equals("json")
            || extension.equals("parquet")
            || extension.equals("avro")
            || WORKBOOK.contains(extension)
            || NOT_ROWS.containsKey(extension);
    return new FileName(known ? rest.substring(0, dot) : rest, extension, compression);
  }

  /** Returns what the file is instead of rows, as far as its name tells. */
  public Optional<String> notRows() {
    return Optional.ofNullable(NOT_ROWS.get(extension));
  }

  /** Returns whether the name speaks of code lists, definitions and the like. */
  public boolean describes() {
    String words = CAMEL_BORDER.matcher(base).replaceAll("_").toLowerCase(Locale.ROOT);
    return DESCRIBING.matcher(words).find();
  }

  /** Returns whether the extension says that the file is to be read as it stands. */
  boolean promisesText() {
    return format().filter(Format::isText).isPresent() || ANY_TEXT.contains(extension);
  }

  /** Returns the format that the extension promises. */
  Optional<Format> format() {
    if (DELIMITED.contains(extension)) {
      return Optional.of(Format.CSV);
    }
    if (JSON_LINES.contains(extension)) {
      return Optional.of(Format.JSONL);
    }
    return switch (extension) {
      case "json" -> Optional.of(Format.JSON);
      case "parquet" -> Optional.of(Format.PARQUET);
      case "avro" -> Optional.of(Format.AVRO);
      case "xlsx", "xlsm" -> Optional.of(Format.EXCEL);
      default -> Optional.empty();
    };
  }
}
