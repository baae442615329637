package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import tributary.audit.Audit;
import tributary.flow.store.DataflowStore;
import tributary.flow.store.StoredDataflow;
import tributary.landing.LandedEntities;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** The writing steps of the use cases, each one transaction with its audit entry. */
@ApplicationScoped
@Transactional
class DataflowWrites {
  private DataflowStore store;
  private LandedEntities landed;
  private Audit audit;

  protected DataflowWrites() {}

  @Inject
  DataflowWrites(DataflowStore store, LandedEntities landed, Audit audit) {
    this.store = store;
    this.landed = landed;
    this.audit = audit;
  }

  public void insert(TenantId tenant, Actor actor, Dataflow dataflow) {
    store.insert(tenant, dataflow.state());
    audit.note(tenant, actor, "dataflow.create", dataflow.name().value());
  }

  /**
   * Writes the changed dataflow over the version that it was made from. The landed entities follow
   * last, in the landing's own transaction, while the lock keeps runs away: what they refuse undoes
   * the change.
   */
  public void update(TenantId tenant, Actor actor, Dataflow changed) {
    locked(tenant, changed).requireIdle("change it").requireVersion(changed.state().version() - 1);
    store.update(tenant, changed.state());
    audit.note(tenant, actor, "dataflow.change", changed.name().value());
    landed.align(tenant, changed.id(), changed.places());
  }

  /**
   * Removes a dataflow. The landed data goes first, in the landing's own transaction, while the
   * lock keeps runs away: if the work is cut off in between, the dataflow is still listed, without
   * data, and can be removed again.
   */
  public void remove(TenantId tenant, Actor actor, Dataflow dataflow) {
    locked(tenant, dataflow).requireIdle("remove the dataflow");
    List<String> dependents = landed.dependents(tenant, dataflow.id());
    if (!dependents.isEmpty()) {
      throw Refusal.conflict(
          "VIEWS_DEPEND",
          "Entities of “"
              + dataflow.name()
              + "” are read by "
              + String.join(", ", dependents)
              + ". Drop or change these views first.");
    }
    landed.remove(tenant, dataflow.id());
    store.delete(tenant, dataflow.id());
    audit.note(tenant, actor, "dataflow.remove", dataflow.name().value());
  }

  private Dataflow locked(TenantId tenant, Dataflow dataflow) {
    StoredDataflow state =
        store
            .lock(tenant, dataflow.id())
            .orElseThrow(() -> NoSuchDataflow.named(dataflow.name().value()));
    return Dataflow.of(state);
  }
}
