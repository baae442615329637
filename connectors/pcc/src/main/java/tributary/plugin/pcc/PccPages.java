package tributary.plugin.pcc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
 * Reads the pages of a split one after the other, while the next few are already on their way. Its
 * position is the number of an ask and of its page: of a patient, where patients are asked for.
 */
final class PccPages implements BatchReader {
  /** Asks that are on their way while one is read. */
  private static final int AHEAD = 6;

  /** Pages after which what was read is made durable, however little it is. */
  private static final int PAGES_PER_STEP = 200;

  private final PccClient client;
  private final PccTable table;
  private final boolean shared;
  private final List<Column> columns;
  private final List<PccAsk> asks;
  private final int pageSize;

  /** First pages of the asks that come next. */
  private final Deque<Coming> ahead = new ArrayDeque<>();

  /** Further pages of the present ask. */
  private final Deque<Coming> further = new ArrayDeque<>();

  private int ask;
  private int page;
  private long bytes;

  /** An answer on its way. */
  private record Coming(int ask, int page, Answer answer) {}

  /**
   * @param shared whether other tables are read from the same pages, at about the same time
   */
  PccPages(
      PccClient client,
      PccTable table,
      boolean shared,
      List<Column> columns,
      List<PccAsk> asks,
      int pageSize,
      Optional<Position> from) {
    this.client = client;
    this.table = table;
    this.shared = shared;
    this.columns = columns;
    this.asks = asks;
    this.pageSize = pageSize;
    String[] at = from.map(Position::value).orElse("0:1").split(":");
    this.ask = Integer.parseInt(at[0]);
    this.page = Integer.parseInt(at[1]);
  }

  @Override
  public ReadStep readInto(BatchBuilder out) throws InterruptedException {
    PccRows rows = new PccRows(table, columns, out);
    for (int pages = 0; ask < asks.size(); pages++) {
      if (out.isFull() || pages == PAGES_PER_STEP) {
        return new ReadStep.More(new Position(ask + ":" + page));
      }
      boolean more = read(rows);
      if (more) {
        page++;
      } else {
        ask++;
        page = 1;
        giveUp(further);
      }
    }
    return ReadStep.Done.withoutCursor();
  }

  /** Reads the present page; returns whether the ask has another. */
  private boolean read(PccRows rows) throws InterruptedException {
    Coming coming = next();
    fill();
    PccAsk asked = asks.get(ask);
    rows.of(asked);
    try (Answer answer = coming.answer()) {
      CountedInput body = new CountedInput(answer.body());
      boolean more =
          "true"
              .equals(
                  JsonPage.read(body, table.isPaged() ? "data" : "", rows.shape(), rows)
                      .get("paging.hasMore"));
      bytes += body.count();
      return more && table.isPaged();
    } catch (JsonBroken e) {
      throw PccClient.broken(e, asked.what());
    } catch (InterruptedIOException e) {
      throw PccClient.interrupted(e);
    } catch (IOException e) {
      throw PccClient.cutOff(e, asked.what());
    } catch (ConnectorException e) {
      if (isGone(asked, e)) {
        return false;
      }
      throw e;
    }
  }

  /** A patient who is gone, or has moved to another facility, since the read was planned. */
  private static boolean isGone(PccAsk asked, ConnectorException e) {
    return asked.patient().isPresent() && e.code().equals(PccError.NOT_FOUND.toErrorCode());
  }

  private Coming next() throws InterruptedException {
    Deque<Coming> from = page == 1 ? ahead : further;
    Coming coming = from.poll();
    if (coming != null && coming.ask() == ask && coming.page() == page) {
      return coming;
    }
    if (coming != null) {
      coming.answer().close();
      giveUp(from);
    }
    return begin(ask, page);
  }

  /** Sends for what comes next: a list that has gone on once is taken to go on again. */
  private void fill() throws InterruptedException {
    if (page > 1 && further.isEmpty()) {
      further.add(begin(ask, page + 1));
    }
    int from = ahead.isEmpty() ? ask + 1 : ahead.peekLast().ask() + 1;
    for (int next = from; next < asks.size() && ahead.size() < AHEAD; next++) {
      ahead.add(begin(next, 1));
    }
  }

  private Coming begin(int number, int pageNumber) throws InterruptedException {
    PccAsk asked = asks.get(number);
    String path = asked.page(table, pageNumber, pageSize);
    return new Coming(
        number,
        pageNumber,
        shared ? client.askForSeveral(path, asked.what()) : client.ask(path, asked.what()));
  }

  @Override
  public long bytesRead() {
    return bytes;
  }

  private static void giveUp(Deque<Coming> coming) {
    coming.forEach(one -> one.answer().close());
    coming.clear();
  }

  @Override
  public void close() {
    giveUp(ahead);
    giveUp(further);
  }
}
