package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;

/** What choices are called. */
class DynamicsLabelsTest {
  private static final TableName ACCOUNT = new TableName("", "account");
  private static final List<Column> WANTED =
      List.of(
          new Column("tr_services", ColumnType.TEXT, true),
          new Column("tr_services_label", ColumnType.TEXT, true),
          new Column("statecode_label", ColumnType.TEXT, true));
  private static final DynamicsTable PATIENTS =
      new DynamicsTable("tr_patient", "tr_patients", "id", "Patient", true, Optional.empty());

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(40);

  private static List<List<Object>> rows() throws InterruptedException {
    try (Connector connector = DATAVERSE.connector()) {
      Source source = connector.source().orElseThrow();
      ReadRequest request = new ReadRequest.Full(ACCOUNT, TableOptions.NONE, WANTED);
      Split split = source.plan(request).splits().next(1).get(0);
      RecordingBatchBuilder out = new RecordingBatchBuilder(WANTED, Integer.MAX_VALUE);
      try (BatchReader reader = source.open(request, split, Optional.empty())) {
        reader.readInto(out);
      }
      return out.rows().stream().map(RecordingBatchBuilder.Row::values).toList();
    }
  }

  @Test
  void namesEachOfSeveralChosenValues() throws InterruptedException {
    assertThat(rows())
        .filteredOn(row -> row.get(0) != null && row.get(0).toString().contains(","))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              int chosen = row.get(0).toString().split(",").length;
              assertThat(row.get(1).toString().split("; ")).hasSize(chosen);
              assertThat(row.get(1).toString()).doesNotContainPattern("\\d");
            });
    assertThat(rows()).extracting(row -> row.get(2)).containsOnly("Active");
  }

  @Test
  void aValueWhoseOptionWasDeletedStandsForItself() throws InterruptedException {
    int several =
        DATAVERSE.controls().add(Fault.field("account", "tr_services", "\"100000001,77\""));
    assertThat(rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).startsWith("100000001,77", "Meals; 77"));
    DATAVERSE.controls().remove(several);
    DATAVERSE.controls().add(Fault.field("account", "statecode", "77"));
    assertThat(rows()).isNotEmpty().extracting(row -> row.get(2)).containsOnly("77");
  }

  private static ODataTable table(Map<String, String> status) {
    Map<String, String> id =
        Map.of("LogicalName", "id", "AttributeType", "Uniqueidentifier", "IsValidForRead", "true");
    return new DynamicsColumns(PATIENTS, List.of(id, status)).table(false);
  }

  private static Map<String, String> status(String options) {
    Map<String, String> status = new LinkedHashMap<>();
    status.put("LogicalName", "statuscode");
    status.put("AttributeType", "Status");
    if (options != null) {
      status.put("OptionSet.Options", options);
    }
    return status;
  }

  @Test
  void asksForNothingBesideTheValuesWhereTheMetadataTellsWhatTheyAreCalled() {
    ODataTable told =
        table(
            status(
                "[{\"Value\":1,\"Label\":{\"LocalizedLabels\":[],"
                    + "\"UserLocalizedLabel\":{\"Label\":\"Active\",\"LanguageCode\":1033}}}]"));
    assertThat(told.preferences()).isEmpty();
    assertThat(told.column("statuscode_label").orElseThrow().property()).isEqualTo("statuscode");
  }

  @Test
  void asksForTheLabelBesideEachValueWhereTheMetadataDoesNotTellIt() {
    for (String untold : new String[] {null, "[]"}) {
      ODataTable table = table(status(untold));
      assertThat(table.preferences())
          .containsExactly(
              "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"");
      assertThat(table.column("statuscode_label").orElseThrow().property())
          .isEqualTo("statuscode@OData.Community.Display.V1.FormattedValue");
    }
  }

  @Test
  void takesAnotherLanguageWhereNobodyWroteTheLabelInTheUsers() {
    ODataTable table =
        table(
            status(
                "[{\"Value\":1,\"Label\":{\"UserLocalizedLabel\":null,"
                    + "\"LocalizedLabels\":[{\"Label\":\"Aktiv\",\"LanguageCode\":1031}]}}]"));
    assertThat(table.column("statuscode_label").orElseThrow().labels()).isPresent();
    assertThat(table.preferences()).isEmpty();
  }

  @Test
  void callsAColumnInAnotherLanguageWhereNobodyCalledItInTheUsers() {
    Map<String, String> status = status("[]");
    status.put(
        "DisplayName.LocalizedLabels", "[{\"Label\":\"Statusgrund\",\"LanguageCode\":1031}]");
    assertThat(table(status).columns())
        .extracting(column -> column.displayName().orElse(""))
        .containsExactly("", "Statusgrund", "Statusgrund (label)");
  }
}
