package tributary.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What partners send in formats of their own. Those that are not text are kept ready-made. */
final class ExchangeFiles {
  private ExchangeFiles() {}

  static List<SampleFile> of(Operator operator) {
    return List.of(
        readyMade("therapy_sessions.parquet"),
        readyMade("meal_orders.avro"),
        readyMade("staff_roster.xlsx"),
        zip("transport_requests.csv", transports(operator)));
  }

  private static SampleFile readyMade(String name) {
    try (InputStream in = ExchangeFiles.class.getResourceAsStream(name)) {
      return new SampleFile("exchange/" + name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entry's time is fixed, so that the archive is the same each time. */
  private static SampleFile zip(String name, CharSequence text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SampleFile("exchange/" + name + ".zip", packed.toByteArray());
  }

  private static CharSequence transports(Operator operator) {
    Dice dice = new Dice(600);
    CsvText csv =
        CsvText.commas("request_id", "resident_id", "pickup_on", "destination", "wheelchair");
    for (int i = 1; i <= 900; i++) {
      csv.row(
          i,
          dice.of(operator.residents()).id(),
          dice.date(LocalDate.of(2026, 1, 1), Operator.TODAY),
          dice.of(List.of("Eye clinic", "Dialysis, east wing", "Dentist", "Family visit")),
          dice.percent(30));
    }
    return csv.toString();
  }
}
