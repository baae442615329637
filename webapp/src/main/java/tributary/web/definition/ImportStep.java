package tributary.web.definition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tributary.connection.Settings;
import tributary.flow.DataflowChange;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.ImportTableView;
import tributary.flow.NewDataflow;
import tributary.flow.TableChoice;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.schedule.ScheduleView;
import tributary.schedule.ScheduleWish;
import tributary.schedule.Schedules;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** One dataflow of an import, checked and ready to be made or changed. */
sealed interface ImportStep {
  String name();

  Optional<List<TableChoice>> tables();

  void apply(Dataflows dataflows, Schedules schedules, TenantId tenant, Actor actor);

  /** Undoes what {@link #apply} did. */
  void takeBack(Dataflows dataflows, Schedules schedules, TenantId tenant, Actor actor);

  default boolean creates() {
    return this instanceof Make;
  }

  /** Refuses an entity name that another dataflow of the document takes too. */
  default void requireFreeEntities(Set<String> taken, String path) {
    List<TableChoice> choices = tables().orElse(List.of());
    for (int i = 0; i < choices.size(); i++) {
      TableChoice choice = choices.get(i);
      boolean named = choice.selected() && !choice.entityName().isEmpty();
      if (named && !taken.add(choice.entityName().toLowerCase(Locale.ROOT))) {
        throw Refusal.invalid(
            List.of(
                FieldProblem.of(
                    path + "tables[" + i + "].entityName",
                    "ENTITY_NAME_TWICE",
                    "The document names the entity %s twice.".formatted(choice.entityName()))));
      }
    }
  }

  /** A dataflow that is not there yet. */
  record Make(NewDataflow dataflow, Optional<ScheduleWish> schedule) implements ImportStep {
    @Override
    public String name() {
      return dataflow.name();
    }

    @Override
    public Optional<List<TableChoice>> tables() {
      return dataflow.tables();
    }

    @Override
    public void apply(Dataflows dataflows, Schedules schedules, TenantId tenant, Actor actor) {
      dataflows.create(tenant, actor, dataflow);
      schedule.ifPresent(wish -> schedules.set(tenant, actor, dataflow.name(), Optional.of(wish)));
    }

    @Override
    public void takeBack(Dataflows dataflows, Schedules schedules, TenantId tenant, Actor actor) {
      dataflows.remove(tenant, actor, dataflow.name());
    }
  }

  /** A dataflow that is there. */
  record Alter(
      DataflowView before,
      DataflowChange change,
      Optional<ScheduleView> scheduleBefore,
      Optional<ScheduleWish> schedule)
      implements ImportStep {
    @Override
    public String name() {
      return before.name().value();
    }

    @Override
    public Optional<List<TableChoice>> tables() {
      return change.tables();
    }

    @Override
    public void apply(Dataflows dataflows, Schedules schedules, TenantId tenant, Actor actor) {
      dataflows.change(tenant, actor, name(), change);
      schedule.ifPresent(wish -> schedules.set(tenant, actor, name(), Optional.of(wish)));
    }

    @Override
    public void takeBack(Dataflows dataflows, Schedules schedules, TenantId tenant, Actor actor) {
      dataflows.change(
          tenant,
          actor,
          name(),
          new DataflowChange(
              before.displayName(),
              before.description(),
              new Settings(before.settings()),
              before.refresh(),
              Optional.of(before.tables().stream().map(Alter::choice).toList()),
              Optional.empty(),
              Optional.of(before.policies())));
      if (schedule.isPresent()) {
        schedules.set(tenant, actor, name(), scheduleBefore.map(ScheduleWish::of));
      }
    }

    private static TableChoice choice(ImportTableView table) {
      return new TableChoice(
          table.table(),
          table.selected(),
          table.purpose(),
          table.entityName().value(),
          table.options(),
          table.columnTypes(),
          table.misfits(),
          table.key());
    }
  }
}
