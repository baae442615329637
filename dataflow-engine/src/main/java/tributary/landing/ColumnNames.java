package tributary.landing;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes names for columns out of what a source calls them: lower-case letters, digits and
 * underscores, at most 63 bytes, each once in an entity.
 */
final class ColumnNames {
  /** What every table of PostgreSQL has beside its own columns. */
  private static final Set<String> OF_POSTGRES =
      Set.of("tableoid", "ctid", "xmin", "cmin", "xmax", "cmax");

  /** What the tables behind an entity have so that rows can be merged and taken back. */
  private static final Set<String> OF_MERGES = Set.of("_deleted_at", "_object", "_seq", "_op");

  private final Set<String> taken = new HashSet<>(Entities.SYSTEM_COLUMNS);

  ColumnNames() {
    taken.addAll(OF_POSTGRES);
    taken.addAll(OF_MERGES);
  }

  /** Takes a name that a column has already. */
  void take(String name) {
    taken.add(name);
  }

  /**
   * Makes and takes a name.
   *
   * @param place counts from 1; names a column that has no name
   */
  String make(String sourceName, int place) {
    String base = usable(sourceName.strip());
    if (base.isEmpty()) {
      base = "column_" + place;
    }
    String name = shortened(base, sourceName);
    for (int n = 2; !taken.add(name); n++) {
      String suffix = "_" + n;
      String head = shortened(base, sourceName);
      int room = EntityName.MAX_BYTES - suffix.length();
      name = (bytes(head) <= room ? head : cut(head, room)) + suffix;
    }
    return name;
  }

  private static String usable(String sourceName) {
    StringBuilder out = new StringBuilder(sourceName.length());
    boolean meaning = false;
    for (int i = 0; i < sourceName.length(); ) {
      int point = sourceName.codePointAt(i);
      boolean kept = point == '_' || Character.isLetterOrDigit(point);
      meaning |= Character.isLetterOrDigit(point);
      out.appendCodePoint(kept ? point : '_');
      i += Character.charCount(point);
    }
    if (!meaning) {
      return "";
    }
    String lower = out.toString().toLowerCase(Locale.ROOT);
    int first = lower.codePointAt(0);
    return first == '_' || Character.isLetter(first) ? lower : "_" + lower;
  }

  private static String shortened(String base, String sourceName) {
    if (bytes(base) <= EntityName.MAX_BYTES) {
      return base;
    }
    return cut(base, EntityName.MAX_BYTES - 9) + "_" + ShortHash.of(sourceName);
  }

  /** Cuts between characters. */
  private static String cut(String text, int maxBytes) {
    int end = 0;
    int size = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      size += bytes(Character.toString(point));
      if (size > maxBytes) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
