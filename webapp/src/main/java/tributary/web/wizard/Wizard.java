package tributary.web.wizard;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import tributary.access.SignedIn.Role;
import tributary.flow.DataflowView;
import tributary.flow.Dataflows;
import tributary.plugin.ConnectorCatalogue;
import tributary.schedule.Schedules;
import tributary.web.frame.PageLoad;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Finds the draft that a page of the wizard works on, by the id in its address. */
@Named
@ViewScoped
@SuppressWarnings("serial") // the container's proxies are serialisable
public class Wizard implements Serializable {
  private static final long serialVersionUID = 1L;

  private Drafts drafts;
  private Dataflows dataflows;
  private Schedules schedules;
  private ConnectorCatalogue catalogue;
  private CurrentUser user;
  private PageLoad load;
  private FacesContext faces;
  private ScreenMessages messages;
  private String id = "";
  private String dataflow = "";

  /** For the container's proxy. */
  protected Wizard() {}

  @Inject
  Wizard(
      Drafts drafts,
      Dataflows dataflows,
      Schedules schedules,
      ConnectorCatalogue catalogue,
      CurrentUser user,
      PageLoad load,
      FacesContext faces,
      ScreenMessages messages) {
    this.drafts = drafts;
    this.dataflows = dataflows;
    this.schedules = schedules;
    this.catalogue = catalogue;
    this.user = user;
    this.load = load;
    this.faces = faces;
    this.messages = messages;
  }

  /** Opens the first page: with a draft of its own where the address has none. */
  public void begin() {
    load.orErrorPage(
        () -> {
          user.demand(Role.EDITOR);
          if (drafts.find(id).isEmpty()) {
            go(Step.NAME, drafts.begin());
          }
        });
  }

  /** Opens any further page; without its draft there is nothing to go on with. */
  public void resume() {
    load.orErrorPage(
        () -> {
          user.demand(Role.EDITOR);
          if (drafts.find(id).isEmpty()) {
            messages.good("That draft is no longer open. Begin again, or edit the saved dataflow.");
            redirect("/imports.xhtml");
          }
        });
  }

  /** Opens the pages of a saved dataflow. */
  public void edit() {
    load.orErrorPage(
        () -> {
          user.demand(Role.EDITOR);
          DataflowView flow = dataflows.dataflow(user.tenant(), dataflow);
          Draft draft = drafts.edit(flow, catalogue.card(flow.connector()));
          schedules.of(user.tenant(), flow.name().value()).ifPresent(draft.getSchedule()::show);
          go(Step.GENERAL, draft);
        });
  }

  /** Leaves the wizard and forgets the draft. */
  public String cancel() {
    drafts.find(id).ifPresent(drafts::drop);
    return "/imports.xhtml?faces-redirect=true";
  }

  /** Returns the way to a page of this draft. */
  public String to(Step step) {
    return "/" + step.page() + "?draft=" + id + "&faces-redirect=true";
  }

  private void go(Step step, Draft draft) {
    redirect("/" + step.page() + "?draft=" + draft.getId());
  }

  private void redirect(String path) {
    try {
      ExternalContext external = faces.getExternalContext();
      external.redirect(external.getRequestContextPath() + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the draft; a page whose draft was saved or dropped elsewhere has expired. */
  public Draft getDraft() {
    return drafts
        .find(id)
        .orElseThrow(() -> new ViewExpiredException(faces.getViewRoot().getViewId()));
  }

  /** Returns the pages, for the stepper. */
  public Step[] getSteps() {
    return Step.values();
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getDataflow() {
    return dataflow;
  }

  public void setDataflow(String dataflow) {
    this.dataflow = dataflow;
  }
}
