package tributary.sandbox;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Who lives where. */
final class CensusFiles {
  private static final List<String> NOTES =
      List.of(
          "Prefers to be called by the middle name",
          "Said \"no visitors before ten\", please respect",
          "Daughter visits on Sundays;\nson calls on Wednesdays",
          "Birthday party planned 🎂, allergic to nuts",
          "Uses a walker, hearing aid left",
          "Speaks Spanish and English — 会話 class on Fridays",
          "Moved rooms, see chart");

  private CensusFiles() {}

  static List<SampleFile> of(Operator operator) {
    return List.of(
        SampleFile.text("census/facilities.csv", facilities(operator)),
        SampleFile.text("census/residents.csv", residents(operator)),
        SampleFile.gzip("census/admissions.csv.gz", admissions(operator)));
  }

  private static CharSequence facilities(Operator operator) {
    CsvText csv = CsvText.commas("facility_code", "name", "city", "state", "beds", "opened_on");
    for (Operator.Facility home : operator.facilities()) {
      csv.row(home.code(), home.name(), home.city(), home.state(), home.beds(), home.opened());
    }
    return csv.toString();
  }

  private static CharSequence residents(Operator operator) {
    Dice dice = new Dice(1);
    CsvText csv =
        CsvText.commas(
            "resident_id",
            "first_name",
            "last_name",
            "birth_date",
            "admitted_at",
            "facility_code",
            "room",
            "level_of_care",
            "monthly_rate",
            "active",
            "notes");
    for (Operator.Resident resident : operator.residents()) {
      csv.row(
          resident.id(),
          resident.firstName(),
          resident.lastName(),
          resident.born(),
          Dice.TIMESTAMP.format(resident.admitted()),
          resident.facility(),
          resident.room(),
          resident.level(),
          resident.monthlyRate(),
          resident.active(),
          dice.percent(30) ? dice.of(NOTES) : null);
    }
    return csv.toString();
  }

  private static CharSequence admissions(Operator operator) {
    Dice dice = new Dice(2);
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    CsvText csv =
        CsvText.commas(
            "admission_id",
            "resident_id",
            "facility_code",
            "admitted_at",
            "discharged_at",
            "referral_source",
            "payer");
    for (Operator.Resident resident : operator.residents()) {
      LocalDateTime left =
          resident.active() ? null : resident.admitted().plusDays(dice.between(3, 900));
      csv.row(
          dice.uuid(),
          resident.id(),
          resident.facility(),
          resident.admitted().format(format),
          left == null ? null : left.format(format),
          dice.of(List.of("Hospital", "Family", "Physician", "Home health", "Web")),
          dice.of(List.of("Private", "Medicare", "Medicaid", "Insurance")));
    }
    return csv.toString();
  }
}
