package tributary.plugin.s3.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the first bytes of a file betray. */
enum Magic {
  GZIP("gzip data", 0x1f, 0x8b),
  ZIP("a ZIP archive or an Office document", 'P', 'K', 3, 4),
  OLD_OFFICE("an old or an encrypted Excel or Word file", 0xd0, 0xcf, 0x11, 0xe0),
  PARQUET("a Parquet file", 'P', 'A', 'R', '1'),
  AVRO("an Avro file", 'O', 'b', 'j', 1),
  ORC("an ORC file", 'O', 'R', 'C', 0),
  PDF("a PDF document", '%', 'P', 'D', 'F', '-'),
  PNG("a PNG image", 0x89, 'P', 'N', 'G'),
  JPEG("a JPEG image", 0xff, 0xd8, 0xff),
  GIF("a GIF image", 'G', 'I', 'F', '8'),
  BZIP2("bzip2 data", 'B', 'Z', 'h', -1, '1', 'A', 'Y', '&'),
  ZSTANDARD("Zstandard data", 0x28, 0xb5, 0x2f, 0xfd),
  SNAPPY("framed Snappy data", 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'),
  SEVEN_ZIP("a 7-Zip archive", '7', 'z', 0xbc, 0xaf),
  SQLITE("an SQLite database", 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't'),
  XML("an XML file", '<', '?', 'x', 'm', 'l'),
  HTML("a web page", '<', 'h', 't', 'm', 'l'),
  DOCTYPE("a web page", '<', '!', 'd', 'o', 'c', 't', 'y', 'p', 'e');

  private static final int ANY = -1;

  private final String words;
  private final int[] signature;

  Magic(String words, int... signature) {
    this.words = words;
    this.signature = signature;
  }

  /** Returns what a person calls it. */
  String words() {
    return words;
  }

  /** Returns the format of rows that it is the mark of, if of any. */
  Optional<Format> format() {
    return switch (this) {
      case PARQUET -> Optional.of(Format.PARQUET);
      case AVRO -> Optional.of(Format.AVRO);
      default -> Optional.empty();
    };
  }

  /** Returns the kind whose mark stands at the start, if any does. */
  static Optional<Magic> of(byte[] head) {
    return Arrays.stream(values()).filter(magic -> magic.isAt(head)).findFirst();
  }

  private boolean isAt(byte[] head) {
    if (head.length < signature.length) {
      return false;
    }
    if (signature[0] == '<') {
      String start = new String(head, 0, signature.length, StandardCharsets.ISO_8859_1);
      return start.toLowerCase(Locale.ROOT).equals(new String(signature, 0, signature.length));
    }
    for (int i = 0; i < signature.length; i++) {
      if (signature[i] != ANY && (head[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }
}
