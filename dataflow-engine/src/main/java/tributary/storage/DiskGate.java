package tributary.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import tributary.disk.Disk;
import tributary.disk.DiskState;
import tributary.run.RunGate;

/** Lets no import begin while there is less room than is to be kept free. */
@ApplicationScoped
class DiskGate implements RunGate {
  private Disk disk;

  protected DiskGate() {}

  @Inject
  DiskGate(Disk disk) {
    this.disk = disk;
  }

  @Override
  public Optional<String> closed() {
    DiskState state = disk.state();
    return state.isShort() ? Optional.of(state.words()) : Optional.empty();
  }
}
