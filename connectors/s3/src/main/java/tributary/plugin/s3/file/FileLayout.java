package tributary.plugin.s3.file;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import tributary.spi.Column;

/**
 * What sampling found out.
 *
 * @param columns the columns, those of later files behind those of the first
 * @param dayFirst indexes of the columns whose dates have the day first
 * @param detected option values where they were left to be detected
 * @param bytesPerRow how long a row is, where that is known
 * @param dayOrderCertain whether no date was seen that could be read both ways without another
 *     value of its column telling which way is right
 */
public record FileLayout(
    List<Column> columns,
    Set<Integer> dayFirst,
    Map<String, String> detected,
    OptionalLong bytesPerRow,
    boolean dayOrderCertain) {
  /** What there is to be found in no files. */
  public static final FileLayout NOTHING =
      new FileLayout(List.of(), Set.of(), Map.of(), OptionalLong.empty(), true);

  public FileLayout {
    columns = List.copyOf(columns);
    dayFirst = Set.copyOf(dayFirst);
    detected = Map.copyOf(detected);
  }

  /** Returns which of these columns, perhaps in another order, have dates with the day first. */
  public List<Integer> dayFirstAmong(List<Column> wanted) {
    List<ColumnKey> own = ColumnKey.ofColumns(columns);
    List<ColumnKey> keys = ColumnKey.ofColumns(wanted);
    return IntStream.range(0, keys.size())
        .filter(i -> dayFirst.contains(own.indexOf(keys.get(i))))
        .boxed()
        .toList();
  }
}
