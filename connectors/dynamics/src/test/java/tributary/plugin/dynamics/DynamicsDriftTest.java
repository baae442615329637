package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.sandbox.dataverse.Controls;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.CursorProblem;
import tributary.spi.Source;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;

/** The tables change between one read and the next. */
class DynamicsDriftTest {
  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(60);

  private static Controls controls() {
    return DATAVERSE.controls();
  }

  private static void wantsEverything(Source source, TableName table, Cursor cursor) {
    ConnectorException failure =
        catchThrowableOfType(ConnectorException.class, () -> FullRead.since(source, table, cursor));
    assertThat(CursorProblem.CURSOR_EXPIRED.is(failure)).isTrue();
    assertThat(failure).hasMessageContaining("are others than at the last run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "systemuser"})
  void wantsEverythingOnceAColumnCameOrWent(String name) throws InterruptedException {
    TableName table = new TableName("", name);
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, table).cursor().orElseThrow();
      assertThat(FullRead.since(source, table, cursor).deletes()).isEmpty();

      controls().addColumn(name, "tr_new", "text");
      wantsEverything(source, table, cursor);
      Cursor with = FullRead.of(source, table).cursor().orElseThrow();
      assertThat(FullRead.since(source, table, with).deletes()).isEmpty();

      controls().dropColumn(name, "tr_new");
      wantsEverything(source, table, with);
      assertThat(FullRead.since(source, table, cursor).deletes())
          .as("a rollback brings the cursor before back")
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "systemuser"})
  void wantsEverythingOnceAColumnIsOfAnotherType(String name) throws InterruptedException {
    TableName table = new TableName("", name);
    controls().addColumn(name, "tr_new", "day");
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      for (String kind : List.of("local", "moment", "whole", "text")) {
        Cursor cursor = FullRead.of(source, table).cursor().orElseThrow();
        controls().changeColumn(name, "tr_new", kind);
        wantsEverything(source, table, cursor);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "systemuser"})
  void goesOnWhereOnlyALabelIsAnother(String name) throws InterruptedException {
    TableName table = new TableName("", name);
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, table).cursor().orElseThrow();
      controls().labelColumn(name, "modifiedon", "Last touched");
      controls().change(name, 1, 1);
      assertThat(FullRead.since(source, table, cursor).rows()).hasSize(1);
      assertThat(source.layout(table, TableOptions.NONE).columns())
          .filteredOn(column -> column.name().equals("modifiedon"))
          .extracting(column -> column.label().orElse(""))
          .containsExactly("Last touched");
    }
  }

  @Test
  void callsAColumnByItsNameWhereItHasNoLabel() throws InterruptedException {
    controls().labelColumn("account", "modifiedon", "");
    try (Connector connector = DATAVERSE.connector()) {
      assertThat(
              connector
                  .source()
                  .orElseThrow()
                  .layout(new TableName("", "account"), TableOptions.NONE)
                  .columns())
          .filteredOn(column -> column.name().equals("modifiedon"))
          .singleElement()
          .satisfies(column -> assertThat(column.label()).isEmpty());
    }
  }

  @Test
  void goesOnFromACursorOfAnEarlierVersion() throws InterruptedException {
    TableName table = new TableName("", "account");
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, table).cursor().orElseThrow();
      String link = cursor.value().substring(cursor.value().indexOf(' ') + 1);
      controls().change("account", 1, 2);
      assertThat(FullRead.since(source, table, new Cursor(1, link)).rows()).hasSize(2);
    }
  }

  @Test
  void saysThatATableIsGone() throws InterruptedException {
    TableName table = new TableName("", "account");
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, table).cursor().orElseThrow();
      controls().dropTable("account");
      ConnectorException failure =
          catchThrowableOfType(
              ConnectorException.class, () -> FullRead.since(source, table, cursor));
      assertThat(failure.code().name()).isEqualTo("TABLE_UNKNOWN");
      assertThat(failure)
          .hasMessage(
              "Dynamics 365 does not know the table “account”. If it was deleted there, take the"
                  + " table out of the dataflow.");
    }
  }
}
