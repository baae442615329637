package tributary.flow;

import java.util.List;
import java.util.Optional;
import tributary.connection.Settings;
import tributary.landing.Policies;

/**
 * A dataflow's new values; its name and its connector never change.
 *
 * @param displayName free text; empty: the name
 * @param description free text, may be empty
 * @param settings a secret that is left out stays as it is
 * @param refresh how runs read
 * @param tables the new choice; empty: unchanged
 * @param version the {@link DataflowView#version()} the change was made on; empty: whatever stands.
 *     A change made on an older one is refused, so that nobody overwrites another's work unseen
 * @param policies how its entities are kept; empty: unchanged
 */
public record DataflowChange(
    String displayName,
    String description,
    Settings settings,
    RefreshKind refresh,
    Optional<List<TableChoice>> tables,
    Optional<Long> version,
    Optional<Policies> policies) {

  /** Makes a change that leaves the policies. */
  public DataflowChange(
      String displayName,
      String description,
      Settings settings,
      RefreshKind refresh,
      Optional<List<TableChoice>> tables,
      Optional<Long> version) {
    this(displayName, description, settings, refresh, tables, version, Optional.empty());
  }
}
