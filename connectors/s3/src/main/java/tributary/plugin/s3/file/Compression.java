package tributary.plugin.s3.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a file of text is packed. */
public enum Compression {
  NONE("", null),
  GZIP("gzip", Magic.GZIP, "gz", "gzip"),
  ZIP("ZIP", Magic.ZIP, "zip"),
  ZSTD("Zstandard", Magic.ZSTANDARD, "zst", "zstd"),
  BZIP2("bzip2", Magic.BZIP2, "bz2", "bzip2"),
  SNAPPY("framed Snappy", Magic.SNAPPY, "sz", "snappy");

  private final String words;
  private final Magic magic;
  private final List<String> extensions;

  Compression(String words, Magic magic, String... extensions) {
    this.words = words;
    this.magic = magic;
    this.extensions = List.of(extensions);
  }

  /** Returns the option's value for it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what a person calls it. */
  String words() {
    return words;
  }

  /** Returns what a file's name ends in, with its dot. */
  String extension() {
    return "." + extensions.get(0);
  }

  /** Returns the compression with this key. */
  static Compression ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** Returns the compression that a file's name speaks of. */
  static Compression ofName(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(compression -> compression.extensions.contains(extension))
        .findFirst()
        .orElse(NONE);
  }

  /** Returns the compression whose mark stands at the start. */
  static Compression seenIn(byte[] head) {
    Optional<Magic> seen = Magic.of(head);
    return Arrays.stream(values())
        .filter(compression -> seen.isPresent() && compression.magic == seen.get())
        .findFirst()
        .orElse(NONE);
  }
}
