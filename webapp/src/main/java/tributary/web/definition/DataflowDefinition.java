package tributary.web.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tributary.flow.DataflowStatus;
import tributary.flow.DataflowView;
import tributary.flow.RefreshKind;
import tributary.schedule.ScheduleView;

/**
 * A dataflow as a document: the body of {@code POST} and {@code PUT /api/v1/dataflows}, and what
 * {@code GET} answers, so that an answer can be sent back changed.
 *
 * @param name letters and digits, a letter first; never changes
 * @param displayName words for people; left out: the name
 * @param description words for people
 * @param connector the connector's id; never changes
 * @param settings the connector's settings; a secret that is left out stays as it is, one that is
 *     null or empty is taken out
 * @param secretsSet which secrets have a value; only told, never taken
 * @param refresh how runs read; left out: FULL
 * @param policies how its entities are kept; left out: unchanged, for a new one the usual
 * @param schedule when it runs by itself; left out: as it is, for a new dataflow never
 * @param tables left out: all tables of the source, as the connector suggests; an empty list: none
 *     yet, and runs are refused until one is selected
 * @param status from the last run; only told, never taken
 * @param createdAt only told, never taken
 * @param updatedAt only told, never taken
 * @param lastRefreshAt only told, never taken
 * @param lastRefresh only told, never taken
 * @param version the version the change was made on; left out: whatever stands
 */
public record DataflowDefinition(
    String name,
    String displayName,
    String description,
    String connector,
    Map<String, String> settings,
    @JsonInclude(JsonInclude.Include.NON_NULL) SortedSet<String> secretsSet,
    RefreshKind refresh,
    PoliciesDefinition policies,
    ScheduleDefinition schedule,
    List<TableDefinition> tables,
    DataflowStatus status,
    String createdAt,
    String updatedAt,
    String lastRefreshAt,
    RefreshKind lastRefresh,
    Long version) {

  /** Returns the document of a dataflow; its secrets are named, not told. */
  public static DataflowDefinition of(DataflowView view, Optional<ScheduleView> schedule) {
    return new DataflowDefinition(
        view.name().value(),
        view.displayName(),
        view.description(),
        view.connector().value(),
        Maps.sorted(view.settings()),
        new TreeSet<>(view.secretsSet()),
        view.refresh(),
        PoliciesDefinition.of(view.policies()),
        schedule.map(ScheduleDefinition::of).orElse(null),
        view.tables().stream().map(TableDefinition::of).toList(),
        view.status(),
        view.createdAt().toString(),
        view.updatedAt().toString(),
        view.lastRefreshAt().map(Object::toString).orElse(null),
        view.lastRefresh().orElse(null),
        view.version());
  }

  /** Returns this document with other settings. */
  DataflowDefinition withSettings(Map<String, String> others) {
    return new DataflowDefinition(
        name,
        displayName,
        description,
        connector,
        others,
        secretsSet,
        refresh,
        policies,
        schedule,
        tables,
        status,
        createdAt,
        updatedAt,
        lastRefreshAt,
        lastRefresh,
        version);
  }

  @Override
  public String toString() {
    return "DataflowDefinition[" + name + "]";
  }
}
