package tributary.web.frame;

import java.util.List;
import tributary.flow.Page;

/**
 * One page of a list, with what the pager under it shows.
 *
 * @param items what stands on it
 * @param number which page, from 1
 * @param size how many a page has at most
 * @param total how many there are on all pages
 */
public record Paged<T>(List<T> items, int number, int size, long total) {
  /** More pages than anybody turns. */
  private static final int MOST = 1_000_000;

  public Paged {
    items = List.copyOf(items);
  }

  /** Where the list comes from. */
  public interface Source<T> {
    /** Returns a part of the list, from the index of its first item. */
    Page<T> part(int first, int size);
  }

  /** Returns a list that is not loaded. */
  public static <T> Paged<T> none() {
    return new Paged<>(List.of(), 1, 1, 0);
  }

  /** Loads the page of this number; the last one, when the list has become shorter than that. */
  public static <T> Paged<T> load(int number, int size, Source<T> source) {
    Paged<T> wanted = at(Math.max(1, Math.min(number, MOST)), size, source);
    return wanted.items().isEmpty() && wanted.total() > 0
        ? at(wanted.pages(), size, source)
        : wanted;
  }

  private static <T> Paged<T> at(int number, int size, Source<T> source) {
    Page<T> part = source.part((number - 1) * size, size);
    return new Paged<>(part.items(), number, size, part.total());
  }

  /** Returns the place of the first shown item in the whole list, from 1. */
  public long first() {
    return (number - 1L) * size + 1;
  }

  /** Returns the place of the last shown item. */
  public long last() {
    return Math.min(total, (long) number * size);
  }

  /** Returns how many pages there are, at least 1. */
  public int pages() {
    return (int) Math.min(MOST, Math.max(1, (total + size - 1) / size));
  }
}
