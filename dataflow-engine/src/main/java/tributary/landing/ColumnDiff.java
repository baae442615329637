package tributary.landing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tributary.spi.ColumnType;

/** Tells how an entity's columns change. The order of columns does not matter. */
public final class ColumnDiff {
  private ColumnDiff() {}

  /**
   * Returns the changes, in the order of the later columns.
   *
   * @param before the columns of the present generation; none: the entity is new, nothing changes
   * @param after the columns of the one that follows
   * @param typeName what a type is called
   */
  public static List<ColumnChange> between(
      List<EntityColumns.Known> before,
      List<EntityColumns.Known> after,
      Function<ColumnType, String> typeName) {
    List<ColumnChange> changes = new ArrayList<>();
    if (before.isEmpty()) {
      return changes;
    }
    Map<String, EntityColumns.Known> known = new HashMap<>();
    before.forEach(column -> known.put(column.name(), column));
    for (EntityColumns.Known column : after) {
      EntityColumns.Known earlier = known.get(column.name());
      String to = typeName.apply(column.type());
      String from = earlier == null ? "" : typeName.apply(earlier.type());
      if (earlier == null) {
        changes.add(change(ColumnChange.Kind.ADDED, column, "", to));
        continue;
      }
      if (earlier.present() != column.present()) {
        ColumnChange.Kind kind =
            column.present() ? ColumnChange.Kind.RETURNED : ColumnChange.Kind.VANISHED;
        changes.add(change(kind, column, from, to));
      }
      if (earlier.type() != column.type()) {
        changes.add(change(ColumnChange.Kind.TYPE_CHANGED, column, from, to));
      }
    }
    return changes;
  }

  private static ColumnChange change(
      ColumnChange.Kind kind, EntityColumns.Known column, String from, String to) {
    return new ColumnChange(kind, column.name(), column.sourceName(), from, to);
  }
}
