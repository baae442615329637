package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.spi.Connector;
import tributary.spi.Cursor;
import tributary.spi.Source;
import tributary.spi.TableDescriptor;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;

/** How many questions it takes: the service allows 6,000 in five minutes. */
class MetadataQuestionsTest {
  private static final int MORE_TABLES = 300;

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(20, MORE_TABLES);

  private static Connector connector() {
    return DATAVERSE.connector(LocalDataverse.with(DATAVERSE.settings(), "pageSize", "5000"));
  }

  private static List<TableName> tables(Source source, boolean tracked)
      throws InterruptedException {
    return source.tables().stream()
        .filter(table -> table.name().schema().isEmpty())
        .filter(table -> !table.name().name().equals("stringmap"))
        .filter(
            table ->
                tracked
                    == table.options().stream()
                        .noneMatch(option -> option.head().key().equals(DynamicsSource.SWEEP)))
        .map(TableDescriptor::name)
        .toList();
  }

  @Test
  void asksAboutTheColumnsOfManyTablesAtOnce() throws InterruptedException {
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      List<TableName> tables = new ArrayList<>(tables(source, true));
      tables.addAll(tables(source, false));
      assertThat(tables).hasSizeGreaterThan(MORE_TABLES);
      List<TableLayout> alone = new ArrayList<>();
      for (TableName table : tables.subList(0, 12)) {
        alone.add(source.layout(table, TableOptions.NONE));
      }
      long before = DATAVERSE.sandbox().calls();
      source.expect(tables);
      List<TableLayout> together = new ArrayList<>();
      for (TableName table : tables) {
        together.add(source.layout(table, TableOptions.NONE));
      }
      assertThat(DATAVERSE.sandbox().calls() - before).as("questions").isLessThanOrEqualTo(7);
      assertThat(together.subList(0, 12)).isEqualTo(alone);
    }
  }

  @Test
  void asksOnceOfATrackedTableWhetherOrNotAnythingChanged() throws InterruptedException {
    Map<TableName, Cursor> cursors = new HashMap<>();
    List<TableName> tables;
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      tables = tables(source, true);
      for (TableName table : tables) {
        cursors.put(table, FullRead.of(source, table).cursor().orElseThrow());
      }
    }
    DATAVERSE.controls().change("account", 1, 2);
    long before = DATAVERSE.sandbox().calls();
    long rows = 0;
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      source.expect(tables);
      for (TableName table : tables) {
        FullRead changes = FullRead.since(source, table, cursors.get(table));
        rows += changes.rows().size();
        cursors.put(table, changes.cursor().orElseThrow());
      }
      assertThat(DATAVERSE.sandbox().calls() - before)
          .as("questions: where to sign in, their columns, and the changes of each")
          .isLessThanOrEqualTo(tables.size() + 2);
      assertThat(rows).isEqualTo(2);

      DATAVERSE.controls().change("contact", 1, 1);
      TableName contact = new TableName("", "contact");
      assertThat(FullRead.since(source, contact, cursors.get(contact)).rows()).hasSize(1);
    }
  }

  @Test
  void looksOncePerManyTablesHowLargeTheyAre() throws InterruptedException {
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      List<TableName> tables = tables(source, false);
      source.expect(tables);
      long before = DATAVERSE.sandbox().calls();
      long read = 0;
      for (TableName table : tables) {
        read += FullRead.of(source, table).rows().size();
      }
      assertThat(read).isGreaterThanOrEqualTo(3L * MORE_TABLES);
      assertThat(DATAVERSE.sandbox().calls() - before)
          .as("questions: the rows, the newest versions of two tables, the columns, the sizes")
          .isLessThanOrEqualTo(tables.size() + 13);
    }
  }

  @Test
  void leavesATableThatIsGoneToItself() throws InterruptedException {
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      TableName account = new TableName("", "account");
      source.expect(List.of(new TableName("", "tr_gone"), new TableName("", "no!name"), account));
      assertThat(source.layout(account, TableOptions.NONE).key()).containsExactly("accountid");
    }
  }
}
