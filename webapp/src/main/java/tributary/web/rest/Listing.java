package tributary.web.rest;

import java.util.List;
import tributary.flow.Page;

/**
 * A list, or a part of one.
 *
 * @param items the part
 * @param total how many there are in all
 * @param page which part, from 1
 * @param size how many a part has at most
 */
record Listing<T>(List<T> items, long total, int page, int size) {
  static <T> Listing<T> of(Page<T> page, Paging paging) {
    return new Listing<>(page.items(), page.total(), paging.page(), paging.size());
  }

  static <T> Listing<T> whole(List<T> items) {
    return new Listing<>(items, items.size(), 1, items.size());
  }
}
