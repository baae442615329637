package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;

/**
 * One move of a patient.
 *
 * @param number its number among the patient's moves
 * @param bed where to, or where from when the patient leaves; -1 for nobody's bed
 */
record AdtRecord(int number, Move move, long at, int bed) {
  /** The moves, with the vendor's code, its words, and its own class of them. */
  enum Move {
    ADMISSION("AA", "Actual Admit", "Admission"),
    READMISSION("RAA", "Actual ReAdmit", "Admission"),
    TRANSFER("TRN", "Room Change", "Internal Transfer"),
    LEAVE("TO", "Transfer Out", "Leave"),
    RETURN("TI", "Transfer In", "Return from Leave"),
    DISCHARGE("DD", "Discharge", "Discharge"),
    DEATH("DE", "Deceased", "Death");

    final String code;
    final String words;
    final String standard;

    Move(String code, String words, String standard) {
      this.code = code;
      this.words = words;
      this.standard = standard;
    }
  }

  /** All moves of a patient, in the order they happened. */
  static List<AdtRecord> of(Chart chart) {
    List<AdtRecord> list = new ArrayList<>();
    Patient patient = chart.patient();
    int bed = patient.bed();
    if (Moments.known(patient.admitted())) {
      beginning(chart, list);
    }
    for (Change change : chart.changes()) {
      if (change.kind().moves()) {
        bed = change.value() >= 0 ? change.value() : bed;
        list.add(new AdtRecord(list.size(), move(change.kind()), change.at(), bed));
      }
    }
    return list;
  }

  private static void beginning(Chart chart, List<AdtRecord> list) {
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.ADT);
    int beds = patient.facility().beds();
    int bed = patient.bed() >= 0 ? patient.bed() : chance.below(beds);
    int transfers = chance.below(3);
    boolean hospital = chance.percent(35);
    int steps = transfers + (hospital ? 2 : 0) + 1;
    list.add(
        new AdtRecord(
            0, Move.ADMISSION, patient.admitted(), transfers == 0 ? bed : chance.below(beds)));
    for (int i = 1; i <= transfers; i++) {
      long at = chart.between(i, steps + 1, chance);
      list.add(
          new AdtRecord(list.size(), Move.TRANSFER, at, i == transfers ? bed : chance.below(beds)));
    }
    if (hospital) {
      long left = chart.between(transfers + 1, steps + 1, chance);
      long back = Math.min(left + 4 * Moments.DAY, chart.lastFromStart() - Moments.HOUR);
      list.add(new AdtRecord(list.size(), Move.LEAVE, Math.min(left, back), bed));
      list.add(new AdtRecord(list.size(), Move.RETURN, back, bed));
    }
    if (Moments.known(patient.discharged())) {
      Move end = Moments.known(patient.died()) ? Move.DEATH : Move.DISCHARGE;
      list.add(new AdtRecord(list.size(), end, patient.discharged(), bed));
    }
  }

  private static Move move(Change.Kind kind) {
    return switch (kind) {
      case ADMIT -> Move.ADMISSION;
      case READMIT -> Move.READMISSION;
      case TRANSFER -> Move.TRANSFER;
      case LEAVE -> Move.LEAVE;
      case RETURN -> Move.RETURN;
      case DISCHARGE -> Move.DISCHARGE;
      case DEATH -> Move.DEATH;
      default -> throw new IllegalArgumentException(kind.name());
    };
  }
}
