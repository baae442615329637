package tributary.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.connection.Egress;
import tributary.flow.DataflowHead;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.notification.SentNotification.Channel;
import tributary.notification.store.KeptRule;
import tributary.notification.store.Outbox;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.tenant.Actor;
import tributary.tenant.TenantId;

/** What people do with notifications. Nothing is sent while a transaction is open. */
@ApplicationScoped
class NotificationUseCases implements Notifications {
  private KeptRules rules;
  private RuleSecrets secrets;
  private Dataflows dataflows;
  private Outbox outbox;
  private Post post;
  private MailCarrier mail;
  private Egress egress;
  private Clock clock;

  protected NotificationUseCases() {}

  @Inject
  NotificationUseCases(
      KeptRules rules,
      RuleSecrets secrets,
      Dataflows dataflows,
      Outbox outbox,
      Post post,
      MailCarrier mail,
      Egress egress,
      Clock clock) {
    this.rules = rules;
    this.secrets = secrets;
    this.dataflows = dataflows;
    this.outbox = outbox;
    this.post = post;
    this.mail = mail;
    this.egress = egress;
    this.clock = clock;
  }

  @Override
  public NotificationRule rule(TenantId tenant) {
    return rules.of(tenant, Optional.empty()).map(KeptRule::rule).orElse(NotificationRule.NOBODY);
  }

  @Override
  public NotificationRule set(TenantId tenant, Actor actor, NotificationWish wish) {
    return write(tenant, actor, Optional.empty(), "all dataflows", wish);
  }

  @Override
  public Optional<NotificationRule> ruleOf(TenantId tenant, String dataflow) {
    return rules.of(tenant, Optional.of(dataflows.head(tenant, dataflow).id())).map(KeptRule::rule);
  }

  @Override
  public Optional<NotificationRule> setFor(
      TenantId tenant, Actor actor, String dataflow, Optional<NotificationWish> wish) {
    DataflowHead view = dataflows.head(tenant, dataflow);
    Optional<UUID> id = Optional.of(view.id());
    if (wish.isPresent()) {
      return Optional.of(write(tenant, actor, id, view.name().value(), wish.get()));
    }
    if (rules.of(tenant, id).isPresent()) {
      rules.remove(tenant, actor, view.id(), view.name().value());
    }
    return Optional.empty();
  }

  private NotificationRule write(
      TenantId tenant,
      Actor actor,
      Optional<UUID> dataflow,
      String subject,
      NotificationWish wish) {
    Optional<KeptRule> present = rules.of(tenant, dataflow);
    List<FieldProblem> problems =
        new NotificationRules(egress, mail.isPossible())
            .problems(
                wish,
                present
                    .map(KeptRule::rule)
                    .map(NotificationRule::webhook)
                    .filter(address -> !address.isEmpty()));
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    UUID id = present.map(KeptRule::id).orElseGet(UUID::randomUUID);
    rules.write(
        tenant,
        actor,
        dataflow,
        subject,
        new KeptRule(id, wish.rule(), sealed(tenant, id, present, wish)));
    return wish.rule();
  }

  private byte[] sealed(
      TenantId tenant, UUID id, Optional<KeptRule> present, NotificationWish wish) {
    if (wish.rule().webhook().isEmpty()) {
      return new byte[0];
    }
    return wish.webhookSecret().isEmpty()
        ? present.orElseThrow().sealed()
        : secrets.seal(tenant, id, wish.webhookSecret());
  }

  @Override
  public List<Tried> test(TenantId tenant, Actor actor) {
    KeptRule rule =
        rules
            .of(tenant, Optional.empty())
            .filter(kept -> kept.rule().reachesSomebody())
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "NOBODY_TO_TELL", "Nobody is told yet. Save an address first, then test."));
    List<Tried> tried = new ArrayList<>();
    for (String address : rule.rule().mail()) {
      String text =
          "This is a test from Tributary, asked for by %s. E-mail arrives.\n"
              .formatted(actor.name());
      tried.add(tried(message(tenant, rule, Channel.MAIL, address, text)));
    }
    if (!rule.rule().webhook().isEmpty()) {
      String json =
          NotificationText.text(
              Map.of(
                  "event", NotificationEvent.TEST.name(),
                  "tenant", tenant.value(),
                  "at", clock.instant().toString()));
      tried.add(tried(message(tenant, rule, Channel.WEBHOOK, rule.rule().webhook(), json)));
    }
    return tried;
  }

  private static Message message(
      TenantId tenant, KeptRule rule, Channel channel, String recipient, String body) {
    return new Message(
        UUID.randomUUID(), tenant, rule.id(), channel, recipient, "Tributary: a test", body, 1);
  }

  private Tried tried(Message message) {
    try {
      post.carry(message);
      return new Tried(message.recipient(), "");
    } catch (Undelivered e) {
      return new Tried(message.recipient(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Tried(message.recipient(), "The test was interrupted. Try again.");
    }
  }

  @Override
  @Transactional
  public Page<SentNotification> sent(TenantId tenant, int first, int size) {
    return outbox.page(tenant, first, size);
  }

  @Override
  public boolean sendsMail() {
    return mail.isPossible();
  }
}
