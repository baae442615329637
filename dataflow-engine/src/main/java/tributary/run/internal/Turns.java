package tributary.run.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose turn it is. Each tenant's runs come in the order in which they were asked for, as far as
 * the limits allow. Among tenants, the one of which fewer runs are before it comes first, then the
 * one that has not had a turn for longer: however many runs a tenant asks for, another's waits for
 * no more than the next worker that is free.
 */
public final class Turns {
  /** What does not read is short, and somebody waits for it. */
  public static final int AT_ONCE = 32_000;

  /** Of a run whose place among the others is not known yet. */
  public static final int NEW = 0;

  private static final int FIRST = 30_000;

  private final RunLimits limits;
  private final Optional<String> closed;
  private final Map<String, Integer> ofTenant = new HashMap<>();
  private final Map<String, Integer> ofConnection = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();

  private Turns(RunLimits limits, Optional<String> closed) {
    this.limits = limits;
    this.closed = closed;
  }

  /**
   * A run that has not ended.
   *
   * @param tenant whose
   * @param connection names what it reads from
   * @param reads whether it reads from a source at all
   * @param begun whether a worker has had it before
   * @param standing whether it stands in the queue
   * @param picked whether a worker has it
   * @param served when its tenant had a turn last, in milliseconds; 0: never
   * @param overdue whether it has stood there for so long that no worker is free
   */
  public record Place(
      UUID run,
      String tenant,
      String connection,
      boolean reads,
      boolean begun,
      boolean standing,
      boolean picked,
      long served,
      boolean overdue) {}

  /**
   * What becomes of a run that no worker has.
   *
   * @param stands whether it stands in the queue from now on
   * @param priority its place there; higher goes first
   * @param waits why it waits, in words; empty: it does not
   */
  public record Turn(UUID run, boolean stands, int priority, String waits) {}

  /**
   * Returns the turns of all runs that no worker has.
   *
   * @param places in the order in which they were asked for
   * @param closed why no run may begin at all
   */
  public static List<Turn> of(List<Place> places, RunLimits limits, Optional<String> closed) {
    return new Turns(limits, closed).of(places);
  }

  private List<Turn> of(List<Place> places) {
    places.stream().filter(place -> place.standing() || place.begun()).forEach(this::count);
    places.stream()
        .filter(place -> place.picked() && place.reads())
        .forEach(place -> ranks.merge(place.tenant(), 1, Integer::sum));
    List<Turn> turns = new ArrayList<>();
    List<Ranked> standing = new ArrayList<>();
    for (Place place : places) {
      if (!place.picked()) {
        Optional<String> waits = waits(place);
        if (waits.isPresent()) {
          turns.add(new Turn(place.run(), false, NEW, waits.get()));
        } else {
          standing.add(new Ranked(place, rank(place)));
        }
      }
    }
    standing.sort(
        Comparator.comparingInt(Ranked::before).thenComparing(ranked -> ranked.place().served()));
    int next = FIRST;
    for (Ranked ranked : standing) {
      String words = ranked.place().overdue() ? WaitText.NO_WORKER : "";
      int priority = ranked.place().reads() ? Math.max(NEW, next--) : AT_ONCE;
      turns.add(new Turn(ranked.place().run(), true, priority, words));
    }
    return turns;
  }

  /** A run that may begin, and how many of its tenant are before it. */
  private record Ranked(Place place, int before) {}

  private int rank(Place place) {
    return place.reads() ? ranks.merge(place.tenant(), 1, Integer::sum) - 1 : 0;
  }

  private void count(Place place) {
    if (place.reads()) {
      ofTenant.merge(place.tenant(), 1, Integer::sum);
      ofConnection.merge(place.connection(), 1, Integer::sum);
    }
  }

  /** Returns why a run may not begin; when it may, it counts from now on. */
  private Optional<String> waits(Place place) {
    if (!place.reads() || place.standing() || place.begun()) {
      return Optional.empty();
    }
    int tenants = ofTenant.getOrDefault(place.tenant(), 0);
    int connections = ofConnection.getOrDefault(place.connection(), 0);
    Optional<String> waits = closed.or(() -> WaitText.of(limits, tenants, connections));
    if (waits.isEmpty()) {
      count(place);
    }
    return waits;
  }
}
