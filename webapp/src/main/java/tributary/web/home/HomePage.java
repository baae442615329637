package tributary.web.home;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.flow.DataflowQuery;
import tributary.flow.DataflowQuery.Between;
import tributary.flow.DataflowQuery.GroupBy;
import tributary.flow.DataflowQuery.Sort;
import tributary.flow.DataflowRow;
import tributary.flow.DataflowStatus;
import tributary.flow.Dataflows;
import tributary.landing.Entities;
import tributary.landing.EntityRow;
import tributary.web.frame.StatusMark;
import tributary.web.security.CurrentUser;

/** Home: how things stand and what wants attention. */
@Named
@RequestScoped
public class HomePage {
  private static final int FEW = 6;

  private Dataflows dataflows;
  private Entities entities;
  private CurrentUser user;
  private Map<String, Long> byStatus = Map.of();
  private List<DataflowRow> latest = List.of();
  private List<DataflowRow> failed = List.of();
  private List<EntityRow> landed = List.of();

  /** For the container's proxy. */
  protected HomePage() {}

  @Inject
  HomePage(Dataflows dataflows, Entities entities, CurrentUser user) {
    this.dataflows = dataflows;
    this.entities = entities;
    this.user = user;
  }

  /** Loads the figures. */
  public void load() {
    byStatus = dataflows.groups(user.tenant(), query(Set.of()), GroupBy.STATUS);
    latest =
        dataflows.page(user.tenant(), query(Set.of())).items().stream()
            .filter(row -> row.lastRun() != null)
            .toList();
    failed =
        dataflows
            .page(
                user.tenant(),
                query(Set.of(DataflowStatus.FAILED, DataflowStatus.PARTLY_COMPLETED)))
            .items();
    landed = entities.all(user.tenant());
  }

  private static DataflowQuery query(Set<DataflowStatus> statuses) {
    return new DataflowQuery(
        "",
        Set.of(),
        statuses,
        Set.of(),
        Between.ANY,
        Between.ANY,
        Between.ANY,
        Optional.empty(),
        Sort.LAST_RUN,
        false,
        0,
        FEW);
  }

  /** Returns how a dataflow's status looks. */
  public StatusMark mark(DataflowRow row) {
    return StatusMark.of(row.status());
  }

  public long getDataflows() {
    return byStatus.values().stream().mapToLong(Long::longValue).sum();
  }

  public long getActive() {
    return count(DataflowStatus.QUEUED) + count(DataflowStatus.PROCESSING);
  }

  public long getFailing() {
    return count(DataflowStatus.FAILED) + count(DataflowStatus.PARTLY_COMPLETED);
  }

  private long count(DataflowStatus status) {
    return byStatus.getOrDefault(status.name(), 0L);
  }

  public long getEntities() {
    return landed.stream().filter(row -> row.publishedAt().isPresent()).count();
  }

  public long getRows() {
    return landed.stream().mapToLong(EntityRow::rows).sum();
  }

  public List<DataflowRow> getLatest() {
    return latest;
  }

  public List<DataflowRow> getFailed() {
    return failed;
  }
}
