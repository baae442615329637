package tributary.landing;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tributary.spi.RowKey;

/**
 * How a table run refreshes its entity.
 *
 * @param incremental whether to merge what changed, where the entity's state allows it
 * @param tracked whether to keep what a later incremental run needs
 * @param key the source's names of the columns that identify a row; may be empty
 * @param keyChosen whether a person chose them: then a key that comes twice is a mistake; otherwise
 *     the last row counts
 * @param policies the dataflow's
 * @param readAs names everything that decides what rows come out of the same source, such as the
 *     table's options: when it differs from the last run's, everything is read
 * @param onlyRejected whether to read only the objects of which rows were rejected, in place of
 *     their earlier rows; refused where the entity's state does not allow it
 * @param asked the keys of the rows to read, or by their first columns those of all rows under
 *     them, in place of what the entity has under them; refused where its state does not allow it;
 *     empty: what is read is not chosen by keys
 */
public record Refreshing(
    boolean incremental,
    boolean tracked,
    List<String> key,
    boolean keyChosen,
    Policies policies,
    String readAs,
    boolean onlyRejected,
    Optional<List<RowKey>> asked) {
  /** Everything is read and replaced; no state is kept. */
  public static final Refreshing FULL =
      new Refreshing(false, false, List.of(), false, Policies.DEFAULT, "", false, Optional.empty());

  public Refreshing {
    key = List.copyOf(key);
    asked = asked.map(List::copyOf);
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(readAs, "readAs");
  }
}
