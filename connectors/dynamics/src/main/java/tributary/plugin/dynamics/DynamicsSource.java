package tributary.plugin.dynamics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tributary.plugin.dynamics.odata.DeltaCursor;
import tributary.plugin.dynamics.odata.ODataClient;
import tributary.plugin.dynamics.odata.ODataError;
import tributary.plugin.dynamics.odata.ODataPages;
import tributary.plugin.dynamics.odata.ODataTable;
import tributary.spi.BatchReader;
import tributary.spi.ConfigField;
import tributary.spi.ConnectorContext;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.FieldHead;
import tributary.spi.NextCursor;
import tributary.spi.Position;
import tributary.spi.ReadKind;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.SplitSource;
import tributary.spi.TableDescriptor;
import tributary.spi.TableDescriptor.Changes;
import tributary.spi.TableDescriptor.SuggestedPurpose;
import tributary.spi.TableLayout;
import tributary.spi.TableName;
import tributary.spi.TableOptions;

/** Lists, plans and reads the tables. */
final class DynamicsSource implements Source {
  static final String FILES = "filesAndImages";

  /** A cursor that is a delta link, and a split whose end tells one. */
  private static final int DELTA = DeltaCursor.FORMAT;

  /** A split that brings rows. */
  static final int ROWS = 2;

  /** A split that names the rows there are. */
  static final int KEYS = 3;

  static final String SWEEP = "sweepHours";
  private static final int USUAL_SWEEP = 24;

  /** The table that lists what choices can be. */
  static final String CHOICES = "stringmap";

  /** So many rows are worth a part of their own. */
  private static final long ROWS_PER_SPLIT = 25_000;

  private static final ConfigField WITH_FILES =
      new ConfigField.Flag(
          FieldHead.optional(
              FILES,
              "Read files and images",
              "Adds columns: small pictures of images, and the ids of files"));

  /** Only tables whose changes are not tracked have it, and so it says that they are. */
  private static final ConfigField WITH_SWEEPS =
      new ConfigField.Whole(
          FieldHead.required(
                  SWEEP,
                  "Hours between searches for deleted rows",
                  "Dynamics 365 does not track the changes of this table: an incremental run finds"
                      + " changed rows by their time of change or version, and deleted ones by a look"
                      + " through all keys, so often at most; 0: every time")
              .withDefault(Integer.toString(USUAL_SWEEP)),
          0,
          24 * 365);

  private final DynamicsConfig config;
  private final ODataClient client;
  private final DynamicsTables tables;
  private final TableDefinitions definitions;
  private final ConnectorContext context;

  DynamicsSource(
      DynamicsConfig config, ODataClient client, DynamicsTables tables, ConnectorContext context) {
    this.config = config;
    this.client = client;
    this.tables = tables;
    this.definitions = new TableDefinitions(client, context.clock());
    this.context = context;
  }

  @Override
  public List<TableDescriptor> tables() throws InterruptedException {
    List<DynamicsTable> all = tables.list();
    ReadRights rights = tables.rights();
    Map<String, Integer> named = new HashMap<>();
    all.forEach(table -> named.merge(table.label(), 1, Integer::sum));
    List<TableDescriptor> described = new ArrayList<>();
    for (DynamicsTable table : all) {
      String label =
          named.get(table.label()) > 1 ? table.label() + " (" + table.name() + ")" : table.label();
      described.add(
          new TableDescriptor(
                  new TableName("", table.name()),
                  label,
                  table.name(),
                  table.name().equals(CHOICES) ? SuggestedPurpose.METADATA : SuggestedPurpose.DATA,
                  Optional.empty(),
                  table.tracked() || table.name().equals(CHOICES)
                      ? List.of(WITH_FILES)
                      : List.of(WITH_FILES, WITH_SWEEPS),
                  OptionalLong.empty(),
                  rights.mayRead(table)
                      ? Optional.empty()
                      : Optional.of(
                          "The privilege to read it is missing. Ask an administrator of the environment"
                              + " for a security role with Read on “"
                              + table.label()
                              + "”."))
              .withChanges(changes(table)));
    }
    described.add(Relationships.descriptor());
    // as a person reads them: by the words, not by the logical names behind them
    described.sort(Comparator.comparing(TableDescriptor::fileName, String.CASE_INSENSITIVE_ORDER));
    return described;
  }

  private static Changes changes(DynamicsTable table) {
    if (table.name().equals(CHOICES)) {
      return Changes.READ_AGAIN;
    }
    return table.tracked() ? Changes.TOLD : Changes.SOUGHT;
  }

  @Override
  public void expect(List<TableName> expected) {
    List<String> names =
        expected.stream().filter(name -> !Relationships.is(name)).map(TableName::name).toList();
    definitions.expect(names);
    tables.expect(names);
  }

  @Override
  public TableLayout layout(TableName name, TableOptions options) throws InterruptedException {
    if (Relationships.is(name)) {
      return Relationships.layout();
    }
    TableDefinitions.Described table = definitions.refreshed(name.name());
    return new TableLayout(
        table.rows(files(options)).layout(),
        List.of(table.table().key()),
        EnumSet.of(ReadKind.FULL, ReadKind.INCREMENTAL),
        true,
        OptionalLong.empty(),
        Map.of());
  }

  private static boolean files(TableOptions options) {
    return options.value(FILES).map(Boolean::parseBoolean).orElse(false);
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    client.rowsAreRead();
    Instant now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    if (Relationships.is(request.table())) {
      return relationships(request, MomentCursor.afterAll(client.serviceTime(), "-", now).cursor());
    }
    TableDefinitions.Described table = definitions.recent(request.table().name());
    ODataTable rows = table.rows(files(request.options()));
    UntrackedRead untracked =
        new UntrackedRead(client, tables, table, rows, request.columns(), now);
    if (request instanceof ReadRequest.Incremental changed) {
      return changes(table.table(), changed, rows.mark(request.columns()), untracked);
    }
    if (table.table().tracked() && isCursorWanted(request)) {
      return new ReadPlan(one(path(table, request, List.of()), DELTA), new NextCursor.KnownAtEnd());
    }
    if (table.table().tracked()) {
      return new ReadPlan(parts(table, request), new NextCursor.None());
    }
    return new ReadPlan(parts(table, request), new NextCursor.KnownAtPlan(untracked.afterAll()));
  }

  /** A read that nothing follows needs no link to what changed, and can be cut. */
  private static boolean isCursorWanted(ReadRequest request) {
    return !(request instanceof ReadRequest.Full all) || all.cursorWanted();
  }

  private ReadPlan relationships(ReadRequest request, Cursor next) {
    List<Split> splits = new ArrayList<>();
    for (ODataTable table : List.of(Relationships.ONE_TO_MANY, Relationships.MANY_TO_MANY)) {
      String path = client.address().under(table.query(request.columns(), List.of()));
      splits.add(new Split(table.path(), "", ROWS + " " + path, 0));
    }
    return UntrackedRead.all(splits, request, next);
  }

  private ReadPlan changes(
      DynamicsTable table, ReadRequest.Incremental request, String mark, UntrackedRead untracked)
      throws InterruptedException {
    boolean byLink = request.since().format() == DELTA;
    if (byLink != table.tracked()) {
      throw new ConnectorException(
          ODataError.CURSOR_EXPIRED,
          "The change tracking of “"
              + table.label()
              + "” was switched "
              + (byLink ? "off" : "on")
              + " since the last run. Run again: then everything is read.",
          null);
    }
    if (byLink) {
      String path = DeltaCursor.of(request.since()).path(mark, "“" + table.label() + "”");
      return new ReadPlan(one(path, DELTA), new NextCursor.KnownAtEnd());
    }
    return untracked.since(request, betweenSweeps(request.options()));
  }

  private static Duration betweenSweeps(TableOptions options) {
    return Duration.ofHours(options.value(SWEEP).map(Long::parseLong).orElse((long) USUAL_SWEEP));
  }

  private String path(TableDefinitions.Described table, ReadRequest request, List<String> options) {
    ODataTable rows = table.rows(files(request.options()));
    return client.address().under(rows.query(request.columns(), options));
  }

  private static SplitSource one(String path, int format) {
    return SplitSource.of(List.of(split(path, format)));
  }

  static Split split(String path, int format) {
    return new Split("all", "", format + " " + path, 0);
  }

  /** Cuts a large table, where questions may be under way at the same time. */
  private SplitSource parts(TableDefinitions.Described table, ReadRequest request)
      throws InterruptedException {
    boolean dated = config.parallel() > 1 && table.has("createdon");
    long rows = dated ? tables.count(table.table()).orElse(0L) : 0;
    int count = (int) Math.min(config.parallel(), rows / ROWS_PER_SPLIT);
    return count < 2
        ? one(path(table, request, List.of()), ROWS)
        : new TableParts(
            client,
            table.table(),
            rows,
            count,
            options -> ROWS + " " + path(table, request, options),
            context.clock());
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    String[] payload = split.payload().split(" ", 2);
    int kind = Integer.parseInt(payload[0]);
    boolean delta = kind == DELTA;
    boolean changes = delta && request instanceof ReadRequest.Incremental;
    ODataPages.Brings others = kind == KEYS ? ODataPages.Brings.KEYS : ODataPages.Brings.ROWS;
    String name = request.table().name();
    boolean relations = Relationships.is(request.table());
    return new ODataPages(
        client,
        () ->
            relations
                ? Relationships.at(payload[1])
                : definitions.described(name).rows(files(request.options())),
        request.columns(),
        new ODataPages.Question(
            payload[1],
            config.pageSize(),
            delta && !changes,
            changes ? ODataPages.Brings.CHANGES : others,
            delta),
        from);
  }
}
