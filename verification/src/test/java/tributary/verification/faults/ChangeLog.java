package tributary.verification.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tributary.verification.faults.changelog.Change;
import tributary.verification.faults.changelog.ChangeLogPlugin;

/** A file of changes to rows that have a key. Many changes share their moment. */
final class ChangeLog implements Origin {
  private static final int ROWS = 2500;
  private static final int CHANGES = 900;
  private static final int AT_ONCE = 100;

  private final Path file;
  private final Random random;
  private final SortedMap<Long, String> rows = new TreeMap<>();
  private long nextId = 1;
  private long moment = 1;
  private int atMoment;

  ChangeLog(Path file, long seed) {
    this.file = file;
    random = new Random(seed);
    List<Change> first = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      first.add(put(nextId++));
    }
    write(file, first.stream().map(Change::line).toList());
  }

  @Override
  public String connector() {
    return ChangeLogPlugin.ID;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(ChangeLogPlugin.FILE, file.toString());
  }

  @Override
  public String table() {
    return "visits";
  }

  /** Lets nobody read further than the first batch of each split. */
  void halt() {
    write(ChangeLogPlugin.halt(file), List.of());
  }

  /** Lets readers go on. */
  void goOn() {
    try {
      Files.delete(ChangeLogPlugin.halt(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Change put(long id) {
    String note = "note " + Integer.toHexString(random.nextInt());
    rows.put(id, note);
    return change(id, Optional.of(note));
  }

  private Change change(long id, Optional<String> note) {
    if (++atMoment % AT_ONCE == 0) {
      moment++;
    }
    return new Change(moment, id, note);
  }

  /** Some rows are changed twice, some removed, some come again under the same key. */
  @Override
  public void change() {
    changed();
  }

  /** Changes rows; returns which. */
  Set<Long> changed() {
    List<Change> changes = new ArrayList<>();
    List<Long> ids = new ArrayList<>(rows.keySet());
    for (int i = 0; i < CHANGES; i++) {
      long id = ids.get(random.nextInt(ids.size()));
      int what = random.nextInt(4);
      if (what == 0) {
        rows.remove(id);
        changes.add(change(id, Optional.empty()));
      } else {
        changes.add(put(what == 1 ? nextId++ : id));
      }
    }
    write(file, changes.stream().map(Change::line).toList());
    return changes.stream().map(Change::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns where it is. */
  Path file() {
    return file;
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public SortedMap<Long, String> rows() {
    return new TreeMap<>(rows);
  }
}
