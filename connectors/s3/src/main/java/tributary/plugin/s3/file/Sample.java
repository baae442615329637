package tributary.plugin.s3.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** What has been seen of a table's rows, over all the files that were looked into. */
final class Sample {
  /** The column that takes what a row has beyond the columns known. */
  static final String OTHER = "_other";

  private final DateTimes times;
  private final Map<ColumnKey, TypeGuess> guesses = new LinkedHashMap<>();
  private final Map<String, String> detected = new HashMap<>();
  private boolean keysVary;
  private long rows;
  private long bytes;

  Sample(DateTimes times) {
    this.times = times;
  }

  DateTimes times() {
    return times;
  }

  /** Returns the guesses of these columns, made where they are new. */
  List<TypeGuess> guesses(List<String> names) {
    List<TypeGuess> found = new ArrayList<>(names.size());
    for (ColumnKey key : ColumnKey.of(names)) {
      found.add(guesses.computeIfAbsent(key, unknown -> new TypeGuess()));
    }
    return found;
  }

  /** Returns how many columns are known. */
  int columns() {
    return guesses.size();
  }

  /** Notes that rows of JSON have different keys. */
  void keysVary() {
    keysVary = true;
  }

  /** Notes what a file was found to be; the first file's word stands. */
  void detected(OpenFile file) {
    detected.putIfAbsent(OptionFields.FORMAT, file.format().key());
    detected.putIfAbsent(OptionFields.COMPRESSION, file.compression().key());
    detected.putIfAbsent(OptionFields.ENCODING, file.encoding().name().toLowerCase(Locale.ROOT));
    if (file.format() == Format.CSV) {
      detected.putIfAbsent(
          OptionFields.DELIMITER, FileOptions.delimiterKey(file.dialect().delimiter()));
    }
  }

  /** Counts rows and the bytes they took. */
  void count(long moreRows, long moreBytes) {
    rows += moreRows;
    bytes += moreBytes;
  }

  /** Returns what it comes to. */
  FileLayout layout() {
    List<Column> columns = new ArrayList<>(guesses.size());
    Set<Integer> dayFirst = new HashSet<>();
    boolean certain = guesses.values().stream().allMatch(TypeGuess::hasCertainDayOrder);
    guesses.forEach(
        (key, guess) -> {
          if (guess.hasDayFirst()) {
            dayFirst.add(columns.size());
          }
          columns.add(new Column(key.name(), guess.type(), true));
        });
    if (keysVary && !guesses.containsKey(new ColumnKey(OTHER, 0))) {
      columns.add(new Column(OTHER, ColumnType.JSON, true));
    }
    OptionalLong perRow =
        rows == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(1, bytes / rows));
    return new FileLayout(columns, dayFirst, detected, perRow, certain);
  }
}
