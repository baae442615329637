package tributary.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tributary.TestPostgres;
import tributary.connection.Egress;
import tributary.connection.TestVault;
import tributary.control.SettableClock;
import tributary.landing.store.TestLanding;
import tributary.notification.MailCarrier.MailServer;
import tributary.notification.SentNotification.State;
import tributary.notification.store.Outbox;
import tributary.notification.store.RuleStore;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.run.RunKind;
import tributary.run.RunListener;
import tributary.run.RunOutcome;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.run.TestTransactions;
import tributary.schedule.FailureStreak;
import tributary.schedule.ScheduledFlow;
import tributary.telemetry.Telemetry;
import tributary.tenant.Actor;

class NotificationsTest {
  private static final Actor ANNA = new Actor(Actor.Kind.PERSON, "anna");
  private static final String HOOK = "https://hooks.example.org/tributary";
  private static final String SECRET = "sixteen letters or more";

  private static TestPostgres database;
  private static TestTransactions transactions;
  private static int tenants;

  private final SettableClock clock = new SettableClock();
  private final NotedPost post = new NotedPost();
  private Optional<FailureStreak> streak = Optional.empty();
  private ScheduledFlow flow;
  private Notifications notifications;
  private RunListener listener;
  private Delivery delivery;

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
  void aDataflow() {
    flow = new ScheduledFlow(database, transactions.entityManager(), "told" + ++tenants);
    database.execute("delete from tributary.notification");
    RuleStore rules = new RuleStore(transactions.entityManager());
    Outbox outbox = new Outbox(transactions.entityManager());
    listener =
        transactions.transactional(
            RunListener.class,
            new RunNotifications(
                run -> streak, flow, rules, outbox, Optional.of("https://tributary.example.org")));
    delivery =
        new Delivery(
            transactions.transactional(DeliverySteps.class, new OutboxSteps(outbox)),
            post,
            clock,
            Telemetry.NONE);
    notifications =
        transactions.transactional(
            Notifications.class,
            new NotificationUseCases(
                transactions.transactional(
                    KeptRules.class,
                    new TransactionalRules(rules, (tenant, actor, action, on) -> {})),
                new RuleSecrets(TestVault.vault()),
                flow.dataflows(),
                outbox,
                post,
                new MailCarrier(
                    new MailServer(
                        Optional.of("mail"), 25, Optional.empty(), Optional.empty(), "tls", "a@b"),
                    clock),
                new AnyWhere(),
                clock));
  }

  @Test
  void tellsEachRecipientOfAFailureOnce() throws InterruptedException {
    tell(true, true, false);
    RunOutcome failed = outcome(RunStatus.FAILED, Optional.empty());
    listener.changed(failed);
    listener.changed(failed);
    delivery.work();
    delivery.work();
    assertThat(post.carried)
        .extracting(Message::recipient)
        .containsExactlyInAnyOrder("anna@example.org", "ben@example.org", HOOK);
    assertThat(post.carried.get(0).subject()).isEqualTo("Tributary: Daily census failed");
    assertThat(notifications.sent(flow.tenant, 0, 10).items())
        .extracting(SentNotification::state)
        .containsOnly(State.DELIVERED);
  }

  @Test
  void saysInWordsAndInJsonWhatHappenedAndWhereToLook() throws InterruptedException {
    tell(true, true, false);
    RunOutcome failed = outcome(RunStatus.FAILED, Optional.empty());
    listener.changed(failed);
    delivery.work();
    Message mail = post.to("anna@example.org");
    assertThat(mail.body())
        .contains("Daily census (Census)", "The bucket is gone. Choose another.", "Run:      7")
        .contains("https://tributary.example.org/run.xhtml?dataflow=Census&id=" + failed.run());
    assertThat(post.to(HOOK).body())
        .contains("\"event\":\"RUN_FAILED\"", "\"status\":\"FAILED\"", "\"number\":7");
  }

  @Test
  void tellsOfTheFirstSuccessAfterAFailureAndOfOthersOnRequest() throws InterruptedException {
    tell(true, true, false);
    listener.changed(outcome(RunStatus.SUCCEEDED, Optional.of(RunStatus.SUCCEEDED)));
    listener.changed(outcome(RunStatus.SUCCEEDED, Optional.empty()));
    delivery.work();
    assertThat(post.carried).isEmpty();
    listener.changed(outcome(RunStatus.SUCCEEDED, Optional.of(RunStatus.FAILED)));
    delivery.work();
    assertThat(post.carried).hasSize(3);
    assertThat(post.carried.get(0).subject()).isEqualTo("Tributary: Daily census works again");
    tell(true, true, true);
    listener.changed(outcome(RunStatus.SUCCEEDED, Optional.of(RunStatus.SUCCEEDED)));
    delivery.work();
    assertThat(post.carried).hasSize(6);
  }

  @Test
  void announcesAPauseWhateverElseIsTold() throws InterruptedException {
    tell(false, false, false);
    streak = Optional.of(new FailureStreak(5, 10, false));
    listener.changed(outcome(RunStatus.FAILED, Optional.of(RunStatus.FAILED)));
    streak = Optional.of(new FailureStreak(6, 10, false));
    listener.changed(outcome(RunStatus.FAILED, Optional.of(RunStatus.FAILED)));
    streak = Optional.of(new FailureStreak(10, 10, true));
    listener.changed(outcome(RunStatus.FAILED, Optional.of(RunStatus.FAILED)));
    delivery.work();
    assertThat(post.carried)
        .filteredOn(message -> message.recipient().equals("anna@example.org"))
        .extracting(Message::subject)
        .containsExactly(
            "Tributary: Daily census failed; its schedule will be paused",
            "Tributary: Daily census failed; its schedule is paused");
    assertThat(post.carried.get(0).body()).contains("failure 5 in a row");
  }

  @Test
  void triesAgainLaterAndLater() throws InterruptedException {
    tell(true, true, false);
    listener.changed(outcome(RunStatus.FAILED, Optional.empty()));
    post.problem = Undelivered.forNow("The server is away.", null);
    delivery.work();
    delivery.work();
    assertThat(post.attempts).isEqualTo(3);
    clock.advance(Duration.ofSeconds(30));
    delivery.work();
    clock.advance(Duration.ofSeconds(30));
    delivery.work();
    assertThat(post.attempts).isEqualTo(6);
    assertThat(notifications.sent(flow.tenant, 0, 1).items().get(0).problem())
        .isEqualTo("The server is away.");
    post.problem = null;
    clock.advance(Duration.ofSeconds(30));
    delivery.work();
    assertThat(post.carried).hasSize(3);
  }

  @Test
  void givesUpInTheEndAndAtOnceWhereNothingHelps() throws InterruptedException {
    tell(true, true, false);
    listener.changed(outcome(RunStatus.FAILED, Optional.empty()));
    post.problem = Undelivered.forNow("The server is away.", null);
    for (int i = 0; i < 2 * Delivery.MOST_ATTEMPTS; i++) {
      delivery.work();
      clock.advance(Duration.ofHours(6));
    }
    assertThat(post.attempts).isEqualTo(3 * Delivery.MOST_ATTEMPTS);
    assertThat(states()).containsOnly(State.GIVEN_UP);
    post.attempts = 0;
    post.problem = Undelivered.forGood("No such address.");
    listener.changed(outcome(RunStatus.FAILED, Optional.empty()));
    delivery.work();
    clock.advance(Duration.ofHours(6));
    delivery.work();
    assertThat(post.attempts).isEqualTo(3);
  }

  @Test
  void aDataflowsOwnRuleStandsBeforeTheTenants() throws InterruptedException {
    tell(true, true, false);
    notifications.setFor(
        flow.tenant,
        ANNA,
        "Census",
        Optional.of(
            new NotificationWish(
                new NotificationRule(true, false, false, List.of("cleo@example.org"), ""), "")));
    listener.changed(outcome(RunStatus.FAILED, Optional.empty()));
    delivery.work();
    assertThat(post.carried).extracting(Message::recipient).containsExactly("cleo@example.org");
    notifications.setFor(flow.tenant, ANNA, "Census", Optional.empty());
    listener.changed(outcome(RunStatus.FAILED, Optional.empty()));
    delivery.work();
    assertThat(post.carried).hasSize(4);
  }

  @Test
  void refusesWhatCannotBeReachedAndNeverMovesASecretToAnotherHost() {
    assertThat(fields(List.of("anna@", "a@b", "A@B"), "http://", ""))
        .containsExactly("mail[0]", "mail[2]", "webhook.url");
    assertThat(fields(List.of(), "ftp://x/y", SECRET)).containsExactly("webhook.url");
    assertThat(fields(List.of(), HOOK, "")).containsExactly("webhook.secret");
    assertThat(fields(List.of(), HOOK, "short")).containsExactly("webhook.secret");
    tell(true, true, false);
    assertThat(fields(List.of(), HOOK + "/other", "")).isEmpty();
    assertThat(fields(List.of(), "https://elsewhere.example.org/", ""))
        .containsExactly("webhook.secret");
    assertThat(
            database.value(
                "select count(*) from tributary.notification_rule"
                    + " where position('sixteen' in encode(webhook_secret, 'escape')) > 0"))
        .isEqualTo("0");
  }

  @Test
  void testsEachRecipientAndSaysWhatBecameOfIt() {
    tell(true, true, false);
    post.problem = Undelivered.forNow("The server is away.", null);
    assertThat(notifications.test(flow.tenant, ANNA))
        .extracting(Notifications.Tried::problem)
        .containsOnly("The server is away.")
        .hasSize(3);
  }

  private void tell(boolean failure, boolean recovery, boolean success) {
    notifications.set(
        flow.tenant,
        ANNA,
        new NotificationWish(
            new NotificationRule(
                failure, recovery, success, List.of("anna@example.org", "ben@example.org"), HOOK),
            SECRET));
  }

  private List<String> fields(List<String> mail, String webhook, String secret) {
    try {
      notifications.set(
          flow.tenant,
          ANNA,
          new NotificationWish(new NotificationRule(true, true, true, mail, webhook), secret));
      return List.of();
    } catch (Refusal refusal) {
      return refusal.fields().stream().map(FieldProblem::field).toList();
    }
  }

  private List<State> states() {
    return notifications.sent(flow.tenant, 0, 50).items().stream()
        .map(SentNotification::state)
        .toList();
  }

  private RunOutcome outcome(RunStatus status, Optional<RunStatus> before) {
    return outcome(status, before, RunTrigger.SCHEDULE);
  }

  private RunOutcome outcome(RunStatus status, Optional<RunStatus> before, RunTrigger trigger) {
    return new RunOutcome(
        flow.tenant,
        flow.id,
        UUID.randomUUID(),
        7,
        RunKind.IMPORT,
        trigger,
        status,
        status == RunStatus.FAILED ? "The bucket is gone. Choose another." : "Published 1 table.",
        clock.instant(),
        clock.instant(),
        before);
  }

  /** Notes what it should carry. */
  private static final class NotedPost extends Post {
    private final List<Message> carried = new ArrayList<>();
    private Undelivered problem;
    private int attempts;

    @Override
    public void carry(Message message) throws Undelivered {
      attempts++;
      if (problem != null) {
        throw problem;
      }
      carried.add(message);
    }

    private Message to(String recipient) {
      return carried.stream()
          .filter(message -> message.recipient().equals(recipient))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A network without rules. */
  private static final class AnyWhere implements Egress {
    @Override
    public Optional<String> refusal(URI address) {
      return Optional.empty();
    }

    @Override
    public boolean allowsPrivateAddresses() {
      return false;
    }
  }
}
