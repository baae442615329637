package tributary.sandbox.pcc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The faults that are on. Costs nothing while there are none. */
final class Faults {
  private static final Trouble NONE = new Trouble(0, 0, null, Map.of());

  private final List<Active> active = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * What one call suffers.
   *
   * @param millis how much later it is answered
   * @param status the error instead of an answer; 0 for none
   * @param body what becomes of the body; null for nothing
   * @param spoilt fields to be written wrongly
   */
  record Trouble(long millis, int status, Fault.Kind body, Map<String, String> spoilt) {}

  private record Active(int number, Fault fault, AtomicInteger seen, AtomicInteger struck) {
    boolean strikes() {
      int call = seen.incrementAndGet() - fault.after();
      if (call < 1 || (call - 1) % Math.max(1, fault.every()) != 0) {
        return false;
      }
      return fault.times() == 0 || struck.incrementAndGet() <= fault.times();
    }
  }

  int add(Fault fault) {
    int number = numbers.incrementAndGet();
    active.add(new Active(number, fault, new AtomicInteger(), new AtomicInteger()));
    return number;
  }

  boolean remove(int number) {
    return active.removeIf(one -> one.number() == number);
  }

  void clear() {
    active.clear();
  }

  int count() {
    return active.size();
  }

  /** Says what a call suffers, and lets happen what happens before it. */
  Trouble meet(String resource, String facId, String patientId, IntConsumer deletesPatient) {
    if (active.isEmpty()) {
      return NONE;
    }
    long millis = 0;
    int status = 0;
    Fault.Kind body = null;
    Map<String, String> spoilt = new HashMap<>();
    for (Active one : active) {
      Fault fault = one.fault();
      boolean deletes = fault.kind() == Fault.Kind.DELETE_PATIENT;
      if (!about(fault, resource, facId, deletes ? null : patientId, deletes) || !one.strikes()) {
        continue;
      }
      switch (fault.kind()) {
        case LATENCY -> millis += fault.millis();
        case STATUS -> status = fault.status() == 0 ? 500 : fault.status();
        case FIELD -> spoilt.put(fault.field(), fault.rawValue());
        case DELETE_PATIENT -> deletesPatient.accept(fault.patientId());
        default -> body = fault.kind();
      }
    }
    return new Trouble(millis, status, body, spoilt);
  }

  private static boolean about(
      Fault fault, String resource, String facId, String patientId, boolean anyPatient) {
    return (fault.resource() == null || fault.resource().equals(resource))
        && (fault.facId() == null || fault.facId().toString().equals(facId))
        && (anyPatient
            || fault.patientId() == null
            || fault.patientId().toString().equals(patientId));
  }
}
