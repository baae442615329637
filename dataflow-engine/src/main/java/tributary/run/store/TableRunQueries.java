package tributary.run.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tributary.run.RunStatus;
import tributary.run.TableRunQuery;
import tributary.run.TableRunRow;

/** Reads the tables of runs: for looking only, so that nothing watches them for changes. */
final class TableRunQueries {
  private static final String OF_RUN = " where t.runId = :run and t.status in :statuses";

  private final EntityManager entities;

  TableRunQueries(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns all tables of the runs, by run. */
  Map<UUID, List<TableRunRow>> of(Collection<UUID> runs) {
    if (runs.isEmpty()) {
      return Map.of();
    }
    return rows(query(" where t.runId in :runs").setParameter("runs", runs))
        .collect(
            Collectors.groupingBy(
                TableRunRecord::runId,
                Collectors.mapping(TableRunRecord::row, Collectors.toList())));
  }

  List<TableRunRow> page(UUID run, TableRunQuery wanted) {
    return rows(query(OF_RUN)
            .setParameter("run", run)
            .setParameter("statuses", names(wanted.statuses()))
            .setFirstResult(wanted.first())
            .setMaxResults(wanted.size()))
        .map(TableRunRecord::row)
        .toList();
  }

  long count(UUID run, TableRunQuery wanted) {
    return entities
        .createQuery("select count(t) from TableRunRecord t" + OF_RUN, Long.class)
        .setParameter("run", run)
        .setParameter("statuses", names(wanted.statuses()))
        .getSingleResult();
  }

  Optional<TableRunRow> one(UUID run, UUID tableRun) {
    return rows(query(" where t.runId = :run and t.id = :id")
            .setParameter("run", run)
            .setParameter("id", tableRun))
        .map(TableRunRecord::row)
        .findFirst();
  }

  private TypedQuery<TableRunRecord> query(String which) {
    return entities.createQuery(
        "select t from TableRunRecord t" + which + " order by t.position", TableRunRecord.class);
  }

  private static Stream<TableRunRecord> rows(TypedQuery<TableRunRecord> query) {
    return query.setHint("eclipselink.read-only", true).getResultStream();
  }

  private static List<String> names(Set<RunStatus> wanted) {
    return (wanted.isEmpty() ? EnumSet.allOf(RunStatus.class) : wanted)
        .stream().map(Enum::name).toList();
  }
}
