package tributary.sandbox.pcc;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What happens in a day: people come, move, leave and die, orders and allergies change. The same
 * day of the same seed brings the same. What webhooks tell of goes to the listener. One thing
 * happens at a time.
 */
final class Life {
  private static final int MOST_ROWS = 990;

  private final World world;
  private final Consumer<Event> told;
  private final AtomicInteger messages = new AtomicInteger();

  Life(World world, Consumer<Event> told) {
    this.world = world;
    this.told = told;
  }

  /**
   * Lets one day pass.
   *
   * @param number counts the days from 1
   * @param began when it begins, in seconds
   */
  synchronized void day(int number, long began) {
    for (Facility facility : world.organization().facilities()) {
      Chance chance =
          new Chance(world.organization().seed(), Topic.LIFE, number * 1_000L + facility.number());
      int size = facility.patients();
      moves(facility, chance, began, size);
      updates(facility, chance, began, size);
      quiet(facility, chance, began, size);
      if (chance.percent(2)) {
        some(facility, chance, 1, Life::left, (chart, at) -> delete(chart), began);
      }
    }
  }

  private void moves(Facility facility, Chance chance, long began, int size) {
    int expected = chance.between(0, 1 + size / 200);
    for (int i = 0; i < expected; i++) {
      long at = within(chance, began);
      int id = world.addNewcomer(facility, at);
      tell(Change.Kind.PRE_ADMIT, facility, id, id, at);
    }
    int few = 1 + size / 150;
    some(facility, chance, chance.between(0, few), Life::expected, this::admit, began);
    some(facility, chance, chance.between(0, few), Life::there, this::discharge, began);
    some(facility, chance, chance.percent(30) ? 1 : 0, Life::left, this::readmit, began);
    some(facility, chance, chance.between(1, few), Life::there, this::transfer, began);
    some(facility, chance, chance.between(0, few), Chart::onLeave, this::comeBack, began);
    some(facility, chance, chance.between(0, few), Life::there, this::goOnLeave, began);
  }

  private void updates(Facility facility, Chance chance, long began, int size) {
    int few = 1 + size / 100;
    some(facility, chance, chance.between(1, few), Life::there, this::changeInfo, began);
    some(facility, chance, chance.between(0, few), Life::there, this::changeContact, began);
    for (Change.Kind kind : List.of(Change.Kind.ALLERGY_ADD, Change.Kind.MEDICATION_ADD)) {
      some(
          facility,
          chance,
          chance.between(1, few),
          Life::there,
          (c, at) -> add(kind, c, at),
          began);
    }
    some(facility, chance, 1, Life::there, this::updateAllergy, began);
    some(facility, chance, chance.percent(40) ? 1 : 0, Life::there, this::strikeAllergy, began);
    some(facility, chance, chance.between(1, few), Life::there, this::stopMedication, began);
    some(facility, chance, chance.between(0, few), Life::there, this::updateMedication, began);
  }

  private void quiet(Facility facility, Chance chance, long began, int size) {
    rows(Change.Kind.OBSERVATION_ADD, facility, chance, began, 1 + size / 3);
    rows(Change.Kind.NOTE_ADD, facility, chance, began, 1 + size / 5);
    rows(Change.Kind.ASSESSMENT_ADD, facility, chance, began, 1 + size / 40);
    rows(Change.Kind.CONDITION_ADD, facility, chance, began, 1 + size / 100);
    rows(Change.Kind.IMMUNIZATION_ADD, facility, chance, began, size / 100);
  }

  private void rows(Change.Kind kind, Facility facility, Chance chance, long began, int count) {
    some(facility, chance, count, Life::there, (chart, at) -> add(kind, chart, at), began);
  }

  /** What happens to one patient at a moment. */
  interface Happening {
    void to(Chart chart, long at);
  }

  private void some(
      Facility facility,
      Chance chance,
      int count,
      Predicate<Chart> who,
      Happening happening,
      long began) {
    List<Integer> ids = world.patientsOf(facility);
    for (int i = 0; i < count && !ids.isEmpty(); i++) {
      Chart chart = pick(ids, chance, who);
      long at = within(chance, began);
      if (chart != null) {
        happening.to(chart, Math.max(at, chart.revised() + 60));
      }
    }
  }

  private Chart pick(List<Integer> ids, Chance chance, Predicate<Chart> who) {
    int from = chance.below(ids.size());
    for (int step = 0; step < ids.size(); step++) {
      Chart chart = world.chart(ids.get((from + step) % ids.size()));
      if (chart != null && who.test(chart)) {
        return chart;
      }
    }
    return null;
  }

  /** Lets something that webhooks tell of happen to somebody, by chance: one blow of a storm. */
  synchronized void somethingAt(long at, Chance chance) {
    Facility facility =
        world
            .organization()
            .facilities()
            .get(chance.below(world.organization().facilities().size()));
    Chart chart = pick(world.patientsOf(facility), chance, Life::there);
    if (chart != null) {
      switch (chance.below(5)) {
        case 0 -> transfer(chart, at);
        case 1 -> add(Change.Kind.MEDICATION_ADD, chart, at);
        case 2 -> add(Change.Kind.ALLERGY_ADD, chart, at);
        case 3 -> changeContact(chart, at);
        default -> changeInfo(chart, at);
      }
    }
  }

  private static boolean there(Chart chart) {
    return chart.status() == Patient.Status.CURRENT && !chart.onLeave();
  }

  private static boolean expected(Chart chart) {
    return chart.status() == Patient.Status.NEW;
  }

  private static boolean left(Chart chart) {
    return chart.status() == Patient.Status.DISCHARGED && !Moments.known(chart.died());
  }

  private static long within(Chance chance, long began) {
    return began + chance.below((int) Moments.DAY - 600);
  }

  synchronized void admit(Chart chart, long at) {
    intoBed(Change.Kind.ADMIT, chart, at);
  }

  synchronized void readmit(Chart chart, long at) {
    intoBed(Change.Kind.READMIT, chart, at);
  }

  synchronized void transfer(Chart chart, long at) {
    intoBed(Change.Kind.TRANSFER, chart, at);
  }

  private void intoBed(Change.Kind kind, Chart chart, long at) {
    int bed = world.freeBed(chart.facility(), new Chance(at, Topic.LIFE, chart.id()));
    if (bed >= 0) {
      move(kind, chart, at, bed);
    }
  }

  synchronized void discharge(Chart chart, long at) {
    boolean dies = new Chance(chart.id(), Topic.LIFE, at).percent(25);
    move(dies ? Change.Kind.DEATH : Change.Kind.DISCHARGE, chart, at, -1);
  }

  synchronized void goOnLeave(Chart chart, long at) {
    move(Change.Kind.LEAVE, chart, at, -1);
  }

  synchronized void comeBack(Chart chart, long at) {
    move(Change.Kind.RETURN, chart, at, -1);
  }

  private void move(Change.Kind kind, Chart chart, long at, int bed) {
    int number = AdtRecord.of(chart).size();
    world.happen(chart.id(), new Change(kind, at, bed));
    tell(kind, chart.facility(), chart.id(), chart.patient().rowId(number), at);
  }

  synchronized void changeInfo(Chart chart, long at) {
    world.happen(chart.id(), new Change(Change.Kind.RESIDENT_INFO, at, 0));
    tell(Change.Kind.RESIDENT_INFO, chart.facility(), chart.id(), chart.id(), at);
  }

  synchronized void changeContact(Chart chart, long at) {
    world.happen(chart.id(), new Change(Change.Kind.CONTACT_INFO, at, 0));
    int contact = chart.patient().rowId(0);
    tell(Change.Kind.CONTACT_INFO, chart.facility(), chart.id(), contact, at);
  }

  synchronized void add(Change.Kind kind, Chart chart, long at) {
    for (Family family : Family.values()) {
      if (family.adds == kind) {
        int number = chart.everHad(family);
        if (number < MOST_ROWS) {
          world.happen(chart.id(), new Change(kind, at, number));
          tell(kind, chart.facility(), chart.id(), chart.patient().rowId(number), at);
        }
      }
    }
  }

  private void updateAllergy(Chart chart, long at) {
    change(Change.Kind.ALLERGY_UPDATE, Family.ALLERGY, chart, at);
  }

  private void strikeAllergy(Chart chart, long at) {
    change(Change.Kind.ALLERGY_STRIKE, Family.ALLERGY, chart, at);
  }

  private void stopMedication(Chart chart, long at) {
    change(Change.Kind.MEDICATION_STOP, Family.MEDICATION, chart, at);
  }

  private void updateMedication(Chart chart, long at) {
    change(Change.Kind.MEDICATION_UPDATE, Family.MEDICATION, chart, at);
  }

  private void change(Change.Kind kind, Family family, Chart chart, long at) {
    List<Row> rows = chart.rows(family);
    if (!rows.isEmpty()) {
      int number = rows.get(new Chance(at, Topic.LIFE, chart.id()).below(rows.size())).number();
      world.happen(chart.id(), new Change(kind, at, number));
      tell(kind, chart.facility(), chart.id(), chart.patient().rowId(number), at);
    }
  }

  synchronized void delete(Chart chart) {
    world.happen(chart.id(), new Change(Change.Kind.DELETE, 0, 0));
  }

  private void tell(Change.Kind kind, Facility facility, int patient, int resource, long at) {
    if (kind.event == null) {
      return;
    }
    Chance chance =
        new Chance(world.organization().seed(), Topic.MESSAGE, messages.incrementAndGet());
    told.accept(
        new Event(
            new UUID(chance.next(), chance.next()).toString(),
            kind.event,
            world.organization().uuid(),
            facility.id(),
            patient,
            List.of(Integer.toString(resource)),
            at));
  }
}
