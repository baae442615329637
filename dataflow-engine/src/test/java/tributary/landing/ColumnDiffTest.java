package tributary.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.spi.Column;
import tributary.spi.ColumnType;

class ColumnDiffTest {
  private static List<EntityColumns.Known> after(
      List<EntityColumns.Known> before, Column... columns) {
    return EntityColumns.next(before, List.of(columns), Map.of(), true, "a.csv");
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, true);
  }

  private static List<String> words(
      List<EntityColumns.Known> before, List<EntityColumns.Known> after) {
    return ColumnDiff.between(before, after, ColumnType::name).stream()
        .map(ColumnChange::words)
        .toList();
  }

  @Test
  void tellsWhatBecomesOfEachColumn() {
    List<EntityColumns.Known> first =
        after(
            List.of(),
            column("id", ColumnType.WHOLE),
            column("room", ColumnType.TEXT),
            column("age", ColumnType.WHOLE));
    List<EntityColumns.Known> second =
        after(
            first,
            column("id", ColumnType.WHOLE),
            column("age", ColumnType.DECIMAL),
            column("wing", ColumnType.TEXT));
    assertThat(words(first, second))
        .containsExactly(
            "column room is gone at the source",
            "column age from WHOLE to DECIMAL",
            "new column wing (TEXT)");
    List<EntityColumns.Known> third =
        after(second, column("room", ColumnType.TEXT), column("id", ColumnType.WHOLE));
    assertThat(words(second, third))
        .containsExactly(
            "column room is back at the source",
            "column age is gone at the source",
            "column wing is gone at the source");
  }

  @Test
  void anEntityWithoutColumnsYetChangesNothing() {
    assertThat(words(List.of(), after(List.of(), column("id", ColumnType.WHOLE)))).isEmpty();
  }

  /** An order that is not stable raises no false alarm: {@code AB#23349}. */
  @Test
  void theOrderOfColumnsDoesNotMatter() {
    List<EntityColumns.Known> first =
        after(List.of(), column("a", ColumnType.TEXT), column("b", ColumnType.WHOLE));
    List<EntityColumns.Known> second =
        after(first, column("b", ColumnType.WHOLE), column("a", ColumnType.TEXT));
    assertThat(words(first, second)).isEmpty();
    List<EntityColumns.Known> shuffled = new ArrayList<>(second);
    Collections.reverse(shuffled);
    assertThat(words(first, shuffled)).isEmpty();
  }
}
