package tributary.run.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.landing.ColumnChange;
import tributary.landing.Landing;
import tributary.landing.Landing.Progress;
import tributary.landing.Landing.RowChanges;
import tributary.run.RunStatus;

/**
 * Sums up what a run has published.
 *
 * @param counted what was read, by table run
 * @param columns what became of columns, by table run
 */
record PublishedEnd(
    RunOrder order,
    Landing.Publication publication,
    Map<UUID, Progress> counted,
    Map<UUID, List<ColumnChange>> columns) {

  /**
   * @param failures by table run
   * @param named the same by entity
   * @param ends of the tables that failed
   */
  RunEnd end(
      Map<UUID, String> failures, Map<String, String> named, Map<UUID, RunEnd.TableEnd> ends) {
    Map<UUID, RunEnd.TableEnd> all = new HashMap<>(ends);
    Sum sum = new Sum();
    for (RunOrder.TableOrder table : order.tables()) {
      Landing.Landed landed = publication.landed().get(table.id());
      if (landed != null) {
        Progress progress = counted.getOrDefault(table.id(), Progress.NONE);
        List<ColumnChange> changes = columns.getOrDefault(table.id(), List.of());
        sum.add(table.entityName(), landed, progress, !changes.isEmpty());
        all.put(
            table.id(),
            new RunEnd.TableEnd(
                RunStatus.SUCCEEDED, words(changes, landed), Optional.of(written(landed))));
      }
    }
    return new RunEnd(
        failures.isEmpty() ? RunStatus.SUCCEEDED : RunStatus.PARTLY_SUCCEEDED,
        RunText.published(publication.landed().size(), sum, named),
        all,
        Optional.of(publication.at()));
  }

  private static String words(List<ColumnChange> changes, Landing.Landed landed) {
    String columns =
        changes.isEmpty()
            ? ""
            : changes.stream()
                .map(ColumnChange::words)
                .collect(Collectors.joining(", ", "Columns: ", "."));
    return Stream.of(
            landed.wholeBecause().map(RunText::inFull).orElse(""),
            landed.goneUnknown() ? RunText.NOTHING_TAKEN_AWAY : "",
            columns)
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static long written(Landing.Landed landed) {
    return landed.changes().map(c -> c.added() + c.changed()).orElse(landed.rows());
  }

  /** Figures of all tables. */
  static final class Sum {
    private final List<String> rejecting = new ArrayList<>();
    private final List<String> drifting = new ArrayList<>();
    private final Map<String, String> inFull = new LinkedHashMap<>();
    private final List<String> goneUnknown = new ArrayList<>();
    private boolean replaced;
    private boolean merged;
    private long rows;
    private long rejected;
    private long noted;
    private long added;
    private long changed;
    private long gone;

    private void add(String entity, Landing.Landed landed, Progress progress, boolean drifted) {
      if (landed.changes().isPresent()) {
        RowChanges changes = landed.changes().get();
        merged = true;
        added += changes.added();
        changed += changes.changed();
        gone += changes.gone();
      } else {
        replaced = true;
        rows += landed.rows();
      }
      landed.wholeBecause().ifPresent(why -> inFull.put(entity, why));
      if (landed.goneUnknown()) {
        goneUnknown.add(entity);
      }
      rejected += progress.rejected();
      noted += progress.noted();
      if (progress.rejected() > 0) {
        rejecting.add(entity);
      }
      if (drifted) {
        drifting.add(entity);
      }
    }

    /** Returns what became of rows. */
    String rowWords() {
      String all = RunText.count(rows, "row");
      if (!merged) {
        return all + ".";
      }
      String some =
          RunText.count(added, "row")
              + " new, "
              + RunText.number(changed)
              + " changed, "
              + RunText.number(gone)
              + " gone";
      if (!replaced) {
        return some + ".";
      }
      // of rows that come all again nobody knows which of them are other ones
      return added + changed + gone == 0
          ? all + " of tables read in full; nothing changed in the others."
          : all + " of tables read in full; in the others " + some + ".";
    }

    long rejected() {
      return rejected;
    }

    long noted() {
      return noted;
    }

    List<String> rejecting() {
      return rejecting;
    }

    /** Returns what was read in full although only changes were asked for, and why. */
    Map<String, String> inFull() {
      return inFull;
    }

    /** Returns where nothing could be taken away, as a rejected row may be any of those. */
    List<String> goneUnknown() {
      return goneUnknown;
    }

    List<String> drifting() {
      return drifting;
    }
  }
}
