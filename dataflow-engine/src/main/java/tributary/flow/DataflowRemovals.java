package tributary.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tributary.tenant.TenantId;

/** Everything elsewhere that ends with a dataflow. */
@ApplicationScoped
class DataflowRemovals {
  private Supplier<List<DataflowRemoval>> all;

  protected DataflowRemovals() {}

  @Inject
  DataflowRemovals(Instance<DataflowRemoval> all) {
    this.all = () -> all.stream().toList();
  }

  DataflowRemovals(List<DataflowRemoval> all) {
    this.all = () -> all;
  }

  /** Removes the dataflow; returns what could not be ended elsewhere. */
  public Optional<String> around(TenantId tenant, DataflowView dataflow, Runnable removal) {
    List<DataflowRemoval.Afterwards> afterwards =
        all.get().stream().map(one -> one.prepare(tenant, dataflow)).toList();
    removal.run();
    String left =
        afterwards.stream().flatMap(one -> one.end().stream()).collect(Collectors.joining(" "));
    return Optional.of(left).filter(words -> !words.isEmpty());
  }
}
