package tributary.run.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tributary.landing.Landing;
import tributary.landing.LandingException;
import tributary.problem.Refusal;
import tributary.run.RunStatus;
import tributary.spi.ConnectorException;

/** The descriptions of runs, for the people who start them. */
final class RunText {
  private static final System.Logger LOG = System.getLogger(RunText.class.getName());
  private static final int NAMED = 3;
  private static final int FRAMES = 30;

  private RunText() {}

  /** Returns what went wrong and what to do; never content of a row. */
  static String failure(Throwable failure) {
    if (failure instanceof ConnectorException
        || failure instanceof LandingException known && known.kind() != LandingException.Kind.DEFECT
        || failure instanceof Refusal) {
      return failure.getMessage();
    }
    String reference = UUID.randomUUID().toString().substring(0, 8);
    // its own message might quote a row, so only its kind and its places are logged
    StringBuilder places = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      places.append("\n").append(cause.getClass().getName());
      if (cause instanceof LandingException landing) {
        places.append(" SQLSTATE ").append(landing.sqlState());
      }
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        places.append("\n\tat ").append(frames[i]);
      }
    }
    LOG.log(System.Logger.Level.ERROR, "Reference {0}: {1}", reference, places);
    return "An unexpected error stopped it (reference "
        + reference
        + "). Run it again; if it happens again, give the reference to the operator, who finds it"
        + " in the log.";
  }

  private static final String NOT_TOLD = ", as what changed since the last run could not be told.";

  private static final String STAYS =
      " did not come stays: a rejected row whose key is not known may be any of it.";

  /** What is said of a table from which nothing could be taken away. */
  static final String NOTHING_TAKEN_AWAY = "What" + STAYS;

  /** Returns what is said of a table that was read in full although changes were asked for. */
  static String inFull(String why) {
    return "Read in full" + (why.isEmpty() ? NOT_TOLD : ": " + why);
  }

  /** Returns a failure's first sentence: what follows it is for those whom it stops. */
  static String reason(String failure) {
    for (int end = failure.indexOf(". "); end >= 0; end = failure.indexOf(". ", end + 1)) {
      String first = failure.substring(0, end + 1);
      boolean insideAName = first.lastIndexOf('“') > first.lastIndexOf('”');
      if (!insideAName) {
        return first;
      }
    }
    return failure;
  }

  static String published(int tables, PublishedEnd.Sum sum, Map<String, String> failures) {
    StringBuilder text = new StringBuilder("Published ");
    if (failures.isEmpty()) {
      text.append(count(tables, "table"));
    } else {
      text.append(number(tables)).append(" of ");
      text.append(count((long) tables + failures.size(), "table"));
    }
    text.append(": ").append(sum.rowWords());
    if (sum.rejected() > 0) {
      text.append(' ').append(count(sum.rejected(), "row"));
      text.append(sum.rejected() == 1 ? " was" : " were").append(" rejected in ");
      text.append(names(sum.rejecting())).append(": see Rejects.");
    }
    if (!sum.goneUnknown().isEmpty()) {
      text.append(" In ").append(names(sum.goneUnknown())).append(", what").append(STAYS);
    }
    if (sum.noted() > 0) {
      text.append(' ').append(count(sum.noted(), "row"));
      text.append(sum.noted() == 1 ? " has" : " have").append(" a note in _issues.");
    }
    if (!sum.drifting().isEmpty()) {
      text.append(" Columns changed in ").append(names(sum.drifting())).append('.');
    }
    inFull(text, sum.inFull());
    return failures.isEmpty() ? text.toString() : text + " " + failed(failures);
  }

  /** Tables with the same reason share a sentence. */
  private static void inFull(StringBuilder text, Map<String, String> reasons) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    reasons.forEach(
        (table, why) -> byReason.computeIfAbsent(why, one -> new ArrayList<>()).add(table));
    int told = 0;
    for (Map.Entry<String, List<String>> one : byReason.entrySet()) {
      if (told == NAMED) {
        text.append(" Others were read in full too: see the tables.");
        return;
      }
      text.append(' ').append(names(one.getValue()));
      text.append(one.getValue().size() == 1 ? " was" : " were").append(" read in full");
      text.append(one.getKey().isEmpty() ? NOT_TOLD : ": " + one.getKey());
      told++;
    }
  }

  /** Returns what a person has to decide, by table. */
  static String held(Map<String, String> reasons) {
    return "Nothing is published yet: confirm or discard it. " + failed(reasons);
  }

  /** Returns what became of a run that publishes all tables or nothing, of which some failed. */
  static String heldBack(Map<String, String> failures, List<String> back) {
    return "Nothing is published, for this dataflow publishes all tables or none: "
        + names(List.copyOf(failures.keySet()))
        + " held back "
        + names(back)
        + ". "
        + failed(failures);
  }

  /** Returns why a table that was read is not published. */
  static String heldBackBy(Collection<String> failed) {
    return "Read, but held back by " + names(List.copyOf(failed)) + ". The entity is as it was.";
  }

  /** Returns the failures by table; one that all share is told once. */
  static String failed(Map<String, String> failures) {
    Collection<String> messages = new HashSet<>(failures.values());
    if (messages.size() == 1) {
      String message = messages.iterator().next();
      return failures.size() == 1 ? failures.keySet().iterator().next() + ": " + message : message;
    }
    String told =
        failures.entrySet().stream()
            .limit(NAMED)
            .map(f -> f.getKey() + ": " + f.getValue())
            .collect(Collectors.joining(" "));
    return failures.size() > NAMED
        ? told + " And " + count((long) failures.size() - NAMED, "more table") + "."
        : told;
  }

  static String allRejected(String fileName, Landing.Progress progress) {
    String rows =
        progress.rejected() == 1
            ? "The only row of " + fileName + " was"
            : "All " + count(progress.rejected(), "row") + " of " + fileName + " were";
    return rows
        + " rejected, so the entity stays as it was. See Rejects, correct the file or the table's"
        + " options, then run again.";
  }

  static String stalled(Duration limit) {
    long minutes = limit.toMinutes();
    return "Nothing came from the source for "
        + (minutes > 0 ? count(minutes, "minute") : count(limit.toSeconds(), "second"))
        + ", so reading was given up; the entity stays as it was. Run it again; if it happens"
        + " again, have the source looked at, or ask the operator to raise tributary.table.stall.";
  }

  static String tookBack(long number, Landing.Undo undo) {
    String entities =
        undo.entities().stream()
            .limit(NAMED)
            .map(
                e ->
                    e.stateOf().isPresent()
                        ? e.name() + " returns to " + count(e.rowsAfter(), "row")
                        : e.name() + " is empty again")
            .collect(Collectors.joining(", "));
    int more = undo.entities().size() - NAMED;
    return "Took back run "
        + number
        + " of "
        + undo.publishedAt().toString().substring(0, 16).replace('T', ' ')
        + " UTC: "
        + entities
        + (more > 0 ? " and " + count(more, "more entity", "more entities") + "." : ".");
  }

  static String stoppedAgainAndAgain(RunOrder order, int times) {
    List<String> unread =
        order.tables().stream()
            .filter(table -> table.status() == RunStatus.RUNNING)
            .map(RunOrder.TableOrder::fileName)
            .toList();
    return "The server stopped "
        + times
        + " times while it read "
        + (unread.isEmpty() ? "the source" : names(unread))
        + ", each time before anything new was kept. It may lack memory for what it reads: the"
        + " operator finds the cause in the server's log and may give it more (TRIBUTARY_HEAP)."
        + " Then run again. The entities are as they were.";
  }

  static String count(long count, String one) {
    return count(count, one, one + "s");
  }

  private static String count(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  private static String names(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? some + " and others" : some;
  }
}
