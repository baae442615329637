package tributary.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;

/** Everybody who is told what became of runs. */
@ApplicationScoped
class RunListeners {
  private Supplier<List<RunListener>> all;

  protected RunListeners() {}

  @Inject
  RunListeners(Instance<RunListener> all) {
    this.all = () -> all.stream().toList();
  }

  RunListeners(List<RunListener> all) {
    this.all = () -> all;
  }

  public void tell(RunOutcome outcome) {
    all.get().forEach(listener -> listener.changed(outcome));
  }
}
