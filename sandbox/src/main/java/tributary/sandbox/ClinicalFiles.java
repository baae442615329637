package tributary.sandbox;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** What is measured, given and assessed. */
final class ClinicalFiles {
  private static final int MEASUREMENTS_A_MONTH = 4_000;
  private static final List<String> DRUGS =
      List.of(
          "Amlodipine",
          "Atorvastatin",
          "Donepezil",
          "Furosemide",
          "Levothyroxine",
          "Lisinopril",
          "Metformin",
          "Metoprolol",
          "Omeprazole",
          "Sertraline");

  private ClinicalFiles() {}

  static List<SampleFile> of(Operator operator) {
    List<SampleFile> files = new ArrayList<>();
    for (int month = 1; month <= 6; month++) {
      YearMonth when = YearMonth.of(2026, month);
      files.add(SampleFile.text("clinical/vitals/" + when + ".csv", vitals(operator, when)));
    }
    files.add(SampleFile.text("clinical/medications.jsonl", medications(operator)));
    files.add(SampleFile.text("clinical/assessments.json", assessments(operator)));
    return files;
  }

  private static CharSequence vitals(Operator operator, YearMonth month) {
    Dice dice = new Dice(100 + month.getMonthValue());
    CsvText csv =
        CsvText.commas(
            "vital_id",
            "resident_id",
            "taken_at",
            "systolic",
            "diastolic",
            "pulse",
            "temperature_c",
            "oxygen_percent",
            "taken_by");
    for (int i = 0; i < MEASUREMENTS_A_MONTH; i++) {
      csv.row(
          month.getMonthValue() * 1_000_000L + i,
          dice.of(operator.residents()).id(),
          dice.timestamp(month.atDay(1), month.atEndOfMonth()),
          dice.between(98, 172),
          dice.between(54, 98),
          dice.between(52, 104),
          "%d.%d".formatted(dice.between(35, 38), dice.between(0, 9)),
          dice.percent(8) ? null : dice.between(88, 100),
          "nurse" + dice.between(1, 60));
    }
    return csv.toString();
  }

  private static CharSequence medications(Operator operator) {
    Dice dice = new Dice(200);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      LocalDate start = dice.date(LocalDate.of(2024, 1, 1), Operator.TODAY);
      String end =
          dice.percent(40) ? '"' + start.plusDays(dice.between(7, 200)).toString() + '"' : "null";
      lines.append(
          """
          {"order_id":"%s","resident_id":%d,"drug":"%s","dose_mg":%s,"times_a_day":%d,"as_needed":%b,"start_on":"%s","end_on":%s,"schedule":{"times":["08:00"%s],"route":"%s"}}
          """
              .formatted(
                  dice.uuid(),
                  dice.of(operator.residents()).id(),
                  dice.of(DRUGS),
                  dice.of(List.of("2.5", "5", "10", "20", "12.5", "500")),
                  dice.between(1, 4),
                  dice.percent(15),
                  start,
                  end,
                  dice.percent(50) ? ",\"20:00\"" : "",
                  dice.of(List.of("oral", "topical", "injection"))));
    }
    return lines;
  }

  private static CharSequence assessments(Operator operator) {
    Dice dice = new Dice(300);
    StringBuilder array = new StringBuilder("[\n");
    for (int i = 0; i < 2_500; i++) {
      array.append(i == 0 ? "  " : ",\n  ");
      array.append(
          "{\"assessment_id\": %d, \"resident_id\": %d, \"kind\": \"%s\", \"assessed_on\": \"%s\", \"score\": %s, \"signed\": %b, \"comment\": %s}"
              .formatted(
                  70_001 + i,
                  dice.of(operator.residents()).id(),
                  dice.of(List.of("Fall risk", "Cognition", "Skin", "Nutrition", "Pain")),
                  dice.date(LocalDate.of(2025, 1, 1), Operator.TODAY),
                  dice.percent(4) ? "null" : Integer.toString(dice.between(0, 28)),
                  dice.percent(93),
                  dice.percent(20) ? "\"Repeat in 30 days; \\\"watch\\\" 👀\"" : "null"));
    }
    return array.append("\n]\n");
  }
}
