package tributary.web.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tributary.flow.ImportTableView;
import tributary.flow.TableChoice;
import tributary.landing.EntityName;
import tributary.landing.MisfitPolicy;
import tributary.landing.Purpose;
import tributary.problem.FieldProblem;
import tributary.spi.ColumnType;
import tributary.spi.ConfigField;
import tributary.spi.FieldHead;
import tributary.spi.Option;
import tributary.spi.TableDescriptor;
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

  private static TableGrid offered() {
    ConfigField delimiter =
        new ConfigField.Choice(
            FieldHead.optional("delimiter", "Delimiter", "").withDefault("comma"),
            List.of(new Option("comma", "Comma"), new Option("tab", "Tab")));
    TableDescriptor file =
        new TableDescriptor(
                new TableName("", "a\"b.csv"),
                "a\"b.csv",
                "a_b",
                TableDescriptor.SuggestedPurpose.DATA,
                Optional.empty(),
                List.of(delimiter),
                OptionalLong.empty(),
                Optional.empty())
            .withChanges(TableDescriptor.Changes.TOLD);
    TableDescriptor locked =
        new TableDescriptor(
            new TableName("", "locked"),
            "locked",
            "locked",
            TableDescriptor.SuggestedPurpose.METADATA,
            Optional.empty(),
            List.of(),
            OptionalLong.empty(),
            Optional.of("The privilege to read it is missing."));
    return new TableGrid(List.of(file, locked), Map.of());
  }

  @Test
  void tellsThePageWhatToDraw() throws JsonProcessingException {
    JsonNode document = new ObjectMapper().readTree(offered().getDocument());

    JsonNode file = document.path("tables").path(0);
    assertThat(file.path("file").asText()).isEqualTo("a\"b.csv");
    assertThat(file.path("selected").asBoolean()).isTrue();
    assertThat(file.path("changes").asText()).isEqualTo("TOLD");
    assertThat(file.path("options").path("delimiter").asText()).isEqualTo("comma");
    int offered = file.path("choices").path("delimiter").asInt();
    assertThat(document.path("choices").path(offered).path(1).path("label").asText())
        .isEqualTo("Tab");
    JsonNode locked = document.path("tables").path(1);
    assertThat(locked.path("readable").asBoolean()).isFalse();
    assertThat(locked.path("unreadable").asText())
        .isEqualTo("The privilege to read it is missing.");
    assertThat(locked.path("changes").asText()).isEmpty();
    assertThat(locked.path("options")).isEmpty();
  }

  @Test
  void takesWhatIsChangedInThePage() {
    TableGrid grid = offered();
    grid.line(0).change("selected", "false");
    grid.line(0).change("purpose", "METADATA");
    grid.line(0).change("entity", "B");
    grid.line(0).change("delimiter", "tab");
    grid.line(0).change("noSuchOption", "x");

    TableChoice choice = grid.choices().get(0);
    assertThat(choice.selected()).isFalse();
    assertThat(choice.purpose()).isEqualTo(Purpose.METADATA);
    assertThat(choice.entityName()).isEqualTo("B");
    assertThat(choice.options().values()).containsExactly(Map.entry("delimiter", "tab"));
  }

  @Test
  void changesNothingOfATableThatMayNotBeRead() {
    TableGrid grid = offered();
    grid.line(1).change("selected", "true");
    grid.line(1).change("entity", "Mine");

    assertThat(grid.choices().get(1).selected()).isFalse();
    assertThat(grid.choices().get(1).entityName()).isEqualTo("locked");
  }

  @Test
  void tellsWhichNameIsWrongAndWhatWouldDo() throws JsonProcessingException {
    Problems problems = new Problems();
    problems.put(
        new FieldProblem("tables[7].entityName", "NAME_INVALID", "“a b” has a space.", "a_b"));
    problems.put(new FieldProblem("settings.bucket", "SETTING_MISSING", "Enter the bucket.", ""));

    assertThat(new ObjectMapper().readTree(problems.getOfTables()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "[{\"at\":7,\"message\":\"“a b” has a space.\",\"suggestion\":\"a_b\"}]"));
  }
}
