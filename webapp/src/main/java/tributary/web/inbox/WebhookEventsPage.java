package tributary.web.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import tributary.access.SignedIn.Role;
import tributary.flow.Page;
import tributary.inbox.DeliveryRow;
import tributary.inbox.DeliveryState;
import tributary.inbox.WebhookEvents;
import tributary.web.frame.Display;
import tributary.web.frame.Paged;
import tributary.web.frame.ScreenMessages;
import tributary.web.frame.StatusMark;
import tributary.web.security.CurrentUser;

/** The list of events that came for a dataflow, and what became of each. */
@Named
@RequestScoped
public class WebhookEventsPage {
  private static final int SIZE = 20;

  private ShownWebhooks webhooksShown;
  private WebhookEvents events;
  private CurrentUser user;
  private ScreenMessages messages;
  private Display display;
  private Paged<DeliveryRow> shown;

  /** For the container's proxy. */
  protected WebhookEventsPage() {}

  @Inject
  WebhookEventsPage(
      ShownWebhooks webhooksShown,
      WebhookEvents events,
      CurrentUser user,
      ScreenMessages messages,
      Display display) {
    this.webhooksShown = webhooksShown;
    this.events = events;
    this.user = user;
    this.messages = messages;
    this.display = display;
  }

  /** Loads one page of the events, anew. */
  public void load() {
    String number = webhooksShown.said("page");
    shown =
        webhooksShown.found()
            ? Paged.load(
                number.matches("\\d{1,6}") ? Integer.parseInt(number) : 1, SIZE, this::part)
            : Paged.none();
  }

  private Page<DeliveryRow> part(int first, int size) {
    return events.deliveries(
        user.tenant(), webhooksShown.dataflow(), DeliveryStates.named(getState()), first, size);
  }

  /** Reads the rows of one event again: the one that the request names as {@code event}. */
  public String processAgain() {
    String event = webhooksShown.said("event");
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          events.processAgain(
              user.tenant(),
              user.actor(),
              webhooksShown.dataflow(),
              event.matches("\\d{1,18}") ? Long.parseLong(event) : 0);
          messages.good("The event is processed again.");
        });
    return here();
  }

  /** Reads the rows of all events that failed again. */
  public String processFailedAgain() {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          int again =
              events.processFailedAgain(user.tenant(), user.actor(), webhooksShown.dataflow());
          messages.good(
              again == 0
                  ? "No event has failed."
                  : again == 1
                      ? "1 event is processed again."
                      : again + " events are processed again.");
        });
    return here();
  }

  private String here() {
    return getAddress() + "&faces-redirect=true";
  }

  /**
   * Returns the address of the list as it stands, without the page, from the application's root.
   */
  public String getAddress() {
    return "/webhooks.xhtml?dataflow="
        + webhooksShown.dataflow()
        + DeliveryStates.named(getState())
            .map(one -> "&state=" + one.name().toLowerCase(Locale.ROOT))
            .orElse("");
  }

  /** Returns how an event's state looks. */
  public StatusMark mark(DeliveryRow event) {
    String word = event.state().label();
    return switch (event.state()) {
      case RECEIVED -> new StatusMark(word, "quiet", "pi-clock");
      case PROCESSED -> new StatusMark(word, "good", "pi-check-circle");
      case FAILED -> new StatusMark(word, "bad", "pi-times-circle");
    };
  }

  /** Returns how long after it came the event was done, and after how many attempts. */
  public String took(DeliveryRow event) {
    String after =
        event.endedAt().map(end -> "after " + display.took(event.receivedAt(), end)).orElse("");
    return event.attempts() > 1 ? (after + ", " + event.attempts() + " attempts") : after;
  }

  /** Returns the run that read the event's rows, for an address; empty when there is none. */
  public String runOf(DeliveryRow event) {
    return event.run().map(Object::toString).orElse("");
  }

  /** Returns whether the event failed and may be processed again. */
  public boolean again(DeliveryRow event) {
    return event.state() == DeliveryState.FAILED;
  }

  /** Returns the page of events; a button that was pressed is looked for before it is loaded. */
  public Paged<DeliveryRow> getShown() {
    if (shown == null) {
      load();
    }
    return shown;
  }

  public List<DeliveryState> getStates() {
    return List.of(DeliveryState.values());
  }

  public boolean isNarrowed() {
    return DeliveryStates.named(getState()).isPresent();
  }

  /** Returns the state that the list is narrowed to, as the address says it. */
  public String getState() {
    return webhooksShown.said("state");
  }
}
