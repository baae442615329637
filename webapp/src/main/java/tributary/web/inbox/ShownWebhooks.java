package tributary.web.inbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import tributary.flow.DataflowHead;
import tributary.flow.Dataflows;
import tributary.inbox.WebhookView;
import tributary.inbox.Webhooks;
import tributary.web.frame.PageLoad;
import tributary.web.security.CurrentUser;

/**
 * The webhooks that a request is about. They are loaded when somebody asks for them: a button that
 * was pressed is looked for before the page is loaded.
 */
@RequestScoped
class ShownWebhooks {
  private Dataflows dataflows;
  private Webhooks webhooks;
  private CurrentUser user;
  private PageLoad load;
  private FacesContext faces;
  private DataflowHead flow;
  private WebhookView view;
  private boolean asked;

  /** For the container's proxy. */
  protected ShownWebhooks() {}

  @Inject
  ShownWebhooks(
      Dataflows dataflows, Webhooks webhooks, CurrentUser user, PageLoad load, FacesContext faces) {
    this.dataflows = dataflows;
    this.webhooks = webhooks;
    this.user = user;
    this.load = load;
    this.faces = faces;
  }

  /** Loads them anew. */
  void load() {
    asked = true;
    load.orErrorPage(
        () -> {
          flow = dataflows.head(user.tenant(), said("dataflow"));
          view = webhooks.of(user.tenant(), flow.name().value());
        });
  }

  DataflowHead flow() {
    loaded();
    return flow;
  }

  WebhookView view() {
    loaded();
    return view;
  }

  private void loaded() {
    if (!asked) {
      load();
    }
  }

  /** Returns whether there is such a dataflow; otherwise the error page says so. */
  boolean found() {
    return flow() != null;
  }

  /** Returns the dataflow's name. */
  String dataflow() {
    return flow().name().value();
  }

  /** Returns what the request says under a name; empty for nothing. */
  String said(String parameter) {
    return faces.getExternalContext().getRequestParameterMap().getOrDefault(parameter, "");
  }
}
