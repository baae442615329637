package tributary.plugin.s3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.spi.TableName;

/** The objects of one table, in the order of their keys. */
final class S3Parts {
  private static final int PAGE = 1000;

  /** A folder's first objects, from which the sample is taken. */
  private static final int LISTED_FOR_SAMPLE = 10 * PAGE;

  private static final int SAMPLED = 24;

  private final S3Tables tables;
  private final S3Objects objects;
  private final String key;
  private final boolean folder;
  private final List<S3Item> listed;
  private final boolean complete;
  private final List<S3Item> sample;

  private S3Parts(
      S3Tables tables,
      S3Objects objects,
      String key,
      boolean folder,
      List<S3Item> listed,
      boolean complete) {
    this.tables = tables;
    this.objects = objects;
    this.key = key;
    this.folder = folder;
    this.listed = listed;
    this.complete = complete;
    this.sample = some(listed);
  }

  /** Looks the table's objects up. */
  static S3Parts of(TableName table, S3Tables tables, S3Objects objects)
      throws InterruptedException {
    String key = tables.key(table);
    if (!key.endsWith("/")) {
      return new S3Parts(tables, objects, key, false, List.of(objects.find(key)), true);
    }
    List<S3Item> listed = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      S3Page page = objects.list(key, false, next, PAGE);
      page.items().stream().filter(tables::isPart).forEach(listed::add);
      next = page.next();
    } while (next.isPresent() && listed.size() < LISTED_FOR_SAMPLE);
    if (listed.isEmpty()) {
      throw tables.emptyFolder("The folder " + table.name());
    }
    return new S3Parts(tables, objects, key, true, listed, next.isEmpty());
  }

  boolean isFolder() {
    return folder;
  }

  /** Returns the size of all objects together, where all are known. */
  OptionalLong bytes() {
    return complete
        ? OptionalLong.of(listed.stream().mapToLong(S3Item::size).sum())
        : OptionalLong.empty();
  }

  /** Returns objects to look into: the first, the last, and others evenly between. */
  List<S3Item> sample() {
    return sample;
  }

  /** Returns all objects; empty when there are too many to hold. */
  Optional<List<S3Item>> all() {
    return complete ? Optional.of(listed) : Optional.empty();
  }

  /** Returns some of these objects to look into, chosen evenly. */
  static List<S3Item> some(List<S3Item> items) {
    if (items.size() <= SAMPLED) {
      return List.copyOf(items);
    }
    List<S3Item> chosen = new ArrayList<>(SAMPLED);
    for (int i = 0; i < SAMPLED; i++) {
      chosen.add(items.get((int) ((long) i * (items.size() - 1) / (SAMPLED - 1))));
    }
    return chosen;
  }

  /** Starts to hand out all objects. */
  Walk walk() {
    return new Walk();
  }

  /** Hands out the objects, listing further pages as they are needed. */
  final class Walk {
    private Iterator<S3Item> page = complete ? listed.iterator() : List.<S3Item>of().iterator();
    private Optional<String> next = Optional.empty();
    private boolean ended = complete;

    Optional<S3Item> next() throws InterruptedException {
      while (!page.hasNext()) {
        if (ended) {
          return Optional.empty();
        }
        S3Page listing = objects.list(key, false, next, PAGE);
        page = listing.items().stream().filter(tables::isPart).iterator();
        next = listing.next();
        ended = next.isEmpty();
      }
      return Optional.of(page.next());
    }
  }
}
