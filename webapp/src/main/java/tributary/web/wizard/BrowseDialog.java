package tributary.web.wizard;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import tributary.connection.Connections;
import tributary.problem.Refusal;
import tributary.web.security.CurrentUser;

/** Lets the person pick what the vendor knows: from a list, or from folders opened one by one. */
@Named
@ViewScoped
@SuppressWarnings("serial") // the container's proxies are serialisable
public class BrowseDialog implements Serializable {
  private static final long serialVersionUID = 1L;

  private Wizard wizard;
  private Connections connections;
  private CurrentUser user;
  private String key = "";
  private ArrayList<FormField.Choice> path = new ArrayList<>();
  private ArrayList<FormField.Choice> options = new ArrayList<>();
  private String problem = "";

  /** For the container's proxy. */
  protected BrowseDialog() {}

  @Inject
  BrowseDialog(Wizard wizard, Connections connections, CurrentUser user) {
    this.wizard = wizard;
    this.connections = connections;
    this.user = user;
  }

  /** Shows the first level of what this field offers. */
  public void open(String fieldKey) {
    wizard.getDraft().takeSecrets();
    key = fieldKey;
    path = new ArrayList<>();
    list();
  }

  /** Opens a folder. */
  public void enter(String value, String label) {
    path.add(new FormField.Choice(value, label));
    list();
  }

  /** Goes back to a folder on the way; -1 is the first level. */
  public void up(int level) {
    path = new ArrayList<>(path.subList(0, level + 1));
    list();
  }

  /** Takes this value into the field. */
  public void take(String value) {
    wizard.getDraft().getValues().put(key, value);
    wizard.getDraft().getProblems().forget("settings." + key);
  }

  private void list() {
    problem = "";
    options = new ArrayList<>();
    try {
      connections
          .options(user.tenant(), wizard.getDraft().connection(), key, getWithin())
          .forEach(option -> options.add(FormField.Choice.of(option)));
    } catch (Refusal refusal) {
      problem = refusal.getMessage();
    }
  }

  /** Returns the value of the open folder; empty on the first level. */
  public String getWithin() {
    return path.isEmpty() ? "" : path.get(path.size() - 1).value();
  }

  /** Returns whether there are folders to open. */
  public boolean isTree() {
    return getField() != null && getField().tree();
  }

  /** Returns the field's words. */
  public String getLabel() {
    return getField() == null ? "" : getField().label();
  }

  private FormField getField() {
    return wizard.getDraft().getFields().stream()
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  public String getKey() {
    return key;
  }

  public List<FormField.Choice> getPath() {
    return path;
  }

  public List<FormField.Choice> getOptions() {
    return options;
  }

  public String getProblem() {
    return problem;
  }
}
