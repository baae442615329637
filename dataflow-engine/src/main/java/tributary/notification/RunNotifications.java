package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tributary.flow.DataflowRuns;
import tributary.flow.DataflowView;
import tributary.notification.SentNotification.Channel;
import tributary.notification.store.KeptRule;
import tributary.notification.store.NewNotification;
import tributary.notification.store.Outbox;
import tributary.notification.store.RuleStore;
import tributary.run.RunKind;
import tributary.run.RunListener;
import tributary.run.RunOutcome;
import tributary.run.RunStatus;
import tributary.run.RunTrigger;
import tributary.schedule.FailureStreak;
import tributary.schedule.FailureStreaks;

/** Puts into the outbox what there is to tell of a run, in the transaction that ends it. */
@ApplicationScoped
class RunNotifications implements RunListener {
  private FailureStreaks streaks;
  private DataflowRuns dataflows;
  private RuleStore rules;
  private Outbox outbox;
  private Optional<String> productAddress;

  protected RunNotifications() {}

  @Inject
  RunNotifications(
      FailureStreaks streaks,
      DataflowRuns dataflows,
      RuleStore rules,
      Outbox outbox,
      @ConfigProperty(name = "tributary.url") Optional<String> productAddress) {
    this.streaks = streaks;
    this.dataflows = dataflows;
    this.rules = rules;
    this.outbox = outbox;
    this.productAddress = productAddress;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public void changed(RunOutcome run) {
    Optional<FailureStreak> streak = streaks.count(run);
    Optional<NotificationEvent> event = event(run, streak);
    if (event.isEmpty()) {
      return;
    }
    rules
        .holding(run.tenant(), run.dataflow())
        .filter(rule -> rule.rule().reachesSomebody() && rule.rule().tells(event.get()))
        .ifPresent(rule -> tell(rule, event.get(), run, streak));
  }

  private static Optional<NotificationEvent> event(RunOutcome run, Optional<FailureStreak> streak) {
    if (run.kind() != RunKind.IMPORT) {
      return Optional.empty();
    }
    if (streak.filter(FailureStreak::paused).isPresent()) {
      return Optional.of(NotificationEvent.SCHEDULE_PAUSED);
    }
    if (streak.filter(FailureStreak::halfWay).isPresent()) {
      return Optional.of(NotificationEvent.PAUSE_AHEAD);
    }
    return switch (run.status()) {
      case FAILED, PARTLY_SUCCEEDED -> Optional.of(NotificationEvent.RUN_FAILED);
      case WAITING -> Optional.of(NotificationEvent.RUN_WAITING);
      case SUCCEEDED ->
          told(
              run,
              run.before().filter(before -> before != RunStatus.SUCCEEDED).isPresent()
                  ? NotificationEvent.RUN_RECOVERED
                  : NotificationEvent.RUN_SUCCEEDED);
      case QUEUED, RUNNING, PUBLISHING, CANCELLED -> Optional.empty();
    };
  }

  /** That rows were read on an event is not worth a message each time. */
  private static Optional<NotificationEvent> told(RunOutcome run, NotificationEvent event) {
    boolean routine =
        run.trigger() == RunTrigger.WEBHOOK && event == NotificationEvent.RUN_SUCCEEDED;
    return routine ? Optional.empty() : Optional.of(event);
  }

  private void tell(
      KeptRule rule, NotificationEvent event, RunOutcome run, Optional<FailureStreak> streak) {
    DataflowView dataflow = dataflows.byId(run.tenant(), run.dataflow());
    NotificationText text = NotificationText.of(event, run, dataflow, streak, productAddress);
    for (String address : rule.rule().mail()) {
      put(rule, event, run, dataflow, Channel.MAIL, address, text.subject(), text.mail());
    }
    if (!rule.rule().webhook().isEmpty()) {
      put(
          rule,
          event,
          run,
          dataflow,
          Channel.WEBHOOK,
          rule.rule().webhook(),
          text.subject(),
          text.json());
    }
  }

  private void put(
      KeptRule rule,
      NotificationEvent event,
      RunOutcome run,
      DataflowView dataflow,
      Channel channel,
      String recipient,
      String subject,
      String body) {
    outbox.put(
        new NewNotification(
            UUID.randomUUID(),
            run.tenant(),
            rule.id(),
            dataflow.name().value(),
            run.run(),
            event,
            channel,
            recipient,
            subject,
            body,
            run.at()));
  }
}
