package tributary.web.imports;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import tributary.access.SignedIn.Role;
import tributary.flow.Dataflows;
import tributary.landing.Entities;
import tributary.web.frame.ScreenMessages;
import tributary.web.security.CurrentUser;

/** Asks before a dataflow is removed, and says what goes with it. */
@Named
@ViewScoped
@SuppressWarnings("serial") // the container's proxies are serialisable
public class RemoveDialog implements Serializable {
  private static final long serialVersionUID = 1L;

  private Dataflows dataflows;
  private Entities entities;
  private CurrentUser user;
  private ScreenMessages messages;
  private String dataflow = "";
  private String typed = "";
  private List<Loss> losses = List.of();

  /** For the container's proxy. */
  protected RemoveDialog() {}

  @Inject
  RemoveDialog(Dataflows dataflows, Entities entities, CurrentUser user, ScreenMessages messages) {
    this.dataflows = dataflows;
    this.entities = entities;
    this.user = user;
    this.messages = messages;
  }

  /** An entity that goes with the dataflow. */
  public record Loss(String entity, long rows, long bytes) implements Serializable {}

  /** Gathers what the removal of this dataflow would delete. */
  public void open(String name) {
    dataflow = name;
    typed = "";
    losses =
        entities.all(user.tenant()).stream()
            .filter(entity -> entity.dataflow().equalsIgnoreCase(name))
            .map(entity -> new Loss(entity.name(), entity.rows(), entity.bytes()))
            .toList();
  }

  /** Removes the dataflow, provided its name was typed. */
  public String remove() {
    if (!typed.strip().equals(dataflow)) {
      return null;
    }
    boolean done =
        messages.attempt(
            () -> {
              user.demand(Role.EDITOR);
              Optional<String> left = dataflows.remove(user.tenant(), user.actor(), dataflow);
              messages.good(
                  dataflow
                      + " and its entities are removed."
                      + left.map(words -> " " + words).orElse(""));
            });
    return done ? "/imports.xhtml?faces-redirect=true" : null;
  }

  public String getDataflow() {
    return dataflow;
  }

  public List<Loss> getLosses() {
    return losses;
  }

  /** Returns how many rows go in all. */
  public long getRows() {
    return losses.stream().mapToLong(Loss::rows).sum();
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
