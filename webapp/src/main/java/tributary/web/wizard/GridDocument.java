package tributary.web.wizard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.landing.Purpose;

/**
 * The grid of tables, as its page reads it.
 *
 * @param first the table to begin with
 * @param choices what fixed choices offer, each list once
 */
record GridDocument(int first, List<List<FormField.Choice>> choices, List<Line> tables) {

  /**
   * A table.
   *
   * @param at its index
   * @param changes how an incremental run comes to know what changed; empty where nobody says
   * @param options values of those options that stand as columns, by key
   * @param choices for a fixed choice, by key, which of the lists it offers
   */
  record Line(
      int at,
      String file,
      String entity,
      boolean selected,
      Purpose purpose,
      boolean readable,
      boolean selectable,
      String unreadable,
      String changes,
      Map<String, String> options,
      Map<String, Integer> choices) {}

  static GridDocument of(int first, List<TableLine> lines) {
    List<List<FormField.Choice>> lists = new ArrayList<>();
    List<Line> tables = lines.stream().map(line -> line(line, lists)).toList();
    return new GridDocument(first, lists, tables);
  }

  private static Line line(TableLine line, List<List<FormField.Choice>> lists) {
    Map<String, String> options = new HashMap<>();
    Map<String, Integer> choices = new HashMap<>();
    for (FormField field : line.getFields()) {
      if (TableGrid.COLUMNS.contains(field.key())) {
        options.put(field.key(), line.getOptions().getOrDefault(field.key(), ""));
        if (!field.choices().isEmpty()) {
          choices.put(field.key(), place(field.choices(), lists));
        }
      }
    }
    return new Line(
        line.getIndex(),
        line.getFileName(),
        line.getEntityName(),
        line.isSelected(),
        line.getPurpose(),
        line.isReadable(),
        line.isSelectable(),
        line.getUnreadable(),
        line.changes(),
        options,
        choices);
  }

  private static int place(List<FormField.Choice> wanted, List<List<FormField.Choice>> lists) {
    int known = lists.indexOf(wanted);
    if (known >= 0) {
      return known;
    }
    lists.add(wanted);
    return lists.size() - 1;
  }
}
