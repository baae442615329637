package tributary.plugin.dynamics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.ConnectorException;
import tributary.spi.Split;
import tributary.spi.SplitSource;

/**
 * The parts of a large table, by the time at which its rows were created. They are found out when
 * the first is wanted, which may take many questions. None of them has to be answered: what goes
 * wrong here goes wrong again where rows are read, and is told and tried again there.
 */
final class TableParts implements SplitSource {
  private static final String CREATED = "createdon";

  /** Counting must not take longer than it saves. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** The name that a count stands under. */
  private static final String COUNTED = "rows";

  private final ODataClient client;
  private final DynamicsTable table;
  private final long rows;
  private final int count;
  private final Function<List<String>, String> payload;
  private final Clock clock;
  private Optional<SplitSource> splits = Optional.empty();

  /**
   * @param rows about how many the table has
   * @param count about how many parts are wanted; at least two
   * @param payload makes a split's of the options of its question
   */
  TableParts(
      ODataClient client,
      DynamicsTable table,
      long rows,
      int count,
      Function<List<String>, String> payload,
      Clock clock) {
    this.client = client;
    this.table = table;
    this.rows = rows;
    this.count = count;
    this.payload = payload;
    this.clock = clock;
  }

  @Override
  public List<Split> next(int max) throws InterruptedException {
    if (splits.isEmpty()) {
      splits = Optional.of(SplitSource.of(ranges().stream().map(this::split).toList()));
    }
    return splits.get().next(max);
  }

  private Split split(CreatedRange range) {
    List<String> options =
        range.filter().map(filter -> "$filter=" + ODataTable.encoded(filter)).stream().toList();
    String id = range.from().map(from -> "from " + from).orElse("all");
    return new Split(id, "", payload.apply(options), 0);
  }

  private List<CreatedRange> ranges() throws InterruptedException {
    Optional<Instant> first = created(false);
    Optional<Instant> last = first.isPresent() ? created(true) : Optional.empty();
    if (last.isEmpty()) {
      return List.of(CreatedRange.ALL);
    }
    Instant end = clock.instant().plus(LONGEST);
    return new CreatedRanges(
            (from, until) ->
                clock.instant().isBefore(end) ? counted(from, until) : Optional.empty(),
            rows,
            count)
        .between(first.get(), last.get());
  }

  /** Returns the first or last moment at which a row was created, where one says it. */
  private Optional<Instant> created(boolean last) throws InterruptedException {
    String question =
        "?$select=createdon&$filter=createdon%20ne%20null&$orderby=createdon%20"
            + (last ? "desc" : "asc")
            + "&$top=1";
    try {
      return asked(question, CREATED).stream()
          .map(row -> row.getOrDefault(CREATED, ""))
          .filter(text -> !text.isEmpty())
          .findFirst()
          .map(Instant::parse);
    } catch (ConnectorException e) {
      return Optional.empty();
    }
  }

  private Optional<Long> counted(Instant from, Instant until) throws InterruptedException {
    String filter = "createdon ge " + from + " and createdon lt " + until;
    String question =
        "?$apply=filter("
            + ODataTable.encoded(filter)
            + ")/aggregate($count%20as%20"
            + COUNTED
            + ")";
    try {
      List<Map<String, String>> counts = asked(question, COUNTED);
      String count = counts.isEmpty() ? "0" : counts.get(0).getOrDefault(COUNTED, "");
      return count.matches("\\d{1,18}") ? Optional.of(Long.valueOf(count)) : Optional.empty();
    } catch (ConnectorException e) {
      return ODataError.TOO_MANY_TO_COUNT.is(e)
          ? Optional.of(CreatedRanges.MOST_COUNTED + 1)
          : Optional.empty();
    }
  }

  private List<Map<String, String>> asked(String question, String field)
      throws InterruptedException {
    String path = client.address().under(table.set() + question);
    return client.fields(path, "value", List.of(field), "“" + table.label() + "”");
  }
}
