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
    /** Says that it will not be read, if it has not been. */
    void giveUp() {
      body.complete(Optional.empty());
    }
  }

  /** Returns a page that somebody has asked for. */
  synchronized Optional<Page> known(String path) {
    Page page = pages.get(path);
    boolean fresh = page != null && page.asked().plus(FRESH).isAfter(clock.instant());
    return fresh && !gone(page) ? Optional.of(page) : Optional.empty();
  }

  private static boolean gone(Page page) {
    return page.body().isDone() && page.body().join().isEmpty();
  }

  /** Begins a page: who asks for it reads it or gives it up. */
  synchronized Page begin(String path) {
    Page page = new Page(path, clock.instant(), new CompletableFuture<>());
    forget(pages.put(path, page));
    return page;
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
