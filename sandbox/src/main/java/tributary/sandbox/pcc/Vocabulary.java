package tributary.sandbox.pcc;

/** The words of senior care that rows are made of. Names of people are drawn by chance. */
final class Vocabulary {
  static final String[] OBSERVATION_TYPES = {
    "bloodPressure",
    "heartrate",
    "temperature",
    "respirations",
    "oxygenSaturation",
    "weight",
    "bloodSugar",
    "painLevel",
    "height"
  };
  static final String[] FEMALE = {
    "Ada",
    "Agnes",
    "Alma",
    "Beatrice",
    "Clara",
    "Cora",
    "Delia",
    "Dorothy",
    "Edith",
    "Eleanor",
    "Elsie",
    "Esther",
    "Ethel",
    "Flora",
    "Frances",
    "Gladys",
    "Hazel",
    "Ida",
    "Irene",
    "Iris",
    "June",
    "Lena",
    "Lillian",
    "Lucille",
    "Mabel",
    "Marian",
    "Martha",
    "Maude",
    "Mildred",
    "Myrtle",
    "Nora",
    "Olive",
    "Pearl",
    "Rose",
    "Ruth",
    "Sofía",
    "Sylvia",
    "Thelma",
    "Vera",
    "Viola",
    "Willa",
    "Zoë",
    "Łucja",
    "Yūko"
  };
  static final String[] MALE = {
    "Albert", "Arthur", "Bernard", "Clarence", "Earl", "Edwin", "Ernest", "Eugene", "Franklin",
    "Harold", "Henry", "Howard", "José", "Leonard", "Lloyd", "Luther", "Milton", "Oscar",
    "Ralph", "Raymond", "René", "Roy", "Stanley", "Søren", "Walter"
  };
  static final String[] LAST = {
    "Abernathy",
    "Ashdown",
    "Barrowclough",
    "Beaulieu",
    "Birchwood",
    "Brightwater",
    "Calloway",
    "Castellano",
    "Clearwater",
    "Coldstream",
    "D'Angelis",
    "Darrow",
    "Delacroix",
    "Ellsworth",
    "Fairbanks",
    "Fernsby",
    "García-Núñez",
    "Goldfinch",
    "Greenleaf",
    "Halloran",
    "Harrowgate",
    "Hawthorne",
    "Ingleby",
    "Jankowski",
    "Kettlewell",
    "Lindqvist",
    "Lockhart",
    "MacAllister",
    "Marlowe",
    "Merriweather",
    "Müller",
    "Nakagawa",
    "Netherfield",
    "O'Rourke",
    "Oakhurst",
    "Pemberton",
    "Penhallow",
    "Quillfeather",
    "Ravenscroft",
    "Redfern",
    "Saltonstall",
    "Silverton",
    "Stonebridge",
    "Thistlewood",
    "Thornbury",
    "Underhill",
    "Van der Berg",
    "Wainwright",
    "Weatherby",
    "Whitcombe",
    "Winterbourne",
    "Yarrow"
  };
  static final String[] RELIGIONS = {
    "Baptist", "Catholic", "Jewish", "Lutheran", "Methodist", "None", "Presbyterian", "Protestant"
  };
  static final String[] MARITAL = {"Divorced", "Married", "Single", "Widowed", "Widowed"};
  static final String[] STREETS = {
    "Alder Lane",
    "Birch Street",
    "Canal Road",
    "Dover Avenue",
    "Elm Street",
    "Foundry Row",
    "Grange Road",
    "Harbor View"
  };
  static final String[] RELATIONS = {
    "Brother", "Daughter", "Friend", "Granddaughter", "Niece", "Sister", "Son", "Spouse"
  };
  static final String[] STAFF = {
    "M. Okafor, RN",
    "T. Lindgren, LPN",
    "P. Alvarez, RN",
    "J. Whitlock, CNA",
    "S. Imani, RN",
    "K. Novak, LPN"
  };
  static final String[][] RACES = {
    {"2106-3", "White"},
    {"2106-3", "White"},
    {"2054-5", "Black or African American"},
    {"2028-9", "Asian"},
    {"1002-5", "American Indian or Alaska Native"}
  };
  static final String[][] LANGUAGES = {
    {"en", "English"}, {"en", "English"}, {"en", "English"}, {"es", "Spanish"}, {"pl", "Polish"}
  };
  static final String[][] SMOKING = {
    {"266919005", "Never smoker"},
    {"8517006", "Former smoker"},
    {"449868002", "Current every day smoker"}
  };

  /** Code, description. */
  static final String[][] DIAGNOSES = {
    {"I10", "Essential (primary) hypertension"},
    {"E11.9", "Type 2 diabetes mellitus without complications"},
    {"I50.9", "Heart failure, unspecified"},
    {"J44.9", "Chronic obstructive pulmonary disease, unspecified"},
    {"F03.90", "Unspecified dementia, unspecified severity, without behavioral disturbance"},
    {"G20", "Parkinson's disease"},
    {"I48.91", "Unspecified atrial fibrillation"},
    {"M19.90", "Unspecified osteoarthritis, unspecified site"},
    {"N39.0", "Urinary tract infection, site not specified"},
    {"S72.001D", "Fracture of unspecified part of neck of right femur, subsequent encounter"},
    {"F32.A", "Depression, unspecified"},
    {"N18.30", "Chronic kidney disease, stage 3 unspecified"},
    {"R13.10", "Dysphagia, unspecified"},
    {"I69.351", "Hemiplegia following cerebral infarction affecting right dominant side"},
    {"D64.9", "Anemia, unspecified"},
    {"L89.152", "Pressure ulcer of sacral region, stage 2"}
  };

  /** Description, generic name, strength, its unit, RxNorm, directions, schedule of control. */
  static final String[][] MEDICINES = {
    {"Lisinopril Tablet 10 MG", "lisinopril", "10", "MG", "314076", "one time a day", null},
    {"Metformin HCl Tablet 500 MG", "metformin", "500", "MG", "861007", "two times a day", null},
    {"Furosemide Tablet 40 MG", "furosemide", "40", "MG", "313988", "in the morning", null},
    {"Warfarin Sodium Tablet 2.5 MG", "warfarin", "2.5", "MG", "855312", "in the evening", null},
    {"Donepezil HCl Tablet 10 MG", "donepezil", "10", "MG", "997223", "at bedtime", null},
    {"Sertraline HCl Tablet 50 MG", "sertraline", "50", "MG", "312941", "one time a day", null},
    {"Atorvastatin Calcium Tablet 20 MG", "atorvastatin", "20", "MG", "617310", "at bedtime", null},
    {
      "Acetaminophen Tablet 325 MG",
      "acetaminophen",
      "325",
      "MG",
      "313782",
      "every 6 hours as needed for pain",
      null
    },
    {
      "OxyCODONE HCl Tablet 5 MG",
      "oxycodone",
      "5",
      "MG",
      "1049621",
      "every 8 hours as needed for pain",
      "2"
    },
    {
      "LORazepam Tablet 0.5 MG",
      "lorazepam",
      "0.5",
      "MG",
      "197900",
      "every 12 hours as needed for anxiety",
      "4"
    },
    {"Omeprazole Capsule 20 MG", "omeprazole", "20", "MG", "198051", "before breakfast", null},
    {"Levothyroxine Tablet 75 MCG", "levothyroxine", "75", "MCG", "966224", "at 6 a.m.", null}
  };

  /** Name, category, code, reaction, its code. */
  static final String[][] ALLERGENS = {
    {"Penicillins", "Drug", "70618", "Rash", "271807003"},
    {"Sulfa Antibiotics", "Drug", "10831", "Hives", "126485001"},
    {"Codeine", "Drug", "2670", "Nausea", "422587007"},
    {"Latex", "Environmental", "111088007", "Itching", "418290006"},
    {"Shellfish", "Food", "735029006", "Swelling", "65124004"},
    {"Peanuts", "Food", "762952008", "Difficulty breathing", "267036007"}
  };

  /** Name, CVX code, description. */
  static final String[][] VACCINES = {
    {"Influenza", "141", "Influenza, seasonal, injectable"},
    {"Pneumovax (PPSV23)", "33", "pneumococcal polysaccharide PPV23"},
    {"Prevnar 20", "216", "Pneumococcal conjugate PCV20"},
    {"SARS-COV-2 (COVID-19)", "229", "COVID-19 vaccine, bivalent"},
    {"Shingrix", "187", "zoster recombinant"},
    {"TB 2 Step", "96", "TST-PPD intradermal"}
  };

  static final String[] NOTE_TYPES = {
    "Nursing Note", "Dietary Note", "Social Services Note", "Therapy Note", "Fall Note"
  };
  static final String[] NOTE_TEXTS = {
    "Resident alert and oriented to person and place. Took all medications whole with water.",
    "Ate 75% of lunch. Fluids encouraged. No complaint of nausea.",
    "Family visited in the afternoon; resident in good spirits.\nAsked about activities.",
    "Walked 60 feet with a front-wheeled walker and contact guard assist; rested twice.",
    "Found sitting on the floor beside the bed. No injury noted; \"slid off\", says the resident.",
    "Skin check done. Redness of the left heel blanches; heels floated with a pillow."
  };

  /** Template, description, the number the authority gives it. */
  static final String[][] ASSESSMENTS = {
    {"201", "MDS 3.0 Nursing Home Comprehensive (NC)", "MDS30_NC"},
    {"202", "MDS 3.0 Nursing Home Quarterly (NQ)", "MDS30_NQ"},
    {"311", "Braden Scale for Predicting Pressure Sore Risk", null},
    {"312", "Morse Fall Scale", null},
    {"313", "Brief Interview for Mental Status (BIMS)", null}
  };

  /** Name, kind, code. */
  static final String[][] PAYERS = {
    {"Medicare A", "medicareA", "MCA"},
    {"Medicaid", "medicaid", "MCD"},
    {"Private Pay", "private", "PVT"},
    {"Cedar Health Advantage", "managedCare", "HMO"},
    {"Medicare B", "medicareB", "MCB"}
  };

  /** Title, kind of provider, taxonomy. */
  static final String[][] PROVIDERS = {
    {"MD", "Attending Physician", "207R00000X"},
    {"NP", "Nurse Practitioner", "363L00000X"},
    {"DPM", "Podiatrist", "213E00000X"},
    {"DDS", "Dentist", "122300000X"}
  };

  static final String[] HOSPITALS = {
    "Cedar Valley Hospital", "Saint Brendan Medical Center", "Lakeshore Regional Hospital"
  };

  private Vocabulary() {}
}
