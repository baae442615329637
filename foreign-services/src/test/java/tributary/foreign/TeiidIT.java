package tributary.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.plugin.dynamics.DynamicsPlugin;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorFactory;
import tributary.spi.ConnectorPlugin;
import tributary.spi.ReadKind;
import tributary.testkit.ConnectorContract;
import tributary.testkit.RecordingBatchBuilder;

/**
 * Teiid's OData over its own catalogue: pages by the server's choice, every kind of value, and what
 * every connector must do.
 */
class TeiidIT extends ConnectorContract {
  private static final String USERNAME = "ann";
  private static final String PASSWORD = "correct horse";

  private static TeiidService service;

  @BeforeAll
  static void start() throws Exception {
    service = TeiidService.start(USERNAME, PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Override
  protected ConnectorPlugin plugin() {
    return new DynamicsPlugin();
  }

  @Override
  protected ConnectorFactory factory() {
    return ServiceReading.factory();
  }

  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(settings(PASSWORD, 50));
    settings.put("address", service.root().toString());
    return settings;
  }

  private static Map<String, String> settings(String password, int pageSize) {
    return Map.of(
        "authentication",
        "basic",
        "username",
        USERNAME,
        "password",
        password,
        "pageSize",
        Integer.toString(pageSize));
  }

  private static ServiceReading reading(String password, int pageSize) {
    return reading(service.root(), password, pageSize);
  }

  private static ServiceReading reading(URI root, String password, int pageSize) {
    return new ServiceReading(root, settings(password, pageSize), PlainHttp.as(USERNAME, PASSWORD));
  }

  @Test
  void findsEverySetWithItsKeyAndTypes() throws InterruptedException {
    try (ServiceReading reading = reading(PASSWORD, 1000)) {
      assertThat(reading.check().failure()).isEmpty();
      assertThat(reading.tables()).containsExactlyInAnyOrder("Tables", "Columns", "Kinds");
      assertThat(reading.layout("Kinds").key()).containsExactly("id", "part");
      assertThat(reading.layout("Kinds").reads())
          .containsExactlyInAnyOrder(ReadKind.FULL, ReadKind.INCREMENTAL);
      assertThat(reading.types("Kinds"))
          .containsEntry("amount", ColumnType.DECIMAL)
          .containsEntry("huge", ColumnType.DECIMAL)
          .containsEntry("far", ColumnType.WHOLE)
          .containsEntry("tiny", ColumnType.WHOLE)
          .containsEntry("share", ColumnType.DOUBLE)
          .containsEntry("born", ColumnType.DATE)
          .containsEntry("moment", ColumnType.TIMESTAMP)
          .containsEntry("clock", ColumnType.TIME)
          .containsEntry("raw", ColumnType.BYTES)
          .containsEntry("several", ColumnType.JSON);
      assertThat(reading.types("Columns")).containsKey("TableUID").doesNotContainKey("OfTable");
    }
  }

  @Test
  void keepsEveryKindOfValue() throws IOException, InterruptedException {
    try (ServiceReading reading = reading(PASSWORD, 1000)) {
      reading.requireSameAsPlain("Kinds");
      assertThat(reading.read("Kinds").rows())
          .extracting(RecordingBatchBuilder.Row::values)
          .anySatisfy(
              values ->
                  assertThat(values)
                      .contains(
                          "a'b/ü",
                          new BigDecimal("123456789012345678.123456"),
                          new BigDecimal("98765432109876543210"),
                          Long.MAX_VALUE,
                          Double.MAX_VALUE,
                          LocalDate.of(1923, 2, 28),
                          Instant.parse("2026-11-21T23:59:59.987654Z"),
                          LocalTime.of(23, 59, 59),
                          "Zoë Müller — 東京 😀 \"x\" \\ y"));
    }
  }

  @Test
  void followsThePagesThatTheServiceMakes() throws IOException, InterruptedException {
    try (ServiceReading reading = reading(PASSWORD, 1000)) {
      PlainHttp.Rows columns = reading.requireSameAsPlain("Columns");
      assertThat(columns.all()).hasSizeGreaterThan(2 * TeiidService.MOST_ON_A_PAGE);
      assertThat(columns.pages()).isGreaterThan(2);
      reading.requireSameAsPlain("Tables");
    }
  }

  @Test
  void goesOnWhereItWasInterrupted() throws IOException, InterruptedException {
    try (ServiceReading reading = reading(PASSWORD, 60)) {
      List<RecordingBatchBuilder.Row> whole = reading.read("Columns").rows();
      assertThat(reading.readCrashing("Columns", 60).rows())
          .containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void saysThatThePasswordIsWrong() throws InterruptedException {
    try (ServiceReading reading = reading("wrong-one", 1000)) {
      assertThat(reading.refusal("password"))
          .isEqualTo(
              "“127.0.0.1” refuses the sign-in. Correct it, or choose another way to sign in.");
    }
  }

  @Test
  void saysThatTheAddressIsOfNoService() throws InterruptedException {
    try (ServiceReading reading = reading(service.root().resolve("../nothing/"), PASSWORD, 1000)) {
      assertThat(reading.refusal("address"))
          .contains("answers, but not as an OData v4 service does");
    }
  }
}
