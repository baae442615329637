package tributary.run.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import tributary.landing.StagedSplit;
import tributary.landing.Staging;

/** Hands out a table's splits to several readers, each once, without holding them all. */
final class UnreadSplits {
  private static final int AT_ONCE = 200;

  private final Staging staging;
  private final Queue<StagedSplit> some = new ArrayDeque<>();
  private int last = -1;
  private boolean all;

  UnreadSplits(Staging staging) {
    this.staging = staging;
  }

  synchronized Optional<StagedSplit> next() {
    if (some.isEmpty() && !all) {
      List<StagedSplit> more = staging.unread(last, AT_ONCE);
      some.addAll(more);
      all = more.size() < AT_ONCE;
      if (!more.isEmpty()) {
        last = more.get(more.size() - 1).ordinal();
      }
    }
    return Optional.ofNullable(some.poll());
  }
}
