package tributary.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tributary.flow.DataflowView;
import tributary.landing.Landing.Undo;
import tributary.landing.Landing.UndoneEntity;
import tributary.retention.Retention;

/** Why a rollback is refused, in words for the person. */
final class RollbackText {
  private static final int NAMED = 3;

  private RollbackText() {}

  /** Says that an earlier state was dropped, whose, why, and what to do. */
  static String dropped(DataflowView dataflow, long run, Undo undo, Retention retention) {
    return "Run %d of %s cannot be taken back: what %s held before it is not kept any more. %s To correct the data, correct it at the source and run a full refresh."
        .formatted(run, dataflow.name(), names(undo), retention.rollbackWords());
  }

  private static String names(Undo undo) {
    List<String> dropped =
        undo.entities().stream().filter(UndoneEntity::dropped).map(UndoneEntity::name).toList();
    String some = dropped.stream().limit(NAMED).collect(Collectors.joining(", "));
    return dropped.size() > NAMED
        ? String.format(Locale.ENGLISH, "%s and %,d more entities", some, dropped.size() - NAMED)
        : some;
  }
}
