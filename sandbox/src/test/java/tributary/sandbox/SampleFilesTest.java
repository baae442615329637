package tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleFilesTest {
  private final Map<String, byte[]> files =
      SampleFiles.all().stream().collect(Collectors.toMap(SampleFile::key, SampleFile::content));

  @Test
  void areTheSameBytesEveryTime() {
    List<SampleFile> again = SampleFiles.all();

    assertThat(again).hasSameSizeAs(files.keySet());
    assertThat(again).allMatch(file -> Arrays.equals(file.content(), files.get(file.key())));
  }

  @Test
  void coverEveryFormat() {
    assertThat(files)
        .containsKeys(
            "census/residents.csv",
            "census/facilities.csv",
            "census/admissions.csv.gz",
            "clinical/vitals/2026-01.csv",
            "clinical/vitals/2026-06.csv",
            "clinical/medications.jsonl",
            "clinical/assessments.json",
            "billing/invoices.csv",
            "exchange/therapy_sessions.parquet",
            "exchange/meal_orders.avro",
            "exchange/staff_roster.xlsx",
            "exchange/transport_requests.csv.zip",
            "quality/incidents_with_errors.csv",
            "reference/diagnosis_codes.csv",
            "reference/level_of_care_types.csv");
  }

  @Test
  void shareOneLayoutInTheVitalsFolder() {
    Function<String, String> header =
        key -> text(files.get(key), StandardCharsets.UTF_8).lines().findFirst().orElseThrow();

    assertThat(
            files.keySet().stream().filter(key -> key.startsWith("clinical/vitals/")).map(header))
        .hasSize(6)
        .containsOnly(header.apply("clinical/vitals/2026-01.csv"));
  }

  @Test
  void holdQuotesLineBreaksAndEmojiAmongTheResidents() {
    String residents = text(files.get("census/residents.csv"), StandardCharsets.UTF_8);

    assertThat(residents).contains("\"\"no visitors before ten\"\"", "Sundays;\nson", "🎂", "会話");
    assertThat(residents.lines().count()).isGreaterThan(3_200);
  }

  @Test
  void writeTheInvoicesAsAnOldWindowsProgramDoes() {
    String invoices = text(files.get("billing/invoices.csv"), Charset.forName("windows-1252"));

    assertThat(invoices).startsWith("Invoice No;Resident Id;Issued;").contains("\r\n", "Café", "€");
    assertThat(invoices).doesNotContain("\uFFFD");
  }

  @Test
  void holdAFewIncidentsThatDoNotFit() {
    String incidents = text(files.get("quality/incidents_with_errors.csv"), StandardCharsets.UTF_8);

    assertThat(incidents.lines().filter(line -> line.split(",").length != 8)).hasSize(2);
    assertThat(incidents).contains("2026-13-45", "maybe", "a few", "not yet known");
  }

  @Test
  void growLargeWithThirteenColumnsAndWholeIdentifiers() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    LargeCsv.write(2_000, first);
    LargeCsv.write(2_000, second);

    assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
    List<String> lines = first.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2_001).allMatch(line -> line.split(",", -1).length == 13);
    assertThat(lines.get(2_000)).startsWith("2000,");
    assertThat(lines.subList(1, 2_001))
        .allMatch(
            line ->
                line.matches(
                    "\\d+,[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12},\\d{8},[^,]+,[^,]+,"
                        + "\\d{4}-\\d\\d-\\d\\d,\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ,LM00[1-8],[A-Z0-9.]+,"
                        + "\\d{2,3},\\d+\\.\\d\\d,3\\d\\.\\d,(true|false)"));
  }

  private static String text(byte[] content, Charset charset) {
    return new String(content, charset);
  }
}
