package tributary.plugin;

import java.util.List;
import tributary.spi.Split;
import tributary.spi.SplitSource;

/** A plugin's split source behind {@link GuardedCalls}. */
final class LoaderSafeSplitSource implements SplitSource {
  private final SplitSource plugin;
  private final GuardedCalls calls;

  LoaderSafeSplitSource(SplitSource plugin, GuardedCalls calls) {
    this.plugin = plugin;
    this.calls = calls;
  }

  @Override
  public List<Split> next(int max) throws InterruptedException {
    return calls.here("next splits", () -> List.copyOf(plugin.next(max)));
  }

  @Override
  public void close() {
    calls.close("close of splits", plugin);
  }
}
