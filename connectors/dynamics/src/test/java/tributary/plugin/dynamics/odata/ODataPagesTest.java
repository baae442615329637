package tributary.plugin.dynamics.odata;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tributary.plugin.dynamics.odata.LocalOData.READINGS;
import static tributary.plugin.dynamics.odata.LocalOData.TOO_SLOW;
import static tributary.plugin.dynamics.odata.LocalOData.delta;
import static tributary.plugin.dynamics.odata.LocalOData.next;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.spi.BatchReader;
import tributary.spi.Connector;
import tributary.spi.ConnectorException;
import tributary.spi.Cursor;
import tributary.spi.Position;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.RecordingBatchBuilder;

/** Follows pages, whatever a service makes of them. */
class ODataPagesTest {
  private static final String CIRCLE =
      "“127.0.0.1” leads from page to page of “Readings” in a circle, which would never end. Tell the"
          + " people who run the service; until then, leave the table out.";
  private static final int LONG_PAGE_ROWS = 2_000;
  private static final int PARTIAL_ROWS = 25;

  @RegisterExtension final LocalOData odata = new LocalOData();

  @Test
  void asksForTheRestOfRowsThatChangedInPartAndPassesWhatIsNoRow() throws InterruptedException {
    odata.page("Readings", delta("Readings?t=1"), "{\"id\":1,\"note\":\"n1\"}");
    odata.page(
        "Readings?t=1",
        delta("Readings?t=2"),
        "{\"id\":1,\"value\":99.5}",
        "{\"id\":4,\"note\":null}",
        "{\"@odata.context\":\"#Readings/$link\",\"source\":\"Readings(1)\"}",
        "{\"@context\":\"#Readings/$deletedLink\",\"source\":\"Readings(1)\"}",
        "{\"value\":1}");
    odata.page(
        "Readings?(id eq 1) or (id eq 4)",
        next("Readings?more"),
        "{\"id\":1,\"value\":99.5,\"note\":\"n1\"}");
    odata.page("Readings?more", "", "{\"id\":4,\"note\":\"n4\"}");
    Map<String, String> oneAtOnce = odata.settings();
    oneAtOnce.put("parallelRequests", "1");
    try (Connector connector = odata.connector(oneAtOnce)) {
      Source source = connector.source().orElseThrow();
      FullRead all = FullRead.of(source, READINGS);
      FullRead changes = FullRead.since(source, READINGS, all.cursor().orElseThrow());
      assertThat(changes.rows())
          .extracting(row -> row.values())
          .containsExactly(
              Arrays.asList(1L, 99.5, null, "n1"), Arrays.asList(4L, null, null, "n4"));
      assertThat(changes.rejects())
          .extracting(reject -> reject.problem())
          .containsExactly("a row that changed in part is named in a way that is not understood");
    }
  }

  @Test
  @Timeout(60)
  void asksForTheRestOfRowsBeforeTheirPageIsHandedOverInItsMiddleAndWithOneQuestionAtOnce()
      throws InterruptedException {
    odata.page("Readings", delta("Readings?t=0"));
    StringBuilder parts = new StringBuilder("{\"value\":[");
    LongStream.range(0, PARTIAL_ROWS)
        .forEach(id -> parts.append("{\"id\":").append(id).append(",\"value\":9.5},"));
    odata.answer(
        "Readings?t=0",
        longPage(0, LONG_PAGE_ROWS)
            .replace(",\"note\"", ",\"value\":1,\"at\":null,\"note\"")
            .replace("{\"value\":[", parts));
    wholeRows(0, 20);
    wholeRows(20, PARTIAL_ROWS);
    Map<String, String> oneAtOnce = odata.settings();
    oneAtOnce.put("parallelRequests", "1");
    try (Connector connector = odata.connector(oneAtOnce)) {
      Source source = connector.source().orElseThrow();
      ReadRequest.Incremental request =
          new ReadRequest.Incremental(
              READINGS,
              TableOptions.NONE,
              full(source).columns(),
              FullRead.of(source, READINGS).cursor().orElseThrow(),
              Duration.ZERO);
      RecordingBatchBuilder first = new RecordingBatchBuilder(request.columns(), 100);
      try (BatchReader reader = source.open(request, split(source, request), Optional.empty())) {
        assertThat(reader.readInto(first)).isInstanceOf(ReadStep.More.class);
      }
      assertThat(first.rows())
          .filteredOn(row -> "whole".equals(row.values().get(3)))
          .extracting(row -> row.values().get(0))
          .containsExactlyElementsOf(LongStream.range(0, PARTIAL_ROWS).boxed().toList());
    }
  }

  private void wholeRows(long from, long to) {
    String filter =
        LongStream.range(from, to).mapToObj(id -> "(id eq " + id + ")").collect(joining(" or "));
    odata.page(
        "Readings?" + filter,
        "",
        LongStream.range(from, to)
            .mapToObj(id -> "{\"id\":" + id + ",\"note\":\"whole\"}")
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  @Timeout(60)
  void doesNotGoRoundInACircleOfPages(int length) {
    odata.page("Readings", next("Readings?p=0"));
    for (int page = 0; page < length; page++) {
      odata.page("Readings?p=" + page, next("Readings?p=" + (page + 1) % length), "{\"id\":1}");
    }
    assertThat(odata.refused()).hasMessage(CIRCLE);
  }

  @Test
  @Timeout(60)
  void doesNotGoRoundInACircleOfPagesForTheRestOfRowsThatChangedInPart()
      throws InterruptedException {
    odata.page("Readings", delta("Readings?t=1"));
    odata.page("Readings?t=1", delta("Readings?t=2"), "{\"id\":1,\"note\":\"n\"}");
    odata.page("Readings?(id eq 1)", next("Readings?more=1"));
    odata.page("Readings?more=1", next("Readings?more=2"));
    odata.page("Readings?more=2", next("Readings?more=1"));
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      Cursor cursor = FullRead.of(source, READINGS).cursor().orElseThrow();
      assertThat(
              catchThrowableOfType(
                  ConnectorException.class, () -> FullRead.since(source, READINGS, cursor)))
          .hasMessage(CIRCLE);
    }
  }

  @Test
  void refusesAnAnswerThatSaysMoreBesideItsRowsThanAnybodyReads() {
    String note = "n".repeat(600_000);
    odata.answer(
        "Readings",
        "{\"value\":[],\"@a.one\":\"" + note + "\",\"@a.two\":{\"b\":\"" + note + "\"}}");
    assertThat(odata.refused())
        .hasMessage(
            "“127.0.0.1”'s answer for “Readings” has more than a million characters beside its rows."
                + " Tell the people who run the service; until then, leave the table out.");
  }

  @Test
  void handsOverALongPageInPartsAndGoesOnInItsMiddle() throws InterruptedException {
    odata.answer("Readings", longPage(0, LONG_PAGE_ROWS));
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      assertThat(handedOverInItsMiddle(source).value()).matches("\\d+ [0-9a-f]+ /odata/Readings.*");
      assertThat(FullRead.crashingAfterEveryBatch(source, READINGS, 100).rows())
          .extracting(row -> row.values().get(0))
          .isEqualTo(LongStream.range(0, LONG_PAGE_ROWS).boxed().toList());
    }
  }

  @Test
  void doesNotGoOnInTheMiddleOfAPageThatChanged() throws InterruptedException {
    odata.answer("Readings", longPage(0, LONG_PAGE_ROWS));
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      Position middle = handedOverInItsMiddle(source);
      odata.answer("Readings", longPage(0, LONG_PAGE_ROWS).replace("{\"id\":7,", "{\"id\":-7,"));
      ReadRequest.Full request = full(source);
      try (BatchReader reader = source.open(request, split(source, request), Optional.of(middle))) {
        assertThat(
                catchThrowableOfType(
                    ConnectorException.class,
                    () -> reader.readInto(new RecordingBatchBuilder(request.columns(), 100))))
            .hasMessage(
                "“Readings” changed at its source while this read was interrupted, so that it cannot"
                    + " go on where it was. Run again: then it begins anew.");
      }
    }
  }

  @Test
  void goesOnInTheMiddleOfALongPageByPagesThatAreShorter() throws InterruptedException {
    odata.answer("Readings", longPage(0, LONG_PAGE_ROWS));
    try (Connector connector = odata.connector()) {
      Source source = connector.source().orElseThrow();
      Position middle = handedOverInItsMiddle(source);
      odata.answer("Readings, 5000 a page", TOO_SLOW);
      for (int from = 0; from < LONG_PAGE_ROWS; from += 300) {
        odata.answer(
            "Readings" + (from == 0 ? "" : "?p=" + from),
            longPage(from, Math.min(LONG_PAGE_ROWS, from + 300)));
      }
      ReadRequest.Full request = full(source);
      RecordingBatchBuilder rest = new RecordingBatchBuilder(request.columns(), 10_000);
      try (BatchReader reader = source.open(request, split(source, request), Optional.of(middle))) {
        assertThat(reader.readInto(rest)).isInstanceOf(ReadStep.Done.class);
      }
      long taken = Long.parseLong(middle.value().substring(0, middle.value().indexOf(' ')));
      assertThat(taken).as("more than a short page has").isGreaterThan(300);
      assertThat(rest.rows())
          .extracting(row -> row.values().get(0))
          .isEqualTo(LongStream.range(taken, LONG_PAGE_ROWS).boxed().toList());
    }
  }

  private static Position handedOverInItsMiddle(Source source) throws InterruptedException {
    ReadRequest.Full request = full(source);
    RecordingBatchBuilder first = new RecordingBatchBuilder(request.columns(), 100);
    try (BatchReader reader = source.open(request, split(source, request), Optional.empty())) {
      Position middle = ((ReadStep.More) reader.readInto(first)).resumeAt();
      assertThat(first.rows()).hasSizeBetween(100, LONG_PAGE_ROWS - 1);
      return middle;
    }
  }

  private static ReadRequest.Full full(Source source) throws InterruptedException {
    return new ReadRequest.Full(
        READINGS, TableOptions.NONE, source.layout(READINGS, TableOptions.NONE).columns());
  }

  private static Split split(Source source, ReadRequest request) throws InterruptedException {
    return source.plan(request).splits().next(1).get(0);
  }

  /** A page of these rows, 10 kB each. */
  private static String longPage(int from, int to) {
    String note = "n".repeat(10_000);
    String behind = to < LONG_PAGE_ROWS ? next("Readings?p=" + to) : delta("Readings?t=1");
    return IntStream.range(from, to)
        .mapToObj(id -> "{\"id\":" + id + ",\"note\":\"" + note + "\"}")
        .collect(joining(",", "{\"value\":[", "]" + behind + "}"));
  }
}
