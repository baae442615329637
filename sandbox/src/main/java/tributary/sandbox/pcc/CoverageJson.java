package tributary.sandbox.pcc;

/** Who pays: one object with a list of payers. */
final class CoverageJson {
  private static final String[] RANKS = {"Primary", "Secondary", "Tertiary"};

  private CoverageJson() {}

  /** Name, kind and code of a patient's payer. */
  static String[] payer(Chart chart, int rank) {
    return chart.patient().chance(Topic.COVERAGE, rank).of(Vocabulary.PAYERS);
  }

  static byte[] one(Call call) throws Refusal {
    Chart chart = call.chart();
    Patient patient = chart.patient();
    Chance chance = patient.chance(Topic.COVERAGE);
    long from = Moments.known(patient.admitted()) ? patient.admitted() : patient.created();
    Json json = call.json().object().field("coverageId", chart.id());
    json.field("patientId", chart.id()).moment("effectiveFromDateTime", from);
    json.array("payers");
    int payers = chance.between(1, 3);
    for (int rank = 0; rank < payers; rank++) {
      String[] payer = payer(chart, rank);
      json.object().field("payerId", patient.rowId(rank)).field("payerName", payer[0]);
      json.field("payerType", payer[1]).field("payerCode", payer[2]);
      json.field("payerRank", RANKS[rank]);
      json.object("issuer").field("subscriberId", chance.digits(9));
      json.field("group", chance.percent(50) ? "GRP" + chance.digits(4) : null);
      json.day("planEffectiveDate", from).day("planExpirationDate", Moments.NEVER).end();
      json.object("insuredParty").field("relationship", "Self").end().end();
    }
    return json.endArray().end().bytes();
  }
}
