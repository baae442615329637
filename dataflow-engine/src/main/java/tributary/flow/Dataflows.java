package tributary.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.problem.FieldProblem;
import tributary.spi.TableDescriptor;
import tributary.spi.TableName;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/**
 * What a person does with dataflows. Every refusal is a {@link tributary.problem.Refusal} with all
 * fields that are wrong, not just the first.
 */
public interface Dataflows {
  /** Returns what is wrong with a name for a new dataflow, with a suggestion; empty: nothing is. */
  Optional<FieldProblem> problemWithName(TenantId tenant, String name);

  /**
   * Returns what is wrong with the entity names of these choices, with suggestions.
   *
   * @param dataflow the dataflow they are for; empty for a new one
   */
  List<FieldProblem> problemsWithTables(
      TenantId tenant, Optional<String> dataflow, List<TableChoice> choices);

  /** Makes a valid, free entity name of what a connector suggests. */
  Map<TableName, String> suggestEntityNames(TenantId tenant, List<TableDescriptor> tables);

  /** Makes a dataflow. Asks the source for its tables when none are chosen. */
  DataflowView create(TenantId tenant, Actor actor, NewDataflow dataflow);

  /** Changes a dataflow. A renamed entity keeps its data. Refused while a run is active. */
  DataflowView change(TenantId tenant, Actor actor, String name, DataflowChange change);

  /**
   * Removes a dataflow with its runs and all its entities, data included. Refused while a run is
   * active, and when views of the tenant read an entity: it names them.
   *
   * @return what could not be ended elsewhere, such as a vendor's subscription, in words for the
   *     person
   */
  Optional<String> remove(TenantId tenant, Actor actor, String name);

  /** Returns a dataflow; the name in any case. Refused when there is none. */
  DataflowView dataflow(TenantId tenant, String name);

  /** Returns which dataflow it is; the name in any case. Refused when there is none. */
  DataflowHead head(TenantId tenant, String name);

  /** Returns a page of the Imports list. */
  Page<DataflowRow> page(TenantId tenant, DataflowQuery query);

  /** Returns how many rows of the query's filters stand in each group, by the group's key. */
  Map<String, Long> groups(TenantId tenant, DataflowQuery query, DataflowQuery.GroupBy groupBy);
}
