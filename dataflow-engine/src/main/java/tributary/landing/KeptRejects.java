package tributary.landing;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The rejects of runs. */
public interface KeptRejects {
  /** Returns a page of a table run's rejects, in the order in which they were kept. */
  List<Reject> page(UUID tableRun, int first, int size);

  /** Returns how many a table run has. */
  long count(UUID tableRun);

  /** Hands out a table run's rejects one after the other, without holding them all. */
  void forEach(UUID tableRun, RejectSink sink) throws IOException;

  /** Drops some of these table runs' rejects, at most so many; returns how many it dropped. */
  int drop(Collection<UUID> tableRuns, int most);

  /** Takes rejects. */
  interface RejectSink {
    void accept(Reject reject) throws IOException;
  }
}
