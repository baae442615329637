package tributary.landing;

import java.util.List;
import java.util.Objects;

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
 */
public record Refreshing(
    boolean incremental,
    boolean tracked,
    List<String> key,
    boolean keyChosen,
    Policies policies,
    String readAs,
    boolean onlyRejected) {
  /** Everything is read and replaced; no state is kept. */
  public static final Refreshing FULL =
      new Refreshing(false, false, List.of(), false, Policies.DEFAULT, "", false);

  public Refreshing {
    key = List.copyOf(key);
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(readAs, "readAs");
  }
}
