package tributary.inbox;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a dataflow's webhooks stand.
 *
 * @param state whether events come
 * @param address where the vendor sends them; empty while it does not
 * @param groups the event groups that can be chosen
 * @param note what a person has to know or do, such as an approval that the vendor still has to
 *     give; may be empty
 * @param byHand whether a person has to enter the address at the vendor
 * @param received events that came and are kept in the list
 * @param waiting those of them whose rows are still to be read
 * @param processed those that are done
 * @param failed those that failed
 * @param lastEventAt when the last one came
 */
public record WebhookView(
    WebhookState state,
    Optional<URI> address,
    List<Group> groups,
    String note,
    boolean byHand,
    long received,
    long waiting,
    long processed,
    long failed,
    Optional<Instant> lastEventAt) {
  public WebhookView {
    groups = List.copyOf(groups);
  }

  /**
   * Events that are chosen together.
   *
   * @param key names the group
   * @param label for people
   * @param about what its events tell of
   * @param tables the selected tables of the dataflow that they are about, by the labels people
   *     know; empty: none of them is imported
   * @param chosen whether the vendor sends them
   */
  public record Group(String key, String label, String about, List<String> tables, boolean chosen) {
    public Group {
      tables = List.copyOf(tables);
    }
  }
}
