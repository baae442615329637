package tributary.sandbox;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What is billed, and what went wrong. */
final class BusinessFiles {
  private BusinessFiles() {}

  static List<SampleFile> of(Operator operator) {
    return List.of(
        SampleFile.text(
            "billing/invoices.csv", invoices(operator), Charset.forName("windows-1252")),
        SampleFile.text("quality/incidents_with_errors.csv", incidents(operator)));
  }

  /** As an older billing program exports it: semicolons, Windows line ends, day first. */
  private static CharSequence invoices(Operator operator) {
    Dice dice = new Dice(400);
    DateTimeFormatter dayFirst = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    CsvText csv =
        new CsvText(';', "\r\n")
            .row("Invoice No", "Resident Id", "Issued", "Due", "Amount", "Paid", "Description");
    for (int i = 0; i < 6_000; i++) {
      LocalDate issued = dice.date(LocalDate.of(2025, 1, 1), Operator.TODAY);
      csv.row(
          "INV-%06d".formatted(i + 1),
          dice.of(operator.residents()).id(),
          issued.format(dayFirst),
          issued.plusDays(30).format(dayFirst),
          dice.money(40, 9_800),
          dice.percent(81) ? "Y" : "N",
          dice.of(
              List.of(
                  "Room and board",
                  "Café and guest meals",
                  "Therapy; 3 sessions",
                  "Señor Garcia's salon visit",
                  "Supplies – incontinence",
                  "Late fee € equivalent",
                  "\"One-time\" community fee")));
    }
    return csv.toString();
  }

  /** Mostly good, so that the few rows that are not can be seen to be kept apart. */
  private static CharSequence incidents(Operator operator) {
    Dice dice = new Dice(500);
    CsvText csv =
        CsvText.commas(
            "incident_id",
            "resident_id",
            "facility_code",
            "occurred_at",
            "kind",
            "injury",
            "days_lost",
            "cost");
    for (int i = 1; i <= 1_200; i++) {
      Operator.Resident resident = dice.of(operator.residents());
      String when = dice.timestamp(LocalDate.of(2026, 1, 1), Operator.TODAY);
      String cost = dice.money(0, 900).toString();
      switch (i) {
        case 350 ->
            csv.line(i + ",100004,LM002,2026-02-11T09:12:44Z,Fall,true,2,120.00,one,too many");
        case 610 -> csv.line(i + ",100009,LM005,2026-03-01T22:40:00Z,Elopement");
        case 777 -> csv.line(i + ",100017,LM001,2026-13-45T00:00:00Z,Fall,false,0,0.00");
        case 888 -> csv.line(i + ",100018,LM003,2026-04-09T14:03:21Z,Skin tear,maybe,1,35.50");
        case 1_100 -> csv.line(i + ",100023,LM004,2026-05-30T03:15:09Z,Fall,true,a few,80.00");
        case 1_199 ->
            csv.line(i + ",unknown,LM006,2026-06-21T18:55:30Z,Choking,true,3,not yet known");
        default ->
            csv.row(
                i,
                resident.id(),
                resident.facility(),
                when,
                dice.of(List.of("Fall", "Skin tear", "Medication error", "Elopement")),
                dice.percent(22),
                dice.between(0, 9),
                cost);
      }
    }
    return csv.toString();
  }
}
