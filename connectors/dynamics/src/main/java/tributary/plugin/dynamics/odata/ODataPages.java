package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import tributary.kit.CountedInput;
import tributary.kit.JsonBroken;
import tributary.kit.JsonPage;
import tributary.spi.BatchBuilder;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ConnectorException;
import tributary.spi.Position;
import tributary.spi.ReadStep;

/**
 * Reads the pages of one question, each link as it is given. While rows are made durable the next
 * page is already on its way. Its position is the path of the next page; or a place on a page, when
 * that is so long that what it brought is made durable before its end.
 */
public final class ODataPages implements BatchReader {
  private static final int LEAST_PAGE = 50;

  /** Rows that are asked for by their keys at once. */
  private static final int MOST_KEYS = 20;

  private final ODataClient client;
  private final Table described;
  private final List<Column> columns;
  private final Question question;
  private final LinkChain links;
  private Optional<PagePlace> next;
  private int pageSize;
  private Optional<ODataPage> page = Optional.empty();
  private Optional<Coming> coming = Optional.empty();
  private Optional<PageRoom> room = Optional.empty();
  private Optional<String> deltaLink = Optional.empty();
  private ODataTable table;
  private ODataRows rows;
  private long bytesOfPages;

  /** An answer that is on its way before it is wanted. */
  private record Coming(String path, ODataAnswer answer) {}

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
    PagePlace begins =
        from.map(PagePlace::of).orElseGet(() -> PagePlace.beginning(question.path()));
    this.next = Optional.of(begins);
    this.links = new LinkChain(begins.path());
    this.pageSize = question.pageSize();
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
      room = client.roomForOne();
    }
    rows.into(out);
    String what = "“" + table.label() + "”";
    try {
      return read(out, what);
    } catch (JsonBroken e) {
      throw client.broken(e, what);
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw client.cutOff(what, e);
    }
  }

  private ReadStep read(BatchBuilder out, String what) throws InterruptedException, IOException {
    while (page.isPresent() || next.isPresent()) {
      if (out.isFull() && page.map(ODataPage::isLong).orElse(true)) {
        // behind the place that is handed over nobody would ask for them again
        complete(out, what);
        page.ifPresent(ODataPage::handedOver);
        return new ReadStep.More(page.map(ODataPage::place).orElseGet(next::get).position());
      }
      if (page.isEmpty()) {
        begin(next.get(), what);
      } else if (!page.get().next()) {
        end(page.get(), what);
      }
      if (rows.partial().size() >= (page.isPresent() ? MOST_KEYS : 1)) {
        complete(out, what);
      }
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

  /** Goes to a place. On pages that are shorter than it was taken on, it is further on. */
  private void begin(PagePlace from, String what) throws InterruptedException, IOException {
    open(from.path());
    CRC32C passed = new CRC32C();
    long left = page.get().pass(from.records(), passed);
    while (left > 0) {
      end(page.get(), what);
      open(next.orElseThrow(() -> changed(what)).path());
      left = page.get().pass(left, passed);
    }
    if (passed.getValue() != from.sum()) {
      throw changed(what);
    }
  }

  private static ConnectorException changed(String what) {
    return new ConnectorException(
        ODataError.PAGE_CHANGED,
        what
            + " changed at its source while this read was interrupted, so that it cannot go on"
            + " where it was. Run again: then it begins anew.",
        null);
  }

  private void open(String path) throws InterruptedException, IOException {
    while (page.isEmpty()) {
      ODataPage begun = new ODataPage(path, answer(path), rows);
      page = Optional.of(begun);
      try {
        Optional<String> link = room.isPresent() ? begun.takeIn(room.get()) : begun.begin();
        Optional<String> guess = link.flatMap(client.address()::path);
        if (guess.isPresent()) {
          coming = Optional.of(new Coming(guess.get(), ask(guess.get())));
        }
      } catch (ConnectorException e) {
        if (!ODataError.QUERY_TIMEOUT.is(e) || pageSize <= LEAST_PAGE) {
          throw e;
        }
        // nothing of the page was taken: a shorter one may be worked out in time
        pageSize = Math.max(LEAST_PAGE, pageSize / 2);
        begun.close();
        page = Optional.empty();
      }
    }
  }

  private void end(ODataPage ended, String what) throws InterruptedException {
    Map<String, String> around = ended.around();
    bytesOfPages += ended.bytes();
    ended.close();
    page = Optional.empty();
    next = nextLink(around, links, what).map(PagePlace::beginning);
    deltaLink = link(around, "deltaLink").map(link -> client.follow(link, what));
    if (next.isPresent()) {
      String path = next.get().path();
      coming = Optional.of(new Coming(path, answer(path)));
    }
  }

  /** Returns the path of the next page, which is none that was there before. */
  private Optional<String> nextLink(Map<String, String> around, LinkChain chain, String what) {
    Optional<String> path = link(around, "nextLink").map(link -> client.follow(link, what));
    if (path.filter(chain::comesRound).isPresent()) {
      throw new ConnectorException(
          ODataError.ANSWER_BROKEN,
          client.refusals().service()
              + " leads from page to page of "
              + what
              + " in a circle, which would never end. Tell the people who run the service; until"
              + " then, leave the table out.",
          null);
    }
    return path;
  }

  /** Asks for rows of which only a part was told: the rest of them is as it was, and wanted too. */
  private void complete(BatchBuilder out, String what) throws InterruptedException, IOException {
    if (rows.partial().isEmpty()) {
      return;
    }
    // the open answers may have the last places among the questions at once
    coming.ifPresent(one -> one.answer().close());
    coming = Optional.empty();
    page.ifPresent(ODataPage::lendPlace);
    for (String path : rows.pathsOfPartial(MOST_KEYS)) {
      ODataRows whole = new ODataRows(table, columns, Brings.ROWS).into(out);
      Optional<String> from = Optional.of(client.address().under(path));
      LinkChain ofRest = new LinkChain(from.get());
      while (from.isPresent()) {
        try (ODataAnswer answer = ask(from.get())) {
          CountedInput body = new CountedInput(answer.body());
          Map<String, String> around = JsonPage.read(body, "value", whole.shape(), whole);
          bytesOfPages += body.count();
          from = nextLink(around, ofRest, what);
        }
      }
    }
    rows.forgetPartial();
    if (page.isPresent()) {
      page.get().takePlaceBack();
    }
  }

  /** Returns the answer that is on its way, or one that is asked for now. */
  private ODataAnswer answer(String path) throws InterruptedException {
    Optional<Coming> guessed = coming;
    coming = Optional.empty();
    if (guessed.isPresent() && guessed.get().path().equals(path)) {
      return guessed.get().answer();
    }
    guessed.ifPresent(other -> other.answer().close());
    return ask(path);
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
    return bytesOfPages + page.map(ODataPage::bytes).orElse(0L);
  }

  @Override
  public void close() {
    page.ifPresent(ODataPage::close);
    coming.ifPresent(one -> one.answer().close());
    room.ifPresent(client::giveBack);
    page = Optional.empty();
    coming = Optional.empty();
    room = Optional.empty();
  }
}
