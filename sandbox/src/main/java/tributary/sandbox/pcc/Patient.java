package tributary.sandbox.pcc;

/**
 * A patient of one facility as on the first day of his or her story; {@link Chart} adds what
 * happened since.
 *
 * @param person who it is: several patients can be one person
 * @param bed where, as the building counts; -1 for nobody's bed
 * @param created when the record was made, in seconds like all moments here
 */
record Patient(
    long seed,
    int id,
    Facility facility,
    int person,
    Status status,
    int bed,
    long created,
    long admitted,
    long discharged,
    long died) {
  /** The vendor's three states. */
  enum Status {
    NEW("New"),
    CURRENT("Current"),
    DISCHARGED("Discharged");

    final String word;

    Status(String word) {
      this.word = word;
    }
  }

  static Patient fromStart(Organization organization, Facility facility, int id) {
    Chance chance = new Chance(organization.seed(), Topic.STAY, id);
    int place = id - facility.firstPatient();
    int share = chance.below(100);
    long start = organization.start();
    long admitted = start - chance.between(3, 1_400) * Moments.DAY + chance.between(8, 18) * 3_600L;
    int person = personOf(facility, id);
    if (share < 70) {
      return new Patient(
          organization.seed(),
          id,
          facility,
          person,
          Status.CURRENT,
          place,
          admitted - Moments.DAY,
          admitted,
          Moments.NEVER,
          Moments.NEVER);
    }
    if (share < 93) {
      long stay = Math.max(1, (start - admitted) / Moments.DAY);
      long left = admitted + chance.between(1, (int) stay) * Moments.DAY - 2 * Moments.HOUR;
      boolean died = chance.percent(30);
      return new Patient(
          organization.seed(),
          id,
          facility,
          person,
          Status.DISCHARGED,
          -1,
          admitted - Moments.DAY,
          admitted,
          left,
          died ? left : Moments.NEVER);
    }
    return newcomer(organization.seed(), facility, id, start - chance.between(1, 20) * Moments.DAY);
  }

  /** One who is expected but not there yet. */
  static Patient newcomer(long seed, Facility facility, int id, long created) {
    return new Patient(
        seed,
        id,
        facility,
        id,
        Status.NEW,
        -1,
        created,
        Moments.NEVER,
        Moments.NEVER,
        Moments.NEVER);
  }

  /** One in twenty-five is the same person as a patient of the facility before. */
  private static int personOf(Facility facility, int id) {
    int place = id - facility.firstPatient();
    // Three further on, so that no one is named who is somebody else in turn.
    return facility.number() > 0 && place % 25 == 7 ? id - facility.patients() + 3 : id;
  }

  Chance chance(int topic) {
    return new Chance(seed, topic, id);
  }

  /** Chance about one row of the patient's. */
  Chance chance(int topic, int row) {
    return new Chance(seed, topic, id * 1_000L + row);
  }

  Chance personChance() {
    return new Chance(seed, Topic.PERSON, person);
  }

  /** The id of a row of the patient's: no two of one kind are the same. */
  int rowId(int row) {
    return id * 1_000 + row;
  }
}
