package tributary.plugin.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tributary.plugin.s3.file.FileLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/**
 * What was seen of tables a moment ago, for the plan that follows. Most looks are not followed by
 * one, so only the last few are kept. Thread-safe.
 */
final class S3Looks {
  private static final int KEPT = 4;

  /**
   * What was seen of a table.
   *
   * @param parts its objects
   * @param layout what was found in them; empty: the plan has to look again
   */
  record Look(S3Parts parts, Optional<FileLayout> layout) {}

  private record Place(TableName table, TableOptions options) {}

  private final Map<Place, Look> looks = new LinkedHashMap<>();

  synchronized void keep(TableName table, TableOptions options, Look look) {
    Place place = new Place(table, options);
    looks.remove(place);
    looks.put(place, look);
    if (looks.size() > KEPT) {
      looks.remove(looks.keySet().iterator().next());
    }
  }

  /** Returns the look at a table, once. */
  synchronized Optional<Look> take(TableName table, TableOptions options) {
    return Optional.ofNullable(looks.remove(new Place(table, options)));
  }
}
