package tributary.inbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tributary.flow.DataflowView;
import tributary.flow.ImportTableView;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.spi.EventGroup;
import tributary.spi.WebhookReceiver;

/** The groups of events that a vendor knows, and which of them a dataflow wants. */
final class EventGroups {
  private EventGroups() {}

  /**
   * Returns them as a person sees them, with the dataflow's tables that they concern.
   *
   * @param chosen empty: none yet
   */
  static List<WebhookView.Group> shown(
      DataflowView dataflow, WebhookReceiver receiver, Optional<List<String>> chosen) {
    return receiver.eventGroups().stream()
        .map(
            group ->
                new WebhookView.Group(
                    group.key(),
                    group.label(),
                    group.about(),
                    dataflow.tables().stream()
                        .filter(t -> t.selected() && group.tables().contains(t.table()))
                        .map(ImportTableView::fileName)
                        .toList(),
                    chosen.map(keys -> keys.contains(group.key())).orElse(false)))
        .toList();
  }

  /** Refuses no group at all where there are some, and a group that there is not. */
  static void requireKnown(List<EventGroup> offered, Set<String> chosen) {
    List<String> known = offered.stream().map(EventGroup::key).toList();
    if (chosen.isEmpty() && !known.isEmpty()) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "eventGroups",
                  "REQUIRED",
                  "Choose at least one group of events: " + String.join(", ", known) + ".")));
    }
    Optional<String> unknown =
        new TreeSet<>(chosen).stream().filter(key -> !known.contains(key)).findFirst();
    if (unknown.isPresent()) {
      throw Refusal.invalid(
          List.of(
              FieldProblem.of(
                  "eventGroups",
                  "UNKNOWN_EVENT_GROUP",
                  "There is no event group “%s”. Choose among %s."
                      .formatted(
                          unknown.get(), known.isEmpty() ? "none" : String.join(", ", known)))));
    }
  }
}
