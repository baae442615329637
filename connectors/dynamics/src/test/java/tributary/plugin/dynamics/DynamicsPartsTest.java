package tributary.plugin.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static tributary.plugin.dynamics.LocalDataverse.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.sandbox.dataverse.Arrivals;
import tributary.sandbox.dataverse.Controls;
import tributary.sandbox.dataverse.Fault;
import tributary.spi.BatchReader;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.spi.Connector;
import tributary.spi.NextCursor;
import tributary.spi.ReadPlan;
import tributary.spi.ReadRequest;
import tributary.spi.ReadStep;
import tributary.spi.Source;
import tributary.spi.Split;
import tributary.spi.TableName;
import tributary.spi.TableOptions;
import tributary.testkit.FullRead;
import tributary.testkit.RecordingBatchBuilder;

/** How a large table is cut, and that all of it comes once. */
class DynamicsPartsTest {
  private static final int ACCOUNTS = 100_000;
  private static final int CONTACTS = ACCOUNTS * 800 / 1000;
  private static final int PARTS = 4;
  private static final TableName ACCOUNT = new TableName("", "account");
  private static final List<Column> WANTED =
      List.of(
          new Column("accountid", ColumnType.TEXT, true),
          new Column("numberofemployees", ColumnType.WHOLE, true));

  /** Most rows came within a day, and of some nobody knows when. */
  private static final Arrivals TAKEN_OVER =
      new Arrivals(1_500, 12_000, ACCOUNTS * 8 / 10, Duration.ofDays(1));

  @RegisterExtension static final LocalDataverse DATAVERSE = LocalDataverse.of(ACCOUNTS);

  private static Controls controls() {
    return DATAVERSE.controls();
  }

  @AfterEach
  void letsRowsHaveComeEvenly() {
    controls().arrived("account", new Arrivals(0, 0, 0, Duration.ZERO));
  }

  private static Connector connector() {
    return connector(Map.of());
  }

  private static Connector connector(Map<String, String> others) {
    Map<String, String> settings = with(DATAVERSE.settings(), "pageSize", "5000");
    settings.putAll(others);
    return DATAVERSE.connector(settings);
  }

  private static ReadRequest.Full everything(boolean cursorWanted) {
    return new ReadRequest.Full(ACCOUNT, TableOptions.NONE, WANTED, cursorWanted);
  }

  private static Source source(Connector connector) {
    return connector.source().orElseThrow();
  }

  private static List<Split> parts(ReadPlan plan) throws InterruptedException {
    return plan.splits().next(Integer.MAX_VALUE);
  }

  private static List<String> keys(FullRead read) {
    return read.rows().stream().map(row -> row.values().get(0).toString()).toList();
  }

  private static List<String> keys(Source source, ReadRequest request, Split part)
      throws InterruptedException {
    List<String> keys = new ArrayList<>();
    try (BatchReader reader = source.open(request, part, Optional.empty())) {
      ReadStep step;
      do {
        RecordingBatchBuilder out = new RecordingBatchBuilder(request.columns(), Integer.MAX_VALUE);
        step = reader.readInto(out);
        out.rows().forEach(row -> keys.add(row.values().get(0).toString()));
      } while (step instanceof ReadStep.More);
    }
    return keys;
  }

  @Test
  void cutsWhereTheRowsAreAndBringsEachOnce() throws InterruptedException {
    controls().track("account", false);
    controls().arrived("account", TAKEN_OVER);
    try (Connector connector = connector()) {
      Source source = source(connector);
      ReadRequest request = everything(true);
      long asked = DATAVERSE.sandbox().calls();
      List<Split> parts = parts(source.plan(request));
      assertThat(DATAVERSE.sandbox().calls() - asked).as("questions").isLessThanOrEqualTo(40);

      List<String> all = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      for (Split part : parts) {
        List<String> keys = keys(source, request, part);
        sizes.add(keys.size());
        all.addAll(keys);
      }
      assertThat(all).hasSize(ACCOUNTS).doesNotHaveDuplicates();
      assertThat(sizes)
          .hasSizeBetween(PARTS - 1, PARTS + 2)
          .allMatch(size -> size <= ACCOUNTS / PARTS * 3 / 2);
    }
  }

  @Test
  void goesOnInsideEachPartAfterACrash() throws InterruptedException {
    controls().track("account", false);
    controls().arrived("account", TAKEN_OVER);
    try (Connector connector = connector()) {
      List<String> keys =
          keys(FullRead.crashingAfterEveryBatch(source(connector), everything(true), 5_000));
      assertThat(keys).hasSize(ACCOUNTS).doesNotHaveDuplicates();
    }
  }

  @Test
  void readsRowsOfOneMomentAsOnePart() throws InterruptedException {
    controls().track("account", false);
    controls().arrived("account", new Arrivals(0, 0, ACCOUNTS, Duration.ZERO));
    try (Connector connector = connector()) {
      assertThat(parts(source(connector).plan(everything(true))))
          .singleElement()
          .extracting(Split::payload)
          .asString()
          .doesNotContain("$filter");
    }
  }

  @Test
  void readsRowsThatDoNotSayWhenTheyCameAsOnePart() throws InterruptedException {
    controls().track("account", false);
    controls().arrived("account", new Arrivals(ACCOUNTS, 0, 0, Duration.ZERO));
    try (Connector connector = connector()) {
      assertThat(parts(source(connector).plan(everything(true)))).hasSize(1);
    }
  }

  @Test
  void cutsByTimeAloneWhereTheServiceRefusesToCount() throws InterruptedException {
    controls().track("account", false);
    controls().add(Fault.status("account", 501, "0x80060888", 2, 1));
    try (Connector connector = connector()) {
      Source source = source(connector);
      long asked = DATAVERSE.sandbox().calls();
      List<Split> parts = parts(source.plan(everything(true)));
      assertThat(parts).hasSizeBetween(PARTS - 1, PARTS + 2);
      assertThat(DATAVERSE.sandbox().calls() - asked).as("questions").isLessThanOrEqualTo(6);
    }
  }

  @Test
  void readsTheTableAsAWholeWhereItCannotBeFoundOutWhenRowsCame() throws InterruptedException {
    controls().track("account", false);
    controls().add(Fault.status("account", 500, "0x80040216", 0, 1));
    try (Connector connector = connector()) {
      assertThat(parts(source(connector).plan(everything(true)))).hasSize(1);
    }
  }

  @Test
  void losesNothingOfWhatChangesOrComesWhilePartsAreRead() throws InterruptedException {
    TableName contact = new TableName("", "contact");
    List<Column> wanted = List.of(new Column("contactid", ColumnType.TEXT, true));
    controls().track("contact", false);
    try (Connector connector = connector()) {
      Source source = source(connector);
      ReadRequest request = new ReadRequest.Full(contact, TableOptions.NONE, wanted);
      ReadPlan plan = source.plan(request);
      List<Split> parts = parts(plan);
      Set<String> read = new HashSet<>(keys(source, request, parts.get(0)));
      controls().change("contact", 0, 50);
      controls().change("contact", CONTACTS - 50, 50);
      controls().create("contact", 3);
      for (Split part : parts.subList(1, parts.size())) {
        assertThat(keys(source, request, part)).isNotEmpty().allMatch(read::add);
      }
      assertThat(read).hasSizeBetween(CONTACTS, CONTACTS + 3);

      NextCursor.KnownAtPlan next = (NextCursor.KnownAtPlan) plan.next();
      List<String> since =
          keys(
              FullRead.of(
                  source,
                  new ReadRequest.Incremental(
                      contact, TableOptions.NONE, wanted, next.cursor(), Duration.ZERO)));
      assertThat(since).hasSize(50 + 50 + 3);
      read.addAll(since);
      assertThat(read).hasSize(CONTACTS + 3);
    }
  }

  @Test
  void cutsATrackedTableWhereNobodyWantsItsLink() throws InterruptedException {
    controls().arrived("account", TAKEN_OVER);
    try (Connector connector = connector()) {
      Source source = source(connector);
      ReadRequest request = everything(false);
      ReadPlan plan = source.plan(request);
      assertThat(plan.next()).isInstanceOf(NextCursor.None.class);
      assertThat(parts(plan)).hasSizeBetween(PARTS - 1, PARTS + 2);

      assertThat(keys(FullRead.of(source, request))).hasSize(ACCOUNTS).doesNotHaveDuplicates();
    }
  }

  @Test
  void keepsATrackedTableWholeWhereItsLinkIsWantedOrQuestionsComeOneByOne()
      throws InterruptedException {
    try (Connector wanting = connector();
        Connector oneByOne = connector(Map.of("parallelRequests", "1"))) {
      ReadPlan tracked = source(wanting).plan(everything(true));
      assertThat(tracked.next()).isInstanceOf(NextCursor.KnownAtEnd.class);
      assertThat(parts(tracked)).hasSize(1);
      assertThat(parts(source(oneByOne).plan(everything(false)))).hasSize(1);
    }
  }
}
