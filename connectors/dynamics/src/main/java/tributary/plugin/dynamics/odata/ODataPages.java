package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.kit.CountedInput;
import tributary.kit.JsonBroken;
import tributary.kit.JsonPage;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.Position;
import tributary.spi.ReadStep;

/**
 * Reads the pages of one question, each link as it is given. While rows are made durable the next
 * page is already on its way. Its position is the path of the next page.
 */
public final class ODataPages implements BatchReader {
  private static final int LEAST_PAGE = 50;

  private final ODataClient client;
  private final Table described;
  private final List<Column> columns;
  private final Question question;
  private Optional<String> path;
  private int pageSize;
  private Optional<ODataAnswer> coming = Optional.empty();
  private Optional<String> deltaLink = Optional.empty();
  private ODataTable table;
  private ODataRows rows;
  private long bytes;

  /** Finds out about the table, when the first row is wanted. */
  public interface Table {
    ODataTable get() throws InterruptedException;
  }

  /** What answers hold. */
  public enum Brings {
    ROWS,
    /** Rows, and deletions. */
    CHANGES,
    /** Keys alone, of every row there is. */
    KEYS
  }

  /**
   * What is asked.
   *
   * @param path of the first page, after the host
   * @param pageSize rows wanted on a page
   * @param track whether the end must tell where changes go on
   * @param brings what the answers hold
   * @param cursor whether the end tells where changes go on
   */
  public record Question(String path, int pageSize, boolean track, Brings brings, boolean cursor) {}

  public ODataPages(
      ODataClient client,
      Table described,
      List<Column> columns,
      Question question,
      Optional<Position> from) {
    this.client = client;
    this.described = described;
    this.columns = columns;
    this.question = question;
    this.path = Optional.of(from.map(Position::value).orElse(question.path()));
    this.pageSize = question.pageSize();
  }

  /**
   * Asks for the beginning of what a delta link leads to, to see whether it is still known.
   *
   * @param mark of the columns that are wanted
   * @param what a person knows the table by
   * @return the path of the link
   * @throws ConnectorException with {@link tributary.spi.CursorProblem#CURSOR_EXPIRED} when it is
   *     not, or was given for other columns
   */
  public static String known(ODataClient client, Cursor since, String mark, String what)
      throws InterruptedException {
    DeltaCursor cursor = DeltaCursor.of(since);
    if (!cursor.tells(mark)) {
      throw columnsChanged(what);
    }
    String path = cursor.path();
    Map<String, String> headers =
        Map.of("Accept", "application/json", "Prefer", "odata.maxpagesize=1");
    try (ODataAnswer answer = client.ask(path, headers, what)) {
      answer.body().close();
      return path;
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw client.cutOff(what, e);
    }
  }

  /** Only a full read brings what a new column holds in rows that did not change. */
  public static ConnectorException columnsChanged(String what) {
    return new ConnectorException(
        ODataError.CURSOR_EXPIRED,
        "The columns of "
            + what
            + " are others than at the last run, and what changed since is told for those alone."
            + " Run again: then everything is read.",
        null);
  }

  @Override
  public ReadStep readInto(BatchBuilder out) throws InterruptedException {
    if (rows == null) {
      table = described.get();
      rows = new ODataRows(table, columns, question.brings());
    }
    rows.into(out);
    while (path.isPresent()) {
      if (out.isFull()) {
        return new ReadStep.More(new Position(path.get()));
      }
      page();
    }
    return question.cursor()
        ? new ReadStep.Done(Optional.of(new DeltaCursor(table.mark(columns), link()).cursor()))
        : ReadStep.Done.withoutCursor();
  }

  private String link() {
    return deltaLink.orElseThrow(
        () ->
            new ConnectorException(
                ODataError.ANSWER_BROKEN,
                client.refusals().service()
                    + " did not say where the changes of “"
                    + table.label()
                    + "” go on, although it says that it tracks them. Choose Full for this"
                    + " dataflow.",
                null));
  }

  private void page() throws InterruptedException {
    try {
      read();
    } catch (ConnectorException e) {
      if (!ODataError.QUERY_TIMEOUT.is(e) || pageSize <= LEAST_PAGE) {
        throw e;
      }
      // nothing of the page was taken: a shorter one may be worked out in time
      pageSize = Math.max(LEAST_PAGE, pageSize / 2);
    }
  }

  private void read() throws InterruptedException {
    String what = "“" + table.label() + "”";
    ODataAnswer answer = coming.isPresent() ? coming.get() : ask(path.get());
    coming = Optional.empty();
    Map<String, String> around;
    try (answer) {
      CountedInput body = new CountedInput(answer.body());
      around = JsonPage.read(body, "value", rows.shape(), rows);
      bytes += body.count();
    } catch (JsonBroken e) {
      throw client.broken(e, what);
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw client.cutOff(what, e);
    }
    path = link(around, "nextLink").map(link -> client.follow(link, what));
    deltaLink = link(around, "deltaLink").map(link -> client.follow(link, what));
    if (path.isPresent()) {
      coming = Optional.of(ask(path.get()));
    }
  }

  private static Optional<String> link(Map<String, String> around, String name) {
    return Optional.ofNullable(around.get("@odata." + name))
        .or(() -> Optional.ofNullable(around.get("@" + name)));
  }

  private ODataAnswer ask(String next) throws InterruptedException {
    List<String> preferences = new ArrayList<>(table.preferences());
    preferences.add("odata.maxpagesize=" + pageSize);
    if (question.track()) {
      preferences.add("odata.track-changes");
    }
    return client.ask(
        next,
        Map.of("Accept", "application/json", "Prefer", String.join(",", preferences)),
        "“" + table.label() + "”");
  }

  @Override
  public long bytesRead() {
    return bytes;
  }

  @Override
  public void close() {
    coming.ifPresent(ODataAnswer::close);
    coming = Optional.empty();
  }
}
