package tributary.plugin.pcc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The latest pages of resources from which several tables are read, so that each page is asked for
 * once. Holds few megabytes; who comes too late for a page asks for it again. Thread-safe.
 */
final class SharedPages {
  static final int LARGEST_PAGE = 256 * 1024;
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  /** Nobody reads so far behind, unless in another run. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private long bytes;

  SharedPages(Clock clock) {
    this.clock = clock;
  }

  /**
   * A page.
   *
   * @param body once it is read; empty when it is not to be had from here
   */
  record Page(String path, Instant asked, CompletableFuture<Optional<byte[]>> body) {
    boolean isGone() {
      return body.isDone() && body.join().isEmpty();
    }

    /** Says that it will not be read, if it has not been. */
    void giveUp() {
      body.complete(Optional.empty());
    }
  }

  /**
   * A page for one reader.
   *
   * @param first whether nobody else has it: this reader asks for it, and reads it or gives it up
   */
  record Turn(Page page, boolean first) {}

  /** Returns the page that somebody has asked for, or a new one. */
  synchronized Turn take(String path) {
    Page known = pages.get(path);
    if (known != null && known.asked().plus(FRESH).isAfter(clock.instant()) && !known.isGone()) {
      return new Turn(known, false);
    }
    Page page = new Page(path, clock.instant(), new CompletableFuture<>());
    forget(pages.put(path, page));
    return new Turn(page, true);
  }

  /** Takes a page that was read. */
  synchronized void read(Page page, byte[] body) {
    if (page.body().complete(Optional.of(body)) && pages.get(page.path()) == page) {
      bytes += body.length;
      makeRoom();
    }
  }

  /** Forgets the oldest that are read. */
  private void makeRoom() {
    for (Iterator<Page> oldest = pages.values().iterator();
        bytes > MOST_BYTES && oldest.hasNext(); ) {
      Page page = oldest.next();
      if (page.body().isDone()) {
        oldest.remove();
        forget(page);
      }
    }
  }

  private void forget(Page page) {
    if (page != null && page.body().isDone()) {
      bytes -= page.body().join().map(body -> body.length).orElse(0);
    }
  }
}
