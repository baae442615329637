package tributary.plugin.dynamics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a table into parts of about as many rows each, by the time at which they were created. Rows
 * do not come evenly: where another system was taken over, a day has more of them than the years
 * around it. So they are counted by spans of time, and a span that holds too many is halved.
 *
 * <p>What the counts say decides how even the parts are, nothing else: each row is in one part.
 */
final class CreatedRanges {
  /** Dataverse counts no more rows in one answer. */
  static final long MOST_COUNTED = 50_000;

  /** Questions for one table, beside those that its size is worth. */
  private static final long QUESTIONS = 20;

  private static final long ROWS_PER_QUESTION = 10_000;

  /** Counts rows. */
  interface Counts {
    /**
     * Returns how many rows were created from one moment on and before another; where they are too
     * many to count, any number above {@link #MOST_COUNTED}; empty where the service does not count
     * at all.
     */
    Optional<Long> between(Instant from, Instant until) throws InterruptedException;
  }

  /**
   * A span of time.
   *
   * @param rows that were created within it; empty where nobody knows
   */
  private record Span(Instant from, Instant until, Optional<Long> rows) {
    long seconds() {
      return Duration.between(from, until).toSeconds();
    }

    Span with(Optional<Long> counted) {
      return new Span(from, until, counted.filter(count -> count <= MOST_COUNTED));
    }

    List<Span> cut(long count) {
      List<Span> spans = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        spans.add(
            new Span(
                from.plusSeconds(seconds() * i / count),
                from.plusSeconds(seconds() * (i + 1) / count),
                Optional.empty()));
      }
      return spans;
    }
  }

  /** A part: everything from one span on, before the next part. */
  private record Part(Instant from, long rows) {}

  private final Counts counts;
  private final long rows;
  private final int parts;

  /** So many rows need not be cut further: a part, where it can be counted. */
  private final long few;

  /**
   * @param rows about how many there are
   * @param parts about how many are wanted; at least two
   */
  CreatedRanges(Counts counts, long rows, int parts) {
    this.counts = counts;
    this.rows = rows;
    this.parts = parts;
    this.few = Math.max(1, Math.min(MOST_COUNTED, rows / parts));
  }

  /**
   * Returns the parts, those with most rows first: what takes longest had better not begin last.
   *
   * @param first the moment at which the first row came
   * @param last the moment at which the last row came
   */
  List<CreatedRange> between(Instant first, Instant last) throws InterruptedException {
    List<Span> spans = counted(new Span(first, last.plusSeconds(1), Optional.empty()));
    spans.sort(Comparator.comparing(Span::from));
    List<Part> joined = joined(spans);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < joined.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing((Integer i) -> joined.get(i).rows()).reversed());
    return order.stream().map(i -> range(joined, i)).toList();
  }

  /** What nobody counted, or came since, belongs to the parts at the ends. */
  private static CreatedRange range(List<Part> parts, int i) {
    return new CreatedRange(
        i == 0 ? Optional.empty() : Optional.of(parts.get(i).from()),
        i == parts.size() - 1 ? Optional.empty() : Optional.of(parts.get(i + 1).from()));
  }

  private List<Span> counted(Span all) throws InterruptedException {
    // somewhat more than there would be if rows came evenly: most of them are few enough then
    Deque<Span> left =
        new ArrayDeque<>(all.cut(Math.max(1, Math.min(all.seconds(), rows / few * 3 / 2))));
    List<Span> done = new ArrayList<>();
    Counting counting = new Counting(left.size() > 1 ? QUESTIONS + rows / ROWS_PER_QUESTION : 0);
    while (!left.isEmpty() && !counting.isOver()) {
      Span span = counting.counted(left.remove());
      boolean known = span.rows().filter(count -> count <= few).isPresent();
      if (known || span.seconds() <= 1 || counting.isOver()) {
        done.add(span);
      } else {
        left.addAll(counting.halved(span));
      }
    }
    done.addAll(left);
    return done;
  }

  /** Asks, as long as that is worth it and answered. */
  private final class Counting {
    private long questions;

    Counting(long questions) {
      this.questions = questions;
    }

    boolean isOver() {
      return questions <= 0;
    }

    Span counted(Span span) throws InterruptedException {
      if (span.rows().isPresent() || isOver()) {
        return span;
      }
      Optional<Long> count = counts.between(span.from(), span.until());
      questions = count.isPresent() ? questions - 1 : 0;
      return span.with(count);
    }

    /** Of rows that are known, one half tells the other. */
    List<Span> halved(Span span) throws InterruptedException {
      List<Span> halves = span.cut(2);
      if (span.rows().isEmpty()) {
        return halves;
      }
      Span first = counted(halves.get(0));
      Optional<Long> rest = first.rows().map(count -> Math.max(0, span.rows().get() - count));
      return List.of(first, halves.get(1).with(rest));
    }
  }

  private List<Part> joined(List<Span> spans) {
    long known = spans.stream().mapToLong(span -> span.rows().orElse(0L)).sum();
    long unknown = spans.stream().filter(span -> span.rows().isEmpty()).count();
    long share = unknown == 0 ? 0 : Math.max(few, (rows - known) / unknown);
    long whole = Math.max(1, (known + share * unknown) / parts);
    List<Part> joined = new ArrayList<>();
    Part part = new Part(spans.get(0).from(), 0);
    for (Span span : spans) {
      long more = span.rows().orElse(share);
      if (part.rows() > 0 && part.rows() + more / 2 > whole) {
        joined.add(part);
        part = new Part(span.from(), 0);
      }
      part = new Part(part.from(), part.rows() + more);
    }
    joined.add(part);
    return joined;
  }
}
