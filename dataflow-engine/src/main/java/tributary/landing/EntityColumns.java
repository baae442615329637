package tributary.landing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tributary.problem.Refusal;
import tributary.spi.Column;
import tributary.spi.ColumnType;

/** Works out an entity's columns for a new generation: nothing is lost, types only widen. */
public final class EntityColumns {
  /**
   * How many columns of its own an entity holds: PostgreSQL's 1,600 less ours and some to spare.
   */
  public static final int MOST = 1_590;

  private static final int NAMED = 20;

  /** Characters; what is longer is a text about the column. */
  private static final int LONGEST_LABEL = 200;

  private EntityColumns() {}

  /**
   * A column of an entity as of a generation.
   *
   * @param readIndex its place among the columns the source gives; −1: the source has it no more
   * @param sourceName as the source writes it
   * @param occurrence 1 for the first column that the source calls so, 2 for the next
   * @param name in PostgreSQL
   * @param type of its values
   * @param stored whether the generation's table has it
   * @param label what people call it at the source; empty where it tells none
   */
  public record Known(
      int readIndex,
      String sourceName,
      int occurrence,
      String name,
      ColumnType type,
      boolean stored,
      String label) {
    /** Returns whether the source has it. */
    public boolean present() {
      return readIndex >= 0;
    }

    /** Returns it as the source and a table have it. */
    public Known with(int index, ColumnType newType, boolean inTable) {
      return new Known(index, sourceName, occurrence, name, newType, inTable, label);
    }

    private Known called(String newLabel) {
      return new Known(readIndex, sourceName, occurrence, name, type, stored, newLabel);
    }

    /** Returns it as a source has it. */
    public Column atSource() {
      return new Column(
          sourceName, type, true, label.isEmpty() ? Optional.empty() : Optional.of(label));
    }
  }

  /**
   * Returns the columns in the view's order: those known before in their order, then new ones.
   *
   * @param known the columns of the present generation
   * @param overrides types that a person chose, by source name or by name
   * @param widens whether a column may become text when the source now says so
   */
  public static List<Known> next(
      List<Known> known,
      List<Column> source,
      Map<String, ColumnType> overrides,
      boolean widens,
      String fileName) {
    Set<String> unmatched = new TreeSet<>(overrides.keySet());
    Map<Place, Known> byPlace = new HashMap<>();
    ColumnNames names = new ColumnNames();
    for (Known column : known) {
      byPlace.put(new Place(column.sourceName(), column.occurrence()), column);
      names.take(column.name());
    }
    Map<String, Integer> seen = new HashMap<>();
    Map<Place, Known> renewed = new HashMap<>();
    List<Known> added = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      Column column = source.get(i);
      String sourceName = clean(column.name());
      Place place = new Place(sourceName, seen.merge(sourceName, 1, Integer::sum));
      Known before = byPlace.get(place);
      String name = before == null ? names.make(place.sourceName, i + 1) : before.name();
      ColumnType override = overrides.getOrDefault(column.name(), overrides.get(name));
      ColumnType type = override == null ? type(before, column, widens) : override;
      unmatched.removeAll(List.of(column.name(), name));
      if (before == null) {
        added.add(
            new Known(i, place.sourceName, place.occurrence, name, type, true, label(column)));
      } else {
        renewed.put(place, before.with(i, type, true).called(label(column)));
      }
    }
    List<Known> next = new ArrayList<>();
    for (Known column : known) {
      unmatched.removeAll(List.of(column.sourceName(), column.name()));
      Place place = new Place(column.sourceName(), column.occurrence());
      Known now = renewed.get(place);
      next.add(now != null ? now : column.with(-1, column.type(), false));
    }
    next.addAll(added);
    refuseUnknown(unmatched, next, fileName);
    refuseTooMany(next, source.size(), fileName);
    return next;
  }

  /** Returns what columns of a new entity can be called by: the source's names and its own. */
  public static Set<String> names(List<Column> source) {
    ColumnNames made = new ColumnNames();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < source.size(); i++) {
      names.add(source.get(i).name());
      names.add(made.make(clean(source.get(i).name()), i + 1));
    }
    return names;
  }

  private static ColumnType type(Known before, Column column, boolean widens) {
    if (before == null) {
      return column.type();
    }
    return widens
        ? Widening.join(before.type(), column.type())
        : Widening.joinWithoutText(before.type(), column.type()).orElse(before.type());
  }

  private static void refuseUnknown(Set<String> unmatched, List<Known> columns, String fileName) {
    if (unmatched.isEmpty()) {
      return;
    }
    String there =
        columns.stream().limit(NAMED).map(Known::sourceName).collect(Collectors.joining(", "));
    int more = columns.size() - NAMED;
    throw Refusal.conflict(
        "COLUMN_NOT_FOUND",
        "columnTypes gives a type to “"
            + String.join("”, “", unmatched)
            + "”, but "
            + fileName
            + " has no such column. It has: "
            + there
            + (more > 0 ? " and " + more + " more" : "")
            + ". Correct the name or leave it out, then run again.");
  }

  private static void refuseTooMany(List<Known> columns, int atSource, String fileName) {
    if (atSource > MOST) {
      throw Refusal.conflict(
          "TOO_MANY_COLUMNS",
          "%s has %,d columns; an entity holds at most %,d. Split it at its source into several with fewer columns."
              .formatted(fileName, atSource, MOST));
    }
    if (columns.size() > MOST) {
      throw Refusal.conflict(
          "TOO_MANY_COLUMNS",
          "%s has had %,d different columns over time; an entity holds at most %,d. Load it as a new entity."
              .formatted(fileName, columns.size(), MOST));
    }
    Set<String> names = new HashSet<>();
    for (Known column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalStateException("Two columns are called " + column.name());
      }
    }
  }

  /** A label is one line of words; one that only repeats the name says nothing. */
  private static String label(Column column) {
    String line = column.label().orElse("").replaceAll("[\\p{Cntrl}\\p{Z}]+", " ").strip();
    int end =
        line.offsetByCodePoints(0, Math.min(LONGEST_LABEL, line.codePointCount(0, line.length())));
    String label = end < line.length() ? line.substring(0, end) + "…" : line;
    return label.equals(column.name()) ? "" : label;
  }

  private static String clean(String sourceName) {
    return sourceName.replace("\0", "");
  }

  private record Place(String sourceName, int occurrence) {}
}
