package tributary.plugin.dynamics.odata;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tributary.kit.JsonBroken;
import tributary.kit.JsonPage;
import tributary.kit.JsonRecord;
import tributary.kit.RecordShape;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.NextCursor;
import tributary.spi.ReadPlan;
import tributary.spi.Split;
import tributary.spi.SplitSource;

/**
 * The beginning of what a delta link leads to.
 *
 * @param path of the link
 * @param unchanged where the changes go on when there is none yet: then nothing is to be read
 */
public record DeltaBeginning(String path, Optional<Cursor> unchanged) {
  private static final Map<String, String> HEADERS =
      Map.of("Accept", "application/json", "Prefer", "odata.maxpagesize=1");

  /** Returns the read of it: where nothing changed, nothing is asked again. */
  public ReadPlan plan(Function<String, List<Split>> splits) {
    return unchanged
        .map(next -> new ReadPlan(SplitSource.of(List.of()), new NextCursor.KnownAtPlan(next)))
        .orElseGet(
            () -> new ReadPlan(SplitSource.of(splits.apply(path)), new NextCursor.KnownAtEnd()));
  }

  /** Sees whether there is any record. */
  private static final class Any implements JsonPage.Taker {
    private boolean there;

    @Override
    public void take(JsonRecord record) {
      there = true;
    }

    @Override
    public void tooLong(long number) {
      there = true;
    }
  }

  /**
   * Asks for it.
   *
   * @param mark of the columns that are wanted
   * @param what a person knows the table by
   * @throws ConnectorException with {@link tributary.spi.CursorProblem#CURSOR_EXPIRED} when the
   *     link is no longer known, or was given for other columns
   */
  public static DeltaBeginning of(ODataClient client, Cursor since, String mark, String what)
      throws InterruptedException {
    DeltaCursor cursor = DeltaCursor.of(since);
    if (!cursor.tells(mark)) {
      throw ODataPages.columnsChanged(what);
    }
    Any any = new Any();
    Map<String, String> around;
    try (ODataAnswer answer = client.ask(cursor.path(), HEADERS, what)) {
      around = JsonPage.read(answer.body(), "value", RecordShape.ofNames(List.of()), any);
    } catch (JsonBroken e) {
      throw client.broken(e, what);
    } catch (InterruptedIOException e) {
      throw ODataClient.interrupted(e);
    } catch (IOException e) {
      throw client.cutOff(what, e);
    }
    String link = around.getOrDefault("@odata.deltaLink", around.getOrDefault("@deltaLink", ""));
    return new DeltaBeginning(
        cursor.path(),
        any.there || link.isEmpty()
            ? Optional.empty()
            : Optional.of(new DeltaCursor(mark, client.follow(link, what)).cursor()));
  }
}
