package tributary.web.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.notification.NotificationRule;
import tributary.notification.NotificationWish;
import tributary.notification.Notifications;
import tributary.notification.SentNotification;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.web.frame.PageLoad;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Settings > Notifications: whom the tenant, or one of its dataflows, tells what. */
@Named
@RequestScoped
public class NotificationsPage {
  private static final int SHOWN = 20;

  private Notifications notifications;
  private CurrentUser user;
  private PageLoad load;
  private ScreenMessages messages;
  private String dataflow = "";
  private boolean own;
  private boolean failure;
  private boolean recovery;
  private boolean success;
  private String mail = "";
  private String webhook = "";
  private String secret = "";
  private List<SentNotification> sent = List.of();
  private List<FieldProblem> problems = List.of();
  private List<Notifications.Tried> tried = List.of();

  /** For the container's proxy. */
  protected NotificationsPage() {}

  @Inject
  NotificationsPage(
      Notifications notifications, CurrentUser user, PageLoad load, ScreenMessages messages) {
    this.notifications = notifications;
    this.user = user;
    this.load = load;
    this.messages = messages;
  }

  /** Loads the rule that holds, and what was sent. */
  public void load() {
    load.orErrorPage(
        () -> {
          user.demand(dataflow.isEmpty() ? Role.OWNER : Role.EDITOR);
          Optional<NotificationRule> ofDataflow =
              dataflow.isEmpty() ? Optional.empty() : notifications.ruleOf(user.tenant(), dataflow);
          own = ofDataflow.isPresent();
          show(ofDataflow.orElseGet(() -> notifications.rule(user.tenant())));
          sent = notifications.sent(user.tenant(), 0, SHOWN).items();
        });
  }

  private void show(NotificationRule rule) {
    failure = rule.failure();
    recovery = rule.recovery();
    success = rule.success();
    mail = String.join("\n", rule.mail());
    webhook = rule.webhook();
  }

  /** Saves; what is refused stands on the page. */
  public String save() {
    try {
      user.demand(dataflow.isEmpty() ? Role.OWNER : Role.EDITOR);
      NotificationWish wish = new NotificationWish(rule(), secret == null ? "" : secret);
      if (dataflow.isEmpty()) {
        notifications.set(user.tenant(), user.actor(), wish);
      } else {
        notifications.setFor(user.tenant(), user.actor(), dataflow, Optional.of(wish));
      }
      messages.good("Who is told is saved.");
      return here();
    } catch (Refusal refusal) {
      problems =
          refusal.fields().isEmpty()
              ? List.of(FieldProblem.of("", refusal.code(), refusal.getMessage()))
              : refusal.fields();
      sent = notifications.sent(user.tenant(), 0, SHOWN).items();
      return null;
    }
  }

  private NotificationRule rule() {
    return new NotificationRule(
        failure,
        recovery,
        success,
        Arrays.stream((mail == null ? "" : mail).split("[\\s,;]+"))
            .filter(address -> !address.isEmpty())
            .toList(),
        webhook == null ? "" : webhook.strip());
  }

  /** Sends a test to everybody of the saved rule. */
  public void test() {
    messages.attempt(
        () -> {
          user.demand(Role.OWNER);
          tried = new ArrayList<>(notifications.test(user.tenant(), user.actor()));
        });
    load();
  }

  /** Lets the tenant's rule hold again for the dataflow. */
  public String forget() {
    messages.attempt(
        () -> {
          user.demand(Role.EDITOR);
          notifications.setFor(user.tenant(), user.actor(), dataflow, Optional.empty());
          messages.good("The settings of the tenant hold again for " + dataflow + ".");
        });
    return here();
  }

  private String here() {
    return "/notifications.xhtml?faces-redirect=true"
        + (dataflow.isEmpty() ? "" : "&dataflow=" + dataflow);
  }

  /** Returns the problem of this field; null when there is none. */
  public FieldProblem problem(String field) {
    return problems.stream()
        .filter(problem -> problem.field().startsWith(field))
        .findFirst()
        .orElse(null);
  }

  public List<FieldProblem> getProblems() {
    return problems;
  }

  public List<Notifications.Tried> getTried() {
    return tried;
  }

  public List<SentNotification> getSent() {
    return sent;
  }

  /** Returns whether this installation can send e-mail. */
  public boolean isSendsMail() {
    return notifications.sendsMail();
  }

  public boolean isOwn() {
    return own;
  }

  public String getDataflow() {
    return dataflow;
  }

  public void setDataflow(String dataflow) {
    this.dataflow = dataflow == null ? "" : dataflow;
  }

  public boolean isFailure() {
    return failure;
  }

  public void setFailure(boolean failure) {
    this.failure = failure;
  }

  public boolean isRecovery() {
    return recovery;
  }

  public void setRecovery(boolean recovery) {
    this.recovery = recovery;
  }

  public boolean isSuccess() {
    return success;
  }

  public void setSuccess(boolean success) {
    this.success = success;
  }

  public String getMail() {
    return mail;
  }

  public void setMail(String mail) {
    this.mail = mail;
  }

  public String getWebhook() {
    return webhook;
  }

  public void setWebhook(String webhook) {
    this.webhook = webhook;
  }

  public String getSecret() {
    return "";
  }

  public void setSecret(String secret) {
    this.secret = secret;
  }
}
