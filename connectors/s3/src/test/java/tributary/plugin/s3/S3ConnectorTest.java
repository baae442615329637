package tributary.plugin.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.plugin.s3.Readings.Reading;
import tributary.spi.CheckStep;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.Option;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.RecordingBatchBuilder;
import tributary.testkit.TestContext;

class S3ConnectorTest {
  private static LocalS3 s3;
  private final TestContext context = new TestContext();

  @BeforeAll
  static void start() throws Exception {
    s3 = new LocalS3();
    s3.put(
        "intake/residents.csv",
        "id,name,born,balance,active,zip\n"
            + "1,\"Ann \"\"Nan\"\" Ode\",1931-02-28,12.50,true,00123\n"
            + "2,Bé,1940-12-01,-3,false,94110\n");
    s3.put("intake/vitals/2024.csv", "resident;pulse\n1;70\n2;71\n");
    s3.put("intake/vitals/2025.csv", "resident;pulse;oxygen\n1;72;98\n");
    s3.put("intake/diagnosis_codes.csv", "code,text\nI10,Hypertension\n");
    s3.put("intake/_SUCCESS", "");
    s3.put("intake/brochure.pdf", "%PDF-1.7");
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
  }

  @AfterEach
  void cleanUp() {
    context.close();
  }

  private Connector connector() {
    return Readings.connector(s3.settings("intake/"), context);
  }

  @Test
  void checksEveryStep() throws Exception {
    try (Connector connector = connector()) {
      assertThat(connector.check().steps())
          .allMatch(CheckStep::passed)
          .extracting(CheckStep::name)
          .containsExactly(
              "Reach the endpoint", "Sign in", "Find the bucket", "List the folder", "Read a file");
    }
  }

  @Test
  void listsFilesAndFoldersAsTables() throws Exception {
    try (Connector connector = connector()) {
      List<TableDescriptor> tables = connector.source().orElseThrow().tables();
      assertThat(tables)
          .extracting(TableDescriptor::fileName)
          .containsExactly("brochure.pdf", "diagnosis_codes.csv", "residents.csv", "vitals/");
      assertThat(tables)
          .extracting(TableDescriptor::suggestedEntity)
          .containsExactly("brochure", "diagnosis_codes", "residents", "vitals");
      assertThat(tables)
          .extracting(table -> table.suggestedPurpose().name())
          .containsExactly("DATA", "METADATA", "DATA", "DATA");
      assertThat(tables.get(0).unreadable()).get().asString().contains("PDF");
    }
  }

  @Test
  void readsTypedRows() throws Exception {
    try (Connector connector = connector()) {
      Reading reading = Readings.read(connector, "residents.csv", Map.of());
      assertThat(reading.layout().columns())
          .extracting(Column::type)
          .containsExactly(
              ColumnType.WHOLE,
              ColumnType.TEXT,
              ColumnType.DATE,
              ColumnType.DECIMAL,
              ColumnType.BOOLEAN,
              ColumnType.TEXT);
      assertThat(reading.rows().rows().get(0).values())
          .containsExactly(
              1L,
              "Ann \"Nan\" Ode",
              LocalDate.of(1931, 2, 28),
              new BigDecimal("12.50"),
              true,
              "00123");
      assertThat(reading.rows().rows()).extracting(row -> row.position()).containsExactly(2L, 3L);
    }
  }

  @Test
  void readsAFolderAsOneTable() throws Exception {
    try (Connector connector = connector()) {
      Reading reading = Readings.read(connector, "vitals/", Map.of());
      assertThat(reading.names()).containsExactly("resident", "pulse", "oxygen");
      assertThat(reading.layout().detected()).containsEntry("delimiter", "semicolon");
      assertThat(reading.rows().column("oxygen")).containsExactly(null, null, 98L);
    }
  }

  @Test
  void browsesBucketsAndFolders() throws Exception {
    try (Connector connector = connector()) {
      assertThat(connector.options("bucket", "")).containsExactly(Option.of(LocalS3.BUCKET));
      assertThat(connector.options("folder", "")).contains(new Option("intake/", "intake"));
      assertThat(connector.options("folder", "intake/"))
          .containsExactly(new Option("intake/vitals/", "vitals"));
    }
  }

  @Test
  void readsAFolderOfThousandsOfObjectsInTheOrderOfTheirKeys() throws Exception {
    IntStream.range(0, 1_010)
        .parallel()
        .forEach(
            i -> s3.put(String.format("many/parts/%05d.csv", i), i == 7 ? "" : "id\n" + i + "\n"));
    try (Connector connector = Readings.connector(s3.settings("many"), context)) {
      Source source = connector.source().orElseThrow();
      ReadRequest request = request("parts/", new Column("id", ColumnType.WHOLE, true));
      List<Split> splits = Readings.splits(source, request);
      assertThat(splits).hasSize(1_010).extracting(Split::id).doesNotHaveDuplicates();
      assertThat(splits).extracting(Split::label).isSorted().startsWith("parts/00000.csv");
      assertThat(Readings.read(source, request, splits.get(7)).rows()).isEmpty();
      assertThat(Readings.read(source, request, splits.get(8)).column("id")).containsExactly(8L);
    }
  }

  @Test
  void saysThatAnObjectVanishedAfterItWasPlanned() throws Exception {
    s3.put("gone/a.csv", "id\n1\n");
    try (Connector connector = Readings.connector(s3.settings("gone"), context)) {
      Source source = connector.source().orElseThrow();
      ReadRequest request = request("a.csv", new Column("id", ColumnType.WHOLE, true));
      Split split = Readings.splits(source, request).get(0);
      s3.delete("gone/a.csv");
      assertThatThrownBy(() -> Readings.read(source, request, split))
          .hasMessageStartingWith("gone/a.csv is no longer in bucket care-files");
      assertThatThrownBy(() -> source.plan(request))
          .hasMessageStartingWith("gone/a.csv is no longer in bucket care-files");
    }
  }

  @Test
  void saysThatAnObjectChangedAfterItWasPlanned() throws Exception {
    s3.put("new/a.csv", "id\n1\n");
    try (Connector connector = Readings.connector(s3.settings("new"), context)) {
      Source source = connector.source().orElseThrow();
      ReadRequest request = request("a.csv", new Column("id", ColumnType.WHOLE, true));
      Split split = Readings.splits(source, request).get(0);
      s3.put("new/a.csv", "id\n2\n");
      assertThatThrownBy(() -> Readings.read(source, request, split))
          .hasMessage("new/a.csv changed while it was read. Run again.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "accessKeyId,nobody,ACCESS_KEY_UNKNOWN",
    "secretAccessKey,wrong,SECRET_KEY_WRONG",
    "bucket,no-such-bucket,BUCKET_NOT_FOUND"
  })
  void namesTheSettingThatIsWrong(String key, String value, S3Problem problem) throws Exception {
    Map<String, String> settings = s3.settings("intake/");
    settings.put(key, value);
    try (Connector connector = Readings.connector(settings, context)) {
      CheckStep failure = connector.check().failure().orElseThrow();
      assertThat(failure.code()).contains(problem.toErrorCode());
      assertThat(failure.fieldKey()).contains(key);
    }
  }

  @Test
  void readsTheColumnsThatAnOverrideAsksFor() throws Exception {
    try (Connector connector = connector()) {
      Source source = connector.source().orElseThrow();
      ReadRequest request =
          request(
              "residents.csv",
              new Column("id", ColumnType.TEXT, true),
              new Column("zip", ColumnType.WHOLE, true));
      RecordingBatchBuilder rows =
          Readings.read(source, request, Readings.splits(source, request).get(0));
      assertThat(rows.column("id")).containsExactly("1", "2");
      assertThat(rows.column("zip").get(0)).isInstanceOf(RecordingBatchBuilder.Misfit.class);
      assertThat(rows.column("zip").get(1)).isEqualTo(94110L);
    }
  }

  private static ReadRequest request(String table, Column... columns) {
    return new ReadRequest.Full(new TableName("", table), TableOptions.NONE, List.of(columns));
  }
}
