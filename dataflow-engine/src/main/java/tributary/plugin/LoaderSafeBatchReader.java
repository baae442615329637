package tributary.plugin;

import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.ReadStep;

/** A plugin's reader behind {@link GuardedCalls}. It has no time limit: a run is cancelled. */
final class LoaderSafeBatchReader implements BatchReader {
  private final BatchReader plugin;
  private final GuardedCalls calls;

  LoaderSafeBatchReader(BatchReader plugin, GuardedCalls calls) {
    this.plugin = plugin;
    this.calls = calls;
  }

  @Override
  public ReadStep readInto(BatchBuilder out) throws InterruptedException {
    return calls.here("read", () -> plugin.readInto(out));
  }

  @Override
  public long bytesRead() {
    return calls.briefly("bytes read", plugin::bytesRead);
  }

  @Override
  public void close() {
    calls.close("close of reader", plugin);
  }
}
