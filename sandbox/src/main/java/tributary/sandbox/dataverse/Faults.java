package tributary.sandbox.dataverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that are on. Thread-safe. */
final class Faults {
  private final List<Active> active = new CopyOnWriteArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();

  private record Active(int number, Fault fault, AtomicInteger seen) {
    boolean strikes(String table) {
      if (fault.table() != null && !fault.table().equals(table)) {
        return false;
      }
      int call = seen.incrementAndGet() - fault.after();
      return call > 0 && (fault.times() == 0 || call <= fault.times());
    }
  }

  int add(Fault fault) {
    int number = numbers.incrementAndGet();
    active.add(new Active(number, fault, new AtomicInteger()));
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

  /** What one question suffers. */
  record Trouble(List<Fault> faults) {
    Optional<Fault> of(Fault.Kind kind) {
      return faults.stream().filter(fault -> fault.kind() == kind).findFirst();
    }
  }

  Trouble meet(String table) {
    List<Fault> struck = new ArrayList<>();
    for (Active one : active) {
      if (one.strikes(table)) {
        struck.add(one.fault());
      }
    }
    return new Trouble(struck);
  }
}
