package tributary.spi;

import java.util.List;

/** The writing side of a connector. Thread-safe. */
public interface Sink {
  /** Returns how much one call may carry; the host cuts its batches to fit. */
  SinkLimits limits();

  /** Lists what can be written to. */
  List<SinkTarget> targets() throws InterruptedException;

  /** Begins to write. */
  SinkWriter open(WriteRequest request);
}
