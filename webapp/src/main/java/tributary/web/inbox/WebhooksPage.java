package tributary.web.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.flow.Page;
import tributary.inbox.DeliveryRow;
import tributary.inbox.DeliveryState;
import tributary.inbox.WebhookState;
import tributary.inbox.WebhookView;
import tributary.inbox.Webhooks;
import tributary.problem.FieldProblem;
import tributary.problem.Refusal;
import tributary.web.frame.Display;
import tributary.web.frame.PageLoad;
import tributary.web.frame.ScreenMessages;
import tributary.web.frame.StatusMark;
import tributary.web.security.CurrentUser;

/** Webhooks of a dataflow: which events its vendor sends, and what became of each that came. */
@Named
@RequestScoped
public class WebhooksPage {
  private static final int SIZE = 20;

  private Dataflows dataflows;
  private Webhooks webhooks;
  private CurrentUser user;
  private PageLoad load;
  private ScreenMessages messages;
  private Display display;
  private FacesContext faces;
  private String dataflow = "";
  private String state = "";
  private int page = 1;
  private DataflowView flow;
  private WebhookView view;
  private Page<DeliveryRow> shown = new Page<>(List.of(), 0);
  private String problem = "";
  private Optional<Set<String>> ticked = Optional.empty();

  /** For the container's proxy. */
  protected WebhooksPage() {}

  @Inject
  WebhooksPage(
      Dataflows dataflows,
      Webhooks webhooks,
      CurrentUser user,
      PageLoad load,
      ScreenMessages messages,
      Display display,
      FacesContext faces) {
    this.dataflows = dataflows;
    this.webhooks = webhooks;
    this.user = user;
    this.load = load;
    this.messages = messages;
    this.display = display;
    this.faces = faces;
  }

  /** Loads how they stand, and one page of the events. */
  public void load() {
    load.orErrorPage(
        () -> {
          flow = dataflows.dataflow(user.tenant(), dataflow);
          dataflow = flow.name().value();
          view = webhooks.of(user.tenant(), dataflow);
          page = Math.max(1, Math.min(page, 1_000_000));
          shown = events();
          if (shown.items().isEmpty() && shown.total() > 0) {
            page = (int) getPages();
            shown = events();
          }
        });
  }

  /** A button that was pressed is looked for before the page is loaded. */
  private WebhookView view() {
    if (view == null) {
      Map<String, String> address = faces.getExternalContext().getRequestParameterMap();
      dataflow = address.getOrDefault("dataflow", "");
      state = address.getOrDefault("state", "");
      String number = address.getOrDefault("page", "");
      page = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 1;
      load();
    }
    return view;
  }

  private Page<DeliveryRow> events() {
    return webhooks.deliveries(
        user.tenant(), dataflow, DeliveryStates.named(state), (page - 1) * SIZE, SIZE);
  }

  /** Asks the vendor for the ticked events. */
  public String subscribe() {
    String[] groups = faces.getExternalContext().getRequestParameterValuesMap().get("group");
    Set<String> wanted = Set.copyOf(Arrays.asList(groups == null ? new String[0] : groups));
    ticked = Optional.of(wanted);
    try {
      user.demand(Role.EDITOR);
      webhooks.subscribe(user.tenant(), user.actor(), dataflow, wanted, reachedAt());
      messages.good("The vendor is asked to send events of " + dataflow + ".");
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
                  .unsubscribe(user.tenant(), user.actor(), dataflow)
                  .orElse("No more events come for " + dataflow + "."));
        });
    return here();
  }

  /** Refuses events for a while, or takes them again. */
  public String pause(boolean paused) {
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          if (paused) {
            webhooks.pause(user.tenant(), user.actor(), dataflow);
            messages.good("Events of " + dataflow + " are turned away until you resume them.");
          } else {
            webhooks.resume(user.tenant(), user.actor(), dataflow);
            messages.good("Events of " + dataflow + " are taken again.");
          }
        });
    return here();
  }

  /** Reads the rows of one event again: the one that the request names as {@code event}. */
  public String processAgain() {
    String event = faces.getExternalContext().getRequestParameterMap().getOrDefault("event", "");
    messages.attempt(
        () -> {
          user.demand(Role.OPERATOR);
          webhooks.processAgain(
              user.tenant(),
              user.actor(),
              dataflow,
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
          int events = webhooks.processFailedAgain(user.tenant(), user.actor(), dataflow);
          messages.good(
              events == 0
                  ? "No event has failed."
                  : events == 1
                      ? "1 event is processed again."
                      : events + " events are processed again.");
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
        + dataflow
        + DeliveryStates.named(state)
            .map(one -> "&state=" + one.name().toLowerCase(Locale.ROOT))
            .orElse("");
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
    return view().state() == WebhookState.OFF;
  }

  public boolean isOffered() {
    return view().state() != WebhookState.NOT_OFFERED;
  }

  public boolean isActive() {
    return view().state() == WebhookState.ACTIVE;
  }

  public boolean isPaused() {
    return view().state() == WebhookState.PAUSED;
  }

  /** Returns whether somebody looks at a list that may grow by itself. */
  public boolean isLive() {
    return isActive() || view().waiting() > 0;
  }

  /** Returns how the state looks. */
  public StatusMark getMark() {
    String word = view().state().label();
    return switch (view().state()) {
      case NOT_OFFERED -> new StatusMark(word, "quiet", "pi-ban");
      case OFF -> new StatusMark(word, "quiet", "pi-circle");
      case SUBSCRIBING -> new StatusMark(word, "warn", "pi-clock");
      case ACTIVE -> new StatusMark(word, "good", "pi-check-circle");
      case PAUSED -> new StatusMark(word, "warn", "pi-pause");
    };
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

  public DataflowView getFlow() {
    view();
    return flow;
  }

  public WebhookView getView() {
    return view();
  }

  public String getCallback() {
    return view().address().map(URI::toString).orElse("");
  }

  public Object getLastEventAt() {
    return view().lastEventAt().orElse(null);
  }

  public List<DeliveryRow> getEvents() {
    view();
    return shown.items();
  }

  public List<DeliveryState> getStates() {
    return List.of(DeliveryState.values());
  }

  public boolean isNarrowed() {
    return DeliveryStates.named(state).isPresent();
  }

  public long getTotal() {
    view();
    return shown.total();
  }

  public long getFirst() {
    return (page - 1L) * SIZE + 1;
  }

  public long getLast() {
    return Math.min(shown.total(), (long) page * SIZE);
  }

  public long getPages() {
    return Math.max(1, (shown.total() + SIZE - 1) / SIZE);
  }

  public String getDataflow() {
    return dataflow;
  }

  public void setDataflow(String dataflow) {
    this.dataflow = dataflow == null ? "" : dataflow;
  }

  public String getState() {
    return state;
  }

  public void setState(String state) {
    this.state = state == null ? "" : state;
  }

  public int getPage() {
    return page;
  }

  public void setPage(int page) {
    this.page = page;
  }
}
