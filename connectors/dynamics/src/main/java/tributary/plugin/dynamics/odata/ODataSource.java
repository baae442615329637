package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import tributary.spi.BatchReader;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
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

/** Lists, plans and reads the tables of a service of any kind, by its metadata document. */
final class ODataSource implements Source {
  private static final String WHAT = "its description";

  /** Before the path in a split whose end tells no link. */
  private static final String UNTRACKED = "all ";

  /** The cursor of a table whose rows an incremental read takes all again. */
  private static final Cursor ALL_AGAIN = new Cursor(DeltaCursor.FORMAT + 1, "all");

  private final ODataClient client;
  private final int pageSize;
  private List<ODataSet> known;

  ODataSource(ODataClient client, int pageSize) {
    this.client = client;
    this.pageSize = pageSize;
  }

  /** Returns the tables, as the service describes them now. */
  List<ODataSet> sets() throws InterruptedException {
    List<ODataSet> sets = described();
    synchronized (this) {
      known = sets;
    }
    return sets;
  }

  private List<ODataSet> described() throws InterruptedException {
    String path = client.address().under("$metadata");
    try (ODataAnswer answer = client.ask(path, Map.of("Accept", "application/xml"), WHAT)) {
      List<ODataSet> sets = Csdl.read(answer.body());
      if (sets.isEmpty()) {
        throw client.refusals().notTheService();
      }
      return sets;
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof InterruptedIOException interrupted) {
        throw ODataClient.interrupted(interrupted);
      }
      throw new ConnectorException(
          ODataError.METADATA_BROKEN,
          client.refusals().service()
              + "'s description ($metadata) is not XML as OData writes it, or brings entities,"
              + " which are refused. Check the Address; if it is right, tell who runs the service.",
          null);
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw client.cutOff(WHAT, e);
    }
  }

  private ODataSet set(TableName name) throws InterruptedException {
    List<ODataSet> sets;
    synchronized (this) {
      sets = known;
    }
    return (sets == null ? sets() : sets)
        .stream()
            .filter(one -> one.table().label().equals(name.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConnectorException(
                        ODataError.TABLE_UNKNOWN,
                        client.refusals().service()
                            + " has no table “"
                            + name.name()
                            + "” any more. Take it out of the dataflow.",
                        null));
  }

  @Override
  public List<TableDescriptor> tables() throws InterruptedException {
    return sets().stream()
        .map(
            set ->
                new TableDescriptor(
                        new TableName("", set.table().label()),
                        set.table().label(),
                        set.table().label(),
                        SuggestedPurpose.DATA,
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        Optional.empty())
                    .withChanges(set.tracked() ? Changes.TOLD : Changes.READ_AGAIN))
        .toList();
  }

  @Override
  public TableLayout layout(TableName name, TableOptions options) throws InterruptedException {
    sets();
    ODataSet set = set(name);
    boolean keyed = !set.table().key().isEmpty();
    Set<ReadKind> reads = EnumSet.of(ReadKind.FULL);
    if (keyed) {
      reads.add(ReadKind.INCREMENTAL);
    }
    return new TableLayout(
        set.table().layout(), set.table().key(), reads, keyed, OptionalLong.empty(), Map.of());
  }

  @Override
  public ReadPlan plan(ReadRequest request) throws InterruptedException {
    client.rowsAreRead();
    ODataSet set = set(request.table());
    ODataTable table = set.table();
    String all = client.address().under(table.query(request.columns(), List.of()));
    if (!set.tracked()) {
      NextCursor next =
          table.key().isEmpty()
              ? new NextCursor.None()
              : request instanceof ReadRequest.Incremental
                  ? new NextCursor.Swept(ALL_AGAIN)
                  : new NextCursor.KnownAtPlan(ALL_AGAIN);
      return new ReadPlan(SplitSource.of(one(UNTRACKED + all)), next);
    }
    if (request instanceof ReadRequest.Incremental changed) {
      return changes(changed, table);
    }
    return new ReadPlan(SplitSource.of(one(all)), new NextCursor.KnownAtEnd());
  }

  private ReadPlan changes(ReadRequest.Incremental request, ODataTable table) {
    String what = "“" + table.label() + "”";
    if (request.since().format() != DeltaCursor.FORMAT) {
      throw new ConnectorException(
          ODataError.CURSOR_EXPIRED,
          client.refusals().service()
              + " tells since the last run what changes in "
              + what
              + ", and not what changed before. Run again: then everything is read.",
          null);
    }
    String path = DeltaCursor.of(request.since()).path(table.mark(request.columns()), what);
    return new ReadPlan(SplitSource.of(one(path)), new NextCursor.KnownAtEnd());
  }

  private static List<Split> one(String payload) {
    return List.of(new Split("all", "", payload, 0));
  }

  @Override
  public BatchReader open(ReadRequest request, Split split, Optional<Position> from) {
    boolean changes = request instanceof ReadRequest.Incremental;
    return new TrackedPages(request, split, from, changes);
  }

  /** Finds out whether the set is tracked when it is read, not when it is opened. */
  private final class TrackedPages implements BatchReader {
    private final ReadRequest request;
    private final Split split;
    private final Optional<Position> from;
    private final boolean changes;
    private ODataPages pages;

    TrackedPages(ReadRequest request, Split split, Optional<Position> from, boolean changes) {
      this.request = request;
      this.split = split;
      this.from = from;
      this.changes = changes;
    }

    @Override
    public tributary.spi.ReadStep readInto(tributary.spi.BatchBuilder out)
        throws InterruptedException {
      if (pages == null) {
        ODataSet set = set(request.table());
        boolean all = split.payload().startsWith(UNTRACKED);
        boolean told = !all && (changes || set.tracked());
        pages =
            new ODataPages(
                client,
                set::table,
                request.columns(),
                new ODataPages.Question(
                    all ? split.payload().substring(UNTRACKED.length()) : split.payload(),
                    pageSize,
                    told && !changes,
                    told && changes ? ODataPages.Brings.CHANGES : ODataPages.Brings.ROWS,
                    told),
                from);
      }
      return pages.readInto(out);
    }

    @Override
    public long bytesRead() {
      return pages == null ? 0 : pages.bytesRead();
    }

    @Override
    public void close() {
      if (pages != null) {
        pages.close();
      }
    }
  }
}
