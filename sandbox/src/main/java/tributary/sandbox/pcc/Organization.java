package tributary.sandbox.pcc;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The invented operator and who lives with it when the story begins. Everything follows from the
 * seed; a patient is worked out when asked for, so that a hundred thousand need no memory.
 *
 * @param seed what all chance depends on
 * @param start the day the story begins, in seconds
 */
record Organization(long seed, long start, List<Facility> facilities, int patients) {
  static final String NAME = "Larkmere Senior Living";
  static final int ORG_ID = 1_504_955_269;
  static final int FIRST_PATIENT = 100_001;
  private static final int LARGEST_BUILDING = 9_000;

  static Organization invent(long seed, long start, int facilities, int patients) {
    if (facilities < 1 || facilities > 200 || patients < facilities || patients > 100_000) {
      throw new IllegalArgumentException(
          "1 to 200 facilities and up to 100000 patients, not %d and %d"
              .formatted(facilities, patients));
    }
    List<Facility> list = new ArrayList<>();
    int first = FIRST_PATIENT;
    for (int number = 0; number < facilities; number++) {
      int upTo = FIRST_PATIENT + (int) ((long) patients * (number + 1) / facilities);
      if (upTo - first > LARGEST_BUILDING * 3 / 4) {
        throw new IllegalArgumentException("Too few facilities for that many patients");
      }
      list.add(new Facility(number, first, upTo - first));
      first = upTo;
    }
    return new Organization(seed, start, List.copyOf(list), patients);
  }

  String uuid() {
    Chance chance = new Chance(seed, Topic.ORGANIZATION, 0);
    long high = chance.next() & ~0xF000L | 0x4000L;
    long low = chance.next() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  Facility facility(int id) {
    int number = id - facilities.get(0).id();
    return number >= 0 && number < facilities.size() ? facilities.get(number) : null;
  }

  /** Says who lives there from the beginning. */
  boolean hasFromStart(int patientId) {
    return patientId >= FIRST_PATIENT && patientId < FIRST_PATIENT + patients;
  }

  /** Returns a patient as on the first day. */
  Patient patient(int patientId) {
    int index = patientId - FIRST_PATIENT;
    int number =
        (int) Math.min(facilities.size() - 1L, (long) index * facilities.size() / patients);
    while (facilities.get(number).firstPatient() > patientId) {
      number--;
    }
    while (number + 1 < facilities.size()
        && facilities.get(number + 1).firstPatient() <= patientId) {
      number++;
    }
    return Patient.fromStart(this, facilities.get(number), patientId);
  }
}
