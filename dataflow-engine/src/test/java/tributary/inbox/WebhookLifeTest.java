package tributary.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.audit.Audit;
import tributary.connection.TestVault;
import tributary.flow.RefreshKind;
import tributary.inbox.store.ChangeStore;
import tributary.inbox.store.DeliveryStore;
import tributary.inbox.store.EndpointStore;
import tributary.landing.Purpose;
import tributary.landing.store.TestLanding;
import tributary.pipeline.ChangingSource;
import tributary.problem.Refusal;
import tributary.retention.Retention;
import tributary.run.ChangedKeys;
import tributary.run.FakeDataflow;
import tributary.run.RunDetail;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.TestRuns;
import tributary.run.TestTransactions;
import tributary.spi.Column;
import tributary.spi.ColumnType;
import tributary.telemetry.Telemetry;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

class WebhookLifeTest {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");
  private static final Audit NO_AUDIT = (tenant, actor, action, subject) -> {};
  private static final URI HERE = URI.create("http://localhost:8080/api/v1/");
  private static final Duration LONG = Duration.ofSeconds(30);

  private static TestPostgres database;
  private static TestTransactions transactions;
  private static int tenants;

  private TenantId tenant;
  private FakeDataflow flow;
  private ChangingSource source;
  private ScriptedReceiver vendor;
  private TestRuns runs;
  private Webhooks webhooks;
  private WebhookEvents events;
  private WebhookInbox inbox;
  private PendingChanges pending;
  private InboxSteps steps;
  private Receivers receivers;

  @BeforeAll
  static void openDatabase() {
    database = TestPostgres.create();
    TestLanding.migrate(database);
    transactions = new TestTransactions(database);
  }

  @AfterAll
  static void closeDatabase() {
    transactions.close();
    database.close();
  }

  @BeforeEach
  void aSubscribedDataflow() {
    tenant = new TenantId("inbox" + ++tenants);
    flow = new FakeDataflow(database, tenant);
    source =
        ChangingSource.ofRows(
            new Column("patient", ColumnType.WHOLE, false),
            new Column("allergy", ColumnType.TEXT, false),
            new Column("name", ColumnType.TEXT, true));
    source.key = List.of("patient", "allergy");
    source.upsert("1", "a", "Nuts").upsert("2", "a", "Eggs");
    flow.with("allergies", Purpose.DATA, source);
    vendor = new ScriptedReceiver();
    flow.receiver = Optional.of(vendor);
    flow.locking =
        () ->
            transactions
                .entityManager()
                .createNativeQuery("update tributary.dataflow set version = version where id = ?")
                .setParameter(1, flow.id)
                .executeUpdate();

    Clock clock = Clock.systemUTC();
    ChangeStore changes = new ChangeStore(transactions.entityManager());
    EndpointStore endpoints = new EndpointStore(transactions.entityManager());
    EndpointLogin logins = new EndpointLogin(TestVault.vault());
    runs =
        new TestRuns(
            database,
            transactions,
            flow,
            transactions.transactional(ChangedKeys.class, new InboxKeys(changes)),
            parts -> {
              QueuedChanges queued =
                  new QueuedChanges(
                      changes,
                      endpoints,
                      flow,
                      parts.changeRuns,
                      parts.landing,
                      Telemetry.NONE,
                      clock);
              pending = transactions.transactional(PendingChanges.class, queued);
              return queued;
            });
    steps =
        transactions.transactional(
            InboxSteps.class,
            new TransactionalInbox(
                endpoints,
                new DeliveryStore(transactions.entityManager()),
                logins,
                NO_AUDIT,
                clock));
    receivers = new Receivers(flow);
    ChangeStarter starter = new ChangeStarter(pending);
    inbox = new StoringInbox(steps, logins, receivers, starter, clock);
    webhooks =
        new WebhookUseCases(
            flow, steps, receivers, logins, new PublicAddress(Optional.empty(), Optional.empty()));
    events = new WebhookEventUseCases(flow, steps, starter);
  }

  @AfterEach
  void stopWorker() {
    runs.close();
  }

  private void subscribed() {
    webhooks.subscribe(tenant, ANNA, "flow", Set.of("CARE"), HERE);
  }

  private WebhookReply tell(String id, String... rows) {
    return inbox.receive(vendor.endpoint(), vendor.call(id, "allergies", rows));
  }

  private List<String> rows() {
    return database.rows(
        "select patient, allergy, name from %s.allergies order by 1, 2".formatted(tenant));
  }

  private DeliveryRow delivery(int fromLast) {
    return events.deliveries(tenant, "flow", Optional.empty(), fromLast, 1).items().get(0);
  }

  private static void until(BooleanSupplier so) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void untilProcessed() {
    until(() -> webhooks.of(tenant, "flow").waiting() == 0);
  }

  @Test
  void readsTheRowsThatAnEventNamesInARunOfItsOwn() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    source.tick().upsert("1", "b", "Milk").upsert("2", "a", "Not named");

    assertThat(tell("m1", "1")).isEqualTo(new WebhookReply.Stored(1));
    untilProcessed();

    assertThat(rows()).containsExactly("1|a|Nuts", "1|b|Milk", "2|a|Eggs");
    RunDetail run = runs.latest().get(0);
    assertThat(run.run().trigger()).isEqualTo(RunTrigger.WEBHOOK);
    assertThat(run.run().description()).startsWith("Published 1 table: 1 row new");
    DeliveryRow delivery = delivery(0);
    assertThat(delivery.state()).isEqualTo(DeliveryState.PROCESSED);
    assertThat(delivery.event()).isEqualTo("allergies.changed");
    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(delivery.run()).contains(run.run().id());
    assertThat(
            database.value(
                "select count(*) from tributary.webhook_change where dataflow_id = '"
                    + flow.id
                    + "'"))
        .isEqualTo("0");
  }

  @Test
  void anEventThatComesAgainChangesNothing() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    tell("m1", "1");
    untilProcessed();

    assertThat(tell("m1", "1")).isEqualTo(new WebhookReply.Stored(0));
    assertThat(webhooks.of(tenant, "flow").received()).isEqualTo(1);
    assertThat(runs.latest()).hasSize(2);
  }

  @Test
  void anEventMayBeAboutTablesThatNobodyImportsToo() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    tell("m1", "strangers:7", "1");
    untilProcessed();

    assertThat(delivery(0).run()).isPresent();
    assertThat(delivery(0).detail()).isEmpty();
  }

  @Test
  void aRowThatIsGoneGoesAndARollbackBringsItBack() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    source.tick().forget("1/a");
    tell("m1", "1");
    untilProcessed();
    assertThat(rows()).containsExactly("2|a|Eggs");

    assertThat(runs.rollBack().run().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rows()).containsExactly("1|a|Nuts", "2|a|Eggs");
  }

  @Test
  void eventsThatComeWhileARunIsActiveAreReadTogetherAfterIt() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch opening = new CountDownLatch(1);
    flow.beforeOpen(
        () -> {
          opening.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    tell("m0", "1");
    opening.await();
    flow.beforeOpen(() -> {});
    source.tick();
    for (int i = 0; i < 40; i++) {
      source.upsert(String.valueOf(i % 4), "n" + i, "New " + i);
      tell("later" + i, String.valueOf(i % 4));
    }
    goOn.countDown();
    untilProcessed();

    assertThat(rows()).hasSize(42);
    assertThat(runs.latest())
        .as("one full run, one for the first event, one for the rest")
        .hasSize(3);
  }

  @Test
  void whatNoRunWouldReadIsPassedOverAndSaysWhy() {
    subscribed();
    tell("m1", "1");
    until(() -> delivery(0).state() == DeliveryState.PROCESSED);
    assertThat(delivery(0).detail())
        .isEqualTo(
            "allergies.csv has not been read in full since its webhooks began: the next full run"
                + " brings it.");

    inbox.receive(vendor.endpoint(), vendor.call("m2", "strangers", "1"));
    until(() -> delivery(0).state() == DeliveryState.PROCESSED);
    assertThat(delivery(0).detail()).isEqualTo("It is about no selected table.");
    assertThat(runs.latest()).isEmpty();

    inbox.receive(vendor.endpoint(), vendor.call("m3", "allergies"));
    assertThat(delivery(0).detail()).isEqualTo("It names no row.");
    assertThat(delivery(0).state()).isEqualTo(DeliveryState.PROCESSED);
  }

  @Test
  void aRunThatFailsLeavesItsEventsToBeProcessedAgain() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    source.tick().upsert("1", "a", "Peanuts");
    source.fails = Optional.of("The vendor is closed today.");
    tell("m1", "1");
    until(() -> delivery(0).state() == DeliveryState.FAILED);
    assertThat(delivery(0).detail()).contains("The vendor is closed today.");
    assertThat(webhooks.of(tenant, "flow").failed()).isEqualTo(1);

    long id = delivery(0).id();
    source.fails = Optional.empty();
    database.execute("update tributary.webhook_endpoint set not_before = null");
    events.processAgain(tenant, ANNA, "flow", id);
    until(() -> delivery(0).state() == DeliveryState.PROCESSED);
    assertThat(rows()).contains("1|a|Peanuts");
    assertThat(delivery(0).attempts()).isEqualTo(2);
    assertThatThrownBy(() -> events.processAgain(tenant, ANNA, "flow", id))
        .isInstanceOf(Refusal.class)
        .hasMessage("Event " + id + " of Flow has not failed: it is processed.");
    assertThatThrownBy(() -> events.processAgain(tenant, ANNA, "flow", 0))
        .hasMessage("There is no event 0 of Flow; old ones are forgotten.");
    assertThat(events.processFailedAgain(tenant, ANNA, "flow")).isZero();
  }

  @Test
  void afterAFailureTheNextRunWaitsALittle() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    source.fails = Optional.of("The vendor is closed today.");
    tell("m1", "1");
    until(() -> delivery(0).state() == DeliveryState.FAILED);
    tell("m2", "2");
    pending.begin(tenant, flow.id);

    assertThat(delivery(0).state()).isEqualTo(DeliveryState.RECEIVED);
    assertThat(pending.waiting(100)).contains(new ChangeStore.Waiting(tenant, flow.id));
    assertThat(runs.latest()).hasSize(2);
    assertThat(
            Instant.parse(
                database.value(
                    "select to_char(not_before at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from tributary.webhook_endpoint"
                        + " where dataflow_id = '"
                        + flow.id
                        + "'")))
        .isAfter(Instant.now());
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWhenWorkersStopAgainAndAgain() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    source.tick();
    List<String> expected = new ArrayList<>(rows());
    for (int i = 0; i < 60; i++) {
      String patient = String.valueOf(100 + i);
      source.upsert(patient, "a", "Row " + i);
      assertThat(tell("storm" + i, patient)).isEqualTo(new WebhookReply.Stored(1));
      expected.add(patient + "|a|Row " + i);
      if (i % 15 == 7) {
        runs.stop();
      } else if (i % 15 == 11) {
        runs.start();
      }
    }
    until(
        () -> {
          pending.begin(tenant, flow.id);
          return webhooks.of(tenant, "flow").waiting() == 0;
        });

    assertThat(rows()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(webhooks.of(tenant, "flow").processed()).isEqualTo(60);
  }

  @Test
  void asksTheVendorForTheChosenGroupsWithALoginOfItsOwn() {
    WebhookView before = webhooks.of(tenant, "flow");
    assertThat(before.state()).isEqualTo(WebhookState.OFF);
    assertThat(before.groups())
        .containsExactly(
            new WebhookView.Group(
                "CARE", "Care", "Allergies come and go.", List.of("allergies.csv"), false));

    WebhookView view = webhooks.subscribe(tenant, ANNA, "flow", Set.of("CARE"), HERE);
    assertThat(view.state()).isEqualTo(WebhookState.ACTIVE);
    assertThat(view.address()).contains(vendor.asked.callback());
    assertThat(view.groups().get(0).chosen()).isTrue();
    assertThat(view.note()).isEqualTo("The vendor has to approve it.");
    assertThat(vendor.asked.callback().toString())
        .matches("http://localhost:8080/ingest/[A-Za-z0-9]{32}");
    assertThat(vendor.asked.login().user()).hasSize(16);
    assertThat(vendor.asked.login().password().reveal()).hasSize(43);
    assertThat(vendor.asked.tables()).hasSize(1);

    assertThat(webhooks.unsubscribe(tenant, ANNA, "flow")).isEmpty();
    assertThat(vendor.ended).containsExactly("sub-1");
    assertThat(webhooks.of(tenant, "flow").state()).isEqualTo(WebhookState.OFF);
    assertThat(tell("late", "1")).isEqualTo(new WebhookReply.Gone());
  }

  @Test
  void aDataflowThatIsRemovedEndsItsSubscriptionAndSaysWhatTheVendorLeft() {
    subscribed();
    EndedSubscription removal = new EndedSubscription(steps, receivers);
    assertThat(removal.prepare(tenant, flow.dataflow(tenant, "flow")).end()).isEmpty();
    assertThat(vendor.ended).containsExactly("sub-1");
    assertThat(tell("late", "1")).isEqualTo(new WebhookReply.Gone());

    subscribed();
    vendor.refuses = Optional.of("Try tomorrow.");
    assertThat(removal.prepare(tenant, flow.dataflow(tenant, "flow")).end())
        .contains(
            "The vendor did not end the subscription: Try tomorrow. Events that it still sends are"
                + " turned away; end subscription sub-1 there.");
  }

  @Test
  void oldEventsAreForgottenWithTheKeysThatTheyNamed() throws Exception {
    subscribed();
    runs.run(RefreshKind.FULL);
    source.fails = Optional.of("The vendor is closed today.");
    tell("m1", "1");
    until(() -> delivery(0).state() == DeliveryState.FAILED);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
    new OldDeliveries(steps, later, Retention.DEFAULT).work();

    assertThat(events.deliveries(tenant, "flow", Optional.empty(), 0, 10).items()).isEmpty();
    assertThat(
            database.value(
                "select count(*) from tributary.webhook_change where dataflow_id = '"
                    + flow.id
                    + "'"))
        .isEqualTo("0");
    assertThat(webhooks.of(tenant, "flow").state()).isEqualTo(WebhookState.ACTIVE);
  }

  @Test
  void refusesSubscriptionsThatCannotWorkAndSaysWhy() {
    assertThatThrownBy(() -> webhooks.subscribe(tenant, ANNA, "flow", Set.of(), HERE))
        .hasMessage("Choose at least one group of events: CARE.");
    assertThatThrownBy(() -> webhooks.subscribe(tenant, ANNA, "flow", Set.of("X"), HERE))
        .hasMessage("There is no event group “X”. Choose among CARE.");
    URI intranet = URI.create("http://tributary.intra:8080/");
    assertThatThrownBy(() -> webhooks.subscribe(tenant, ANNA, "flow", Set.of("CARE"), intranet))
        .hasMessageStartingWith(
            "Vendors send events to an https address on the internet, and this product does not"
                + " know its own. Let the operator set tributary.url");
    vendor.refuses = Optional.of("The application is not activated.");
    assertThatThrownBy(() -> webhooks.subscribe(tenant, ANNA, "flow", Set.of("CARE"), HERE))
        .hasMessage("The application is not activated.");
    assertThat(webhooks.of(tenant, "flow").state()).isEqualTo(WebhookState.OFF);
    assertThatThrownBy(() -> webhooks.unsubscribe(tenant, ANNA, "flow"))
        .hasMessage("No events are sent for Flow.");

    vendor.refuses = Optional.empty();
    subscribed();
    vendor.refuses = Optional.of("Try tomorrow.");
    assertThat(webhooks.unsubscribe(tenant, ANNA, "flow"))
        .contains(
            "The vendor did not end the subscription: Try tomorrow. Events that it still sends are"
                + " turned away; end subscription sub-1 there.");
  }

  @Test
  void anAddressOfVendorsIsHttpsUnlessItIsOnThisMachine() {
    PublicAddress plain =
        new PublicAddress(Optional.empty(), Optional.of("http://tributary.example.org"));
    assertThatThrownBy(() -> plain.of("e", HERE))
        .hasMessageStartingWith(
            "Vendors would send events to http://tributary.example.org unencrypted.");
    PublicAddress wrong = new PublicAddress(Optional.of("not an address"), Optional.empty());
    assertThatThrownBy(() -> wrong.of("e", HERE))
        .hasMessageContaining("is “not an address”, which is no address");
    PublicAddress good =
        new PublicAddress(
            Optional.of("https://hooks.example.org/t/"), Optional.of("http://intranet"));
    assertThat(good.of("e", HERE)).hasToString("https://hooks.example.org/t/ingest/e");
  }

  @Test
  void turnsAwayWhatIsNotProvenNotUnderstoodOrPaused() {
    subscribed();
    String endpoint = vendor.endpoint();
    WebhookCall forged =
        new WebhookCall(
            "POST", Map.of(), Map.of(), "m1 allergies 1".getBytes(StandardCharsets.UTF_8));
    assertThat(inbox.receive(endpoint, forged)).isEqualTo(new WebhookReply.NotProven());
    assertThat(inbox.receive("unknown", vendor.call("m1", "allergies", "1")))
        .isEqualTo(new WebhookReply.NotProven());
    assertThat(inbox.receive(endpoint, vendor.call("", "allergies", "1")))
        .isEqualTo(new WebhookReply.NotUnderstood());
    assertThat(inbox.receive(endpoint, vendor.call("x".repeat(201), "allergies", "1")))
        .isEqualTo(new WebhookReply.NotUnderstood());

    assertThat(webhooks.pause(tenant, ANNA, "flow").state()).isEqualTo(WebhookState.PAUSED);
    assertThat(inbox.receive(endpoint, forged)).isEqualTo(new WebhookReply.NotProven());
    assertThat(tell("m1", "1")).isEqualTo(new WebhookReply.Gone());
    assertThat(webhooks.resume(tenant, ANNA, "flow").state()).isEqualTo(WebhookState.ACTIVE);
    assertThat(tell("m1", "1")).isEqualTo(new WebhookReply.Stored(1));
    assertThat(webhooks.of(tenant, "flow").received()).isEqualTo(1);
  }
}
