package tributary.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names that are in use; upper and lower case make no difference. What others hold is asked for by
 * name, as it is needed: a tenant may have any number of names.
 */
final class TakenNames {
  private static final int WIDENING = 8;
  private static final int WIDEST_LOOK = 4_096;

  /** What others hold. */
  @FunctionalInterface
  interface Others {
    /** Returns those of the names, in lower case, that others hold, with who holds them. */
    Map<String, String> holders(Set<String> names);
  }

  private final Others others;
  private final Map<String, Optional<String>> known = new HashMap<>();
  private final Set<String> own = new HashSet<>();

  TakenNames(Others others) {
    this.others = others;
  }

  /** Asks once for names that will be needed. */
  void expect(Collection<String> names) {
    Set<String> unknown = new HashSet<>();
    names.stream().map(TakenNames::key).filter(k -> !known.containsKey(k)).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      Map<String, String> found = others.holders(unknown);
      unknown.forEach(name -> known.put(name, Optional.ofNullable(found.get(name))));
    }
  }

  /** Takes a name, whoever else holds it. */
  void take(String name) {
    own.add(key(name));
  }

  /** Returns who else holds the name. */
  Optional<String> holder(String name) {
    expect(List.of(name));
    return known.get(key(name));
  }

  /** Returns the first name that nobody holds. */
  String firstFree(Stream<String> candidates) {
    Iterator<String> rest = candidates.iterator();
    for (int width = 1; ; width = Math.min(WIDENING * width, WIDEST_LOOK)) {
      List<String> next = next(rest, width);
      expect(next);
      Optional<String> free = next.stream().filter(this::isFree).findFirst();
      if (free.isPresent()) {
        return free.get();
      }
    }
  }

  private boolean isFree(String name) {
    return !own.contains(key(name)) && holder(name).isEmpty();
  }

  private static List<String> next(Iterator<String> candidates, int count) {
    List<String> next = new ArrayList<>(count);
    while (next.size() < count) {
      next.add(candidates.next());
    }
    return next;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
