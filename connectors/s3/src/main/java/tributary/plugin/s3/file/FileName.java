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
 * @param gzip whether the name ends in .gz
 */
public record FileName(String base, String extension, boolean gzip) {
  private static final Set<String> DELIMITED = Set.of("csv", "tsv", "tab", "psv");
  private static final Set<String> ANY_TEXT = Set.of("txt", "text", "dat");
  private static final Set<String> JSON_LINES = Set.of("jsonl", "ndjson");
  private static final Map<String, String> NOT_ROWS =
      Map.ofEntries(
          Map.entry("xlsx", "an Excel workbook"),
          Map.entry("xls", "an Excel workbook"),
          Map.entry("xlsm", "an Excel workbook"),
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
          Map.entry("zip", "a ZIP archive"),
          Map.entry("7z", "a 7-Zip archive"),
          Map.entry("tar", "a tar archive"),
          Map.entry("tgz", "a tar archive"),
          Map.entry("bz2", "bzip2 data"),
          Map.entry("zst", "Zstandard data"),
          Map.entry("parquet", "a Parquet file"),
          Map.entry("avro", "an Avro file"),
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
      return new FileName(name, "", false);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean gzip = lower.endsWith(".gz") || lower.endsWith(".gzip");
    String rest = gzip ? name.substring(0, name.lastIndexOf('.')) : name;
    int dot = rest.lastIndexOf('.');
    if (dot <= 0) {
      return new FileName(rest, "", gzip);
    }
    String extension = rest.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean known =
        DELIMITED.contains(extension)
            || ANY_TEXT.contains(extension)
            || JSON_LINES.contains(extension)
            || extension.equals("json")
            || NOT_ROWS.containsKey(extension);
    return new FileName(known ? rest.substring(0, dot) : rest, extension, gzip);
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
    return format().isPresent() || ANY_TEXT.contains(extension);
  }

  /** Returns the format that the extension promises. */
  Optional<FileOptions.Format> format() {
    if (DELIMITED.contains(extension)) {
      return Optional.of(FileOptions.Format.CSV);
    }
    if (JSON_LINES.contains(extension)) {
      return Optional.of(FileOptions.Format.JSONL);
    }
    return extension.equals("json") ? Optional.of(FileOptions.Format.JSON) : Optional.empty();
  }
}
