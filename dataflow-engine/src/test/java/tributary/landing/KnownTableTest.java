package tributary.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.ReadKind;
import tributary.spi.TableLayout;

class KnownTableTest {
  private static final Column ID = new Column("id", ColumnType.WHOLE, true);
  private static final Column BORN = new Column("born", ColumnType.DATE, true);

  private final KnownTable known = new KnownTable(List.of(ID, BORN), splits -> Map.of());

  private static TableLayout changes(Column... columns) {
    return new TableLayout(
        Arrays.asList(columns),
        List.of(),
        Set.of(ReadKind.FULL, ReadKind.LEDGER),
        true,
        OptionalLong.empty(),
        Map.of());
  }

  private static Column text(String name) {
    return new Column(name, ColumnType.TEXT, true);
  }

  @Test
  void takesNewColumnsInTheOrderOfWhatChanged() {
    assertThat(known.with(changes(BORN, text("note"), ID)).orElseThrow().columns())
        .containsExactly(BORN, text("note"), ID);
  }

  @Test
  void isTheWholeLayoutWhereNothingChanged() {
    assertThat(known.with(changes()).orElseThrow().columns()).containsExactly(ID, BORN);
  }

  @Test
  void holdsATypeThatAFewRowsDoNotShow() {
    assertThat(known.with(changes(text("id"), text("born"))).orElseThrow().columns())
        .containsExactly(ID, BORN);
  }

  @Test
  void takesAWiderType() {
    Column wider = new Column("id", ColumnType.DECIMAL, true);
    assertThat(known.with(changes(wider, BORN)).orElseThrow().columns())
        .containsExactly(wider, BORN);
  }

  @Test
  void doesNotTellWhetherTheSourceStillHasAColumnThatIsNotAmongTheChanged() {
    assertThat(known.with(changes(ID, text("note")))).isEmpty();
  }

  @Test
  void tellsColumnsOfOneNameApart() {
    KnownTable twice = new KnownTable(List.of(ID, ID), splits -> Map.of());
    assertThat(twice.with(changes(ID))).isEmpty();
    assertThat(twice.with(changes(ID, ID))).isPresent();
  }
}
