package tributary.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tributary.spi.ColumnType;
import tributary.spi.ConnectorException;

/** The service that odata-v4-server's makers test it with: Northwind's products, open to all. */
class NorthwindIT {
  private static NodeService service;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    service = NodeService.start("northwind.js", Map.of());
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static ServiceReading reading() {
    return new ServiceReading(
        service.root(), Map.of("authentication", "none"), PlainHttp.withoutSignIn());
  }

  @Test
  void findsEverySetWithItsKeyAndTypes() throws InterruptedException {
    try (ServiceReading reading = reading()) {
      assertThat(reading.check().failure()).isEmpty();
      assertThat(reading.tables()).hasSizeGreaterThan(15).contains("Products", "Categories");
      assertThat(reading.layout("Products").key()).containsExactly("_id");
      assertThat(reading.types("Products"))
          .containsEntry("Name", ColumnType.TEXT)
          .containsEntry("UnitPrice", ColumnType.DECIMAL)
          .containsEntry("Discontinued", ColumnType.BOOLEAN)
          .doesNotContainKey("Category");
      assertThat(reading.types("Users")).containsEntry("Location", ColumnType.JSON);
      assertThat(reading.types("ImagesControllerEntitySet")).containsOnlyKeys("Id", "Filename");
    }
  }

  @Test
  void readsEveryRowOfEverySet() throws IOException, InterruptedException {
    try (ServiceReading reading = reading()) {
      List<String> tables =
          reading.tables().stream().filter(name -> !name.equals("HeaderTestEntity")).toList();
      for (String table : tables) {
        assertThat(reading.requireSameAsPlain(table).all()).as(table).isNotEmpty();
      }
      assertThat(reading.read("Products").rows())
          .hasSize(76)
          .extracting(row -> row.values())
          .anySatisfy(
              values ->
                  assertThat(values)
                      .contains("Gumbär Gummibärchen", new BigDecimal("31.23"), false));
    }
  }

  @Test
  void saysThatOneSetIsNotForThisSignIn() {
    try (ServiceReading reading = reading()) {
      assertThat(
              catchThrowableOfType(
                  ConnectorException.class, () -> reading.read("HeaderTestEntity")))
          .hasMessage(
              "“127.0.0.1” does not let this sign-in read “HeaderTestEntity”. Ask who runs the"
                  + " service for the right, or leave the table out.");
    }
  }
}
