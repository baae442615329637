package tributary.plugin.s3.file;

import java.util.Locale;

/** What a file holds. */
public enum Format {
  CSV,
  JSONL,
  JSON,
  PARQUET,
  AVRO,
  EXCEL;

  /** Returns the option's value for it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a person calls it. */
  public String words() {
    return switch (this) {
      case CSV -> "delimited text";
      case JSONL, JSON -> "JSON";
      case PARQUET -> "Parquet";
      case AVRO -> "Avro";
      case EXCEL -> "Excel";
    };
  }

  /** Returns whether it is text, of which other formats know nothing. */
  boolean isText() {
    return this == CSV || this == JSONL || this == JSON;
  }
}
