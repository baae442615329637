package tributary.web.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tributary.flow.ImportTableView;
import tributary.flow.TableChoice;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.spi.ColumnType;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

class TableGridTest {
  private static final ImportTableView SAVED =
      new ImportTableView(
          UUID.randomUUID(),
          new TableName("", "census.csv"),
          "census.csv",
          true,
          Purpose.METADATA,
          new EntityName("Census"),
          new TableOptions(Map.of("delimiter", "semicolon")),
          Map.of("room", ColumnType.TEXT),
          MisfitPolicy.WIDEN,
          List.of());

  @Test
  void keepsTheChoiceForATableThatTheSourceDoesNotHaveNow() {
    TableGrid grid = new TableGrid(List.of(), Map.of());

    grid.takeOver(List.of(SAVED));

    assertThat(grid.choices())
        .containsExactly(
            new TableChoice(
                SAVED.table(),
                true,
                SAVED.purpose(),
                "Census",
                SAVED.options(),
                SAVED.columnTypes(),
                SAVED.misfits()));
    TableLine line = grid.line(0);
    assertThat(line.isReadable()).isFalse();
    assertThat(line.getUnreadable()).isEqualTo("not at the source now");
  }

  @Test
  void letsATableThatIsGoneBeDeselectedAndSelectedAgain() {
    TableGrid grid = new TableGrid(List.of(), Map.of());
    grid.takeOver(List.of(SAVED));
    TableLine line = grid.line(0);

    line.setSelected(false);
    assertThat(line.choice().selected()).isFalse();
    line.setSelected(true);
    assertThat(line.choice().selected()).isTrue();
  }
}
