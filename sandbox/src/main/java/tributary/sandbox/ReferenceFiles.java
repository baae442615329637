package tributary.sandbox;

import java.util.List;

/** Code lists: what the codes in the other files mean. */
final class ReferenceFiles {
  private ReferenceFiles() {}

  static List<SampleFile> all() {
    return List.of(
        SampleFile.text("reference/level_of_care_types.csv", levels()),
        SampleFile.text("reference/diagnosis_codes.csv", diagnoses()));
  }

  private static CharSequence levels() {
    return CsvText.commas("code", "label", "description", "sort_order", "licensed")
        .row("IL", "Independent living", "Own apartment, no daily care", 1, false)
        .row("AL", "Assisted living", "Help with the activities of daily living", 2, true)
        .row("MC", "Memory care", "Secured, for dementia; staff day and night", 3, true)
        .row("SNF", "Skilled nursing", "Nursing and rehabilitation, day and night", 4, true)
        .toString();
  }

  private static CharSequence diagnoses() {
    CsvText csv = CsvText.commas("code", "description", "chapter", "chronic");
    List.of(
            "E11.9|Type 2 diabetes mellitus without complications|Endocrine|true",
            "E78.5|Hyperlipidemia, unspecified|Endocrine|true",
            "F01.50|Vascular dementia without behavioral disturbance|Mental|true",
            "F03.90|Unspecified dementia without behavioral disturbance|Mental|true",
            "F32.A|Depression, unspecified|Mental|false",
            "G20.A1|Parkinson's disease without dyskinesia|Nervous system|true",
            "G30.9|Alzheimer's disease, unspecified|Nervous system|true",
            "H54.7|Unspecified visual loss|Eye|true",
            "H91.90|Unspecified hearing loss, unspecified ear|Ear|true",
            "I10|Essential (primary) hypertension|Circulatory|true",
            "I48.91|Unspecified atrial fibrillation|Circulatory|true",
            "I50.9|Heart failure, unspecified|Circulatory|true",
            "J44.9|Chronic obstructive pulmonary disease, unspecified|Respiratory|true",
            "L89.90|Pressure ulcer of unspecified site, unspecified stage|Skin|false",
            "M17.9|Osteoarthritis of knee, unspecified|Musculoskeletal|true",
            "M81.0|Age-related osteoporosis without current pathological fracture|Musculoskeletal|true",
            "N18.30|Chronic kidney disease, stage 3 unspecified|Genitourinary|true",
            "N39.0|Urinary tract infection, site not specified|Genitourinary|false",
            "R26.81|Unsteadiness on feet|Symptoms|false",
            "R41.0|Disorientation, unspecified|Symptoms|false",
            "S72.001A|Fracture of unspecified part of neck of right femur, initial encounter|Injury|false",
            "Z66|Do not resuscitate|Factors|false",
            "Z74.1|Need for assistance with personal care|Factors|true",
            "Z91.81|History of falling|Factors|true")
        .forEach(line -> csv.row((Object[]) line.split("\\|")));
    return csv.toString();
  }
}
