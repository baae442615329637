package tributary.web.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowHead;
import tributary.inbox.WebhookState;
import tributary.inbox.WebhookView;
import tributary.inbox.Webhooks;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.web.frame.ScreenMessages;
import tributary.web.frame.StatusMark;
import tributary.web.security.CurrentUser;

/** Webhooks of a dataflow: which events its vendor sends. */
@Named
@RequestScoped
public class WebhooksPage {
  private ShownWebhooks shown;
  private Webhooks webhooks;
  private CurrentUser user;
  private ScreenMessages messages;
  private FacesContext faces;
  private String problem = "";
  private Optional<Set<String>> ticked = Optional.empty();

  /** For the container's proxy. */
  protected WebhooksPage() {}

  @Inject
  WebhooksPage(
      ShownWebhooks shown,
      Webhooks webhooks,
      CurrentUser user,
      ScreenMessages messages,
      FacesContext faces) {
    this.shown = shown;
    this.webhooks = webhooks;
    this.user = user;
    this.messages = messages;
    this.faces = faces;
  }

  /** Loads how they stand. */
  public void load() {
    shown.load();
  }

  /** Asks the vendor for the ticked events. */
  public String subscribe() {
    String[] groups = faces.getExternalContext().getRequestParameterValuesMap().get("group");
    Set<String> wanted = Set.copyOf(Arrays.asList(groups == null ? new String[0] : groups));
    ticked = Optional.of(wanted);
    try {
      user.demand(Role.EDITOR);
      webhooks.subscribe(user.tenant(), user.actor(), shown.dataflow(), wanted, reachedAt());
      messages.good("The vendor is asked to send events of " + shown.dataflow() + ".");
      return here();
    } catch (Refusal refusal) {
      problem =
          refusal.fields().stream()
              .findFirst()
              .map(FieldProblem::message)
              .orElse(refusal.getMessage());
      return null;
    }
  }

  /** Returns why the vendor is not asked, after it was tried. */
  public String getProblem() {
    return problem;
  }

  private URI reachedAt() {
    ExternalContext request = faces.getExternalContext();
    return URI.create(
        "%s://%s:%d%s/"
            .formatted(
                request.getRequestScheme(),
                request.getRequestServerName(),
                request.getRequestServerPort(),
                request.getRequestContextPath()));
  }

  /** Asks the vendor to stop. */
  public String unsubscribe() {
    messages.attempt(
        () -> {
          user.demand(Role.EDITOR);
          messages.good(
              webhooks
                  .unsubscribe(user.tenant(), user.actor(), shown.dataflow())
                  .orElse("No more events come for " + shown.dataflow() + "."));
        });
    return here();
  }

  /** Refuses events for a while, or takes them again. */
  public String pause(boolean paused) {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          if (paused) {
            webhooks.pause(user.tenant(), user.actor(), shown.dataflow());
            messages.good(
                "Events of " + shown.dataflow() + " are turned away until you resume them.");
          } else {
            webhooks.resume(user.tenant(), user.actor(), shown.dataflow());
            messages.good("Events of " + shown.dataflow() + " are taken again.");
          }
        });
    return here();
  }

  private String here() {
    return "/webhooks.xhtml?dataflow=" + shown.dataflow() + "&faces-redirect=true";
  }

  /** Returns whether a group's box is ticked: as chosen last, or as the vendor sends now. */
  public boolean ticked(WebhookView.Group group) {
    return ticked
        .map(wanted -> wanted.contains(group.key()))
        .orElseGet(() -> group.chosen() || (isOff() && !group.tables().isEmpty()));
  }

  /** Returns the imported tables that a group is about. */
  public String tables(WebhookView.Group group) {
    return String.join(", ", group.tables());
  }

  public boolean isOff() {
    return shown.view().state() == WebhookState.OFF;
  }

  public boolean isOffered() {
    return shown.view().state() != WebhookState.NOT_OFFERED;
  }

  public boolean isActive() {
    return shown.view().state() == WebhookState.ACTIVE;
  }

  public boolean isPaused() {
    return shown.view().state() == WebhookState.PAUSED;
  }

  /** Returns whether somebody looks at a list that may grow by itself. */
  public boolean isLive() {
    return isActive() || shown.view().waiting() > 0;
  }

  /** Returns how the state looks. */
  public StatusMark getMark() {
    String word = shown.view().state().label();
    return switch (shown.view().state()) {
      case NOT_OFFERED -> new StatusMark(word, "quiet", "pi-ban");
      case OFF -> new StatusMark(word, "quiet", "pi-circle");
      case SUBSCRIBING -> new StatusMark(word, "warn", "pi-clock");
      case ACTIVE -> new StatusMark(word, "good", "pi-check-circle");
      case PAUSED -> new StatusMark(word, "warn", "pi-pause");
    };
  }

  public DataflowHead getFlow() {
    return shown.flow();
  }

  public WebhookView getView() {
    return shown.view();
  }

  public String getCallback() {
    return shown.view().address().map(URI::toString).orElse("");
  }

  public Object getLastEventAt() {
    return shown.view().lastEventAt().orElse(null);
  }

  public String getDataflow() {
    return shown.dataflow();
  }
}
