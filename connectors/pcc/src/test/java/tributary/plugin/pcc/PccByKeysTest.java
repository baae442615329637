package tributary.plugin.pcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.spi.Connector;
import tributary.spi.RowKey;
import tributary.spi.TableName;
import tributary.testkit.FullRead;
import tributary.testkit.MapConfigValues;
import tributary.testkit.RecordingBatchBuilder.Row;
import tributary.testkit.TestContext;

/** Single patients, read again because an event named them. */
class PccByKeysTest {
  private static final int FIRST = 100_001;
  private static final int PATIENTS = 12;

  @TempDir Path folder;
  private LocalPcc pcc;

  private final TestContext context = new TestContext();

  @BeforeEach
  void start() throws IOException {
    pcc = LocalPcc.start(folder, 2, PATIENTS);
  }

  @AfterEach
  void stop() throws IOException {
    context.close();
    pcc.close();
  }

  private List<Row> read(Map<String, String> changed, String table, Integer... patients)
      throws InterruptedException {
    Map<String, String> settings = new HashMap<>(pcc.settings());
    settings.putAll(changed);
    PccConnectorFactory factory = new PccConnectorFactory();
    try (Connector connector =
        factory.create(MapConfigValues.of(factory.descriptor().config(), settings), context)) {
      TableName name = new TableName("", table);
      return patients.length == 0
          ? FullRead.of(connector.source().orElseThrow(), name).rows()
          : FullRead.byKeys(
                  connector.source().orElseThrow(),
                  name,
                  List.of(patients).stream().map(id -> RowKey.of(id.toString())).toList())
              .rows();
    }
  }

  private List<Row> read(String table, Integer... patients) throws InterruptedException {
    return read(Map.of(), table, patients);
  }

  private static Object patient(Row row) {
    return row.values().get(0);
  }

  @Test
  void bringsThePresentStateOfAPatient() throws InterruptedException {
    List<Row> before = read("patients", FIRST);
    pcc.sandbox().controls().happen(FIRST, "patient.updateResidentInfo");

    List<Row> after = read("patients", FIRST);

    assertThat(after).hasSize(1).isNotEqualTo(before);
    assertThat(read("patients")).contains(after.get(0));
  }

  @Test
  void bringsAllRowsOfAPatientAndNobodyElses() throws InterruptedException {
    int before = read("allergies", FIRST).size();
    pcc.sandbox().controls().happen(FIRST, "allergy.add");

    assertThat(read("allergies", FIRST)).hasSize(before + 1);
    assertThat(read("medication_schedules", FIRST, FIRST + 1))
        .containsExactlyInAnyOrderElementsOf(
            read("medication_schedules").stream()
                .filter(row -> List.of((long) FIRST, FIRST + 1L).contains(patient(row)))
                .toList());
  }

  @Test
  void bringsNothingOfAPatientWhoIsGone() throws InterruptedException {
    assertThat(read("patients", FIRST)).hasSize(1);
    pcc.sandbox().controls().deletePatient(FIRST);

    assertThat(read("patients", FIRST)).isEmpty();
    assertThat(read("conditions", FIRST)).isEmpty();
    assertThat(read("patient_races", FIRST, FIRST + 1))
        .isNotEmpty()
        .allMatch(row -> row.values().contains(FIRST + 1L));
  }

  @Test
  void leavesOutWhoIsInAFacilityThatTheSettingsLeaveOut() throws InterruptedException {
    List<Row> all = read("patients");
    Object facility = all.get(0).values().get(1);
    Integer[] everybody =
        all.stream().map(row -> ((Long) patient(row)).intValue()).toArray(Integer[]::new);

    List<Row> some = read(Map.of("facilities", facility.toString()), "patients", everybody);

    assertThat(some)
        .isNotEmpty()
        .hasSizeLessThan(all.size())
        .allMatch(row -> row.values().get(1).equals(facility));
  }
}
