package tributary.sandbox.pcc;

/** What a piece of chance is about, so that one does not move another. */
final class Topic {
  static final int ORGANIZATION = 1;
  static final int FACILITY = 2;
  static final int PERSON = 3;
  static final int STAY = 4;
  static final int CONTACT = 5;
  static final int ADT = 6;
  static final int ALLERGY = 7;
  static final int CONDITION = 8;
  static final int MEDICATION = 9;
  static final int OBSERVATION = 10;
  static final int IMMUNIZATION = 11;
  static final int NOTE = 12;
  static final int ASSESSMENT = 13;
  static final int COVERAGE = 14;
  static final int PRACTITIONER = 15;
  static final int CARE_PLAN = 16;
  static final int REPORT = 17;
  static final int EPISODE = 18;
  static final int CALENDAR = 19;
  static final int USER = 20;
  static final int LIFE = 21;
  static final int MESSAGE = 22;
  static final int COUNT = 100;

  private Topic() {}
}
