package tributary.verification.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tributary.flow.RefreshKind;

/**
 * A dataflow and what must come of each of its runs: the rows that must be there are known here,
 * and compared with the entity by a checksum over all of them.
 */
final class Flow {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(4);
  private static final long PAUSE = Duration.ofMillis(100).toNanos();
  private static final String GIVEN_UP = "each time before anything new was kept";

  private final String name;
  private final Origin origin;
  private final Client client;
  private final Tally tally;
  private final Deque<SortedMap<Long, String>> published = new ArrayDeque<>();

  Flow(String name, RefreshKind refresh, Origin origin, Client client, Tally tally) {
    this.name = name;
    this.origin = origin;
    this.client = client;
    this.tally = tally;
    published.push(new TreeMap<>());
    client.create(name, refresh, origin);
  }

  /**
   * How a run ended.
   *
   * @param status as the product names it
   * @param description for the person
   */
  record End(String status, String description) {}

  void change() {
    origin.change();
  }

  /** Starts a run; returns its id. */
  String start() {
    return client.start(name);
  }

  void cancel(String run) {
    client.cancel(name, run);
  }

  /** Starts a run and sees it to its right end. */
  void run() {
    End end = await(start());
    while (end.status().equals("FAILED") && end.description().contains(GIVEN_UP)) {
      // by design, when it is killed again and again before it has read anything
      tally.count("runs given up, as they were killed before each first row");
      requireLastPublished();
      end = await(start());
    }
    requireSucceeded(end);
  }

  /** Waits until a run has succeeded; compares. */
  void succeed(String run) {
    requireSucceeded(await(run));
  }

  private void requireSucceeded(End end) {
    require(end, "SUCCEEDED");
    SortedMap<Long, String> rows = origin.rows();
    compare(rows);
    published.push(rows);
  }

  /** Takes back the last published run. */
  void rollBack() {
    require(await(client.rollBack(name)), "SUCCEEDED");
    published.pop();
    requireLastPublished();
  }

  /** Waits until a run has ended. */
  End await(String run) {
    long end = System.nanoTime() + LONGEST_RUN.toNanos();
    while (true) {
      String now =
          client.value(
              """
              select status, ended_at is not null, kind, refresh, description
              from tributary.run where id = '%s'
              """
                  .formatted(run));
      String[] state = now.split("\\|", 5);
      if (state[1].equals("t")) {
        tally.count("runs ended %s, %s %s".formatted(state[0], state[2], state[3]));
        return new End(state[0], state[4]);
      }
      if (System.nanoTime() > end) {
        tally.count(Tally.STUCK);
        throw new AssertionError(name + " is stuck: " + now);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static void require(End end, String status) {
    if (!end.status().equals(status)) {
      throw new AssertionError("Not " + status + ": " + end);
    }
  }

  /** Compares the entity with what is at the source now. */
  void requirePresent() {
    compare(origin.rows());
  }

  /** Compares the entity with what was published last. */
  void requireLastPublished() {
    compare(published.peek());
  }

  private void compare(SortedMap<Long, String> expected) {
    String entity = "alder.%svisit".formatted(name.toLowerCase(Locale.ROOT));
    if (expected.isEmpty()
        && client.value("select to_regclass('%s') is null".formatted(entity)).equals("t")) {
      // nothing was ever published
      return;
    }
    String there =
        client.value(
            "select count(*), md5(coalesce(string_agg(id || ',' || note, ';' order by id, note),"
                + " '')) from "
                + entity);
    tally.compared(expected.size());
    if (!there.equals(expected.size() + "|" + checksum(expected))) {
      throw new AssertionError(difference(entity, expected));
    }
  }

  private String difference(String entity, SortedMap<Long, String> expected) {
    Map<String, Integer> there = new HashMap<>();
    String all = client.value("select string_agg(id || ',' || note, ';') from " + entity);
    for (String row : all.split(";")) {
      there.merge(row, 1, Integer::sum);
    }
    int lost = 0;
    int doubled = 0;
    for (Map.Entry<Long, String> row : expected.entrySet()) {
      Integer times = there.remove(row.getKey() + "," + row.getValue());
      lost += times == null ? 1 : 0;
      doubled += times == null ? 0 : times - 1;
    }
    int foreign = there.values().stream().mapToInt(Integer::intValue).sum();
    tally.add(Tally.LOST, lost);
    tally.add(Tally.DOUBLED, doubled);
    tally.add(Tally.FOREIGN, foreign);
    return "%s: of %d rows %d are lost, %d doubled; %d are none of them"
        .formatted(entity, expected.size(), lost, doubled, foreign);
  }

  private static String checksum(SortedMap<Long, String> rows) {
    String text =
        rows.entrySet().stream()
            .map(row -> row.getKey() + "," + row.getValue())
            .collect(Collectors.joining(";"));
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
