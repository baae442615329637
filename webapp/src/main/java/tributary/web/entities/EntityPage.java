package tributary.web.entities;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import tributary.landing.Entities;
import tributary.landing.EntityDetail;
import tributary.landing.EntityPreview;
import tributary.web.frame.PageLoad;
import tributary.web.security.CurrentUser;

/** One entity: its columns, its kept generations, and its first rows for whoever asks. */
@Named
@RequestScoped
public class EntityPage {
  private static final int ROWS = 50;

  private Entities entities;
  private CurrentUser user;
  private PageLoad load;
  private String name = "";
  private boolean rows;
  private EntityDetail detail;
  private EntityPreview preview = new EntityPreview(List.of(), List.of(), List.of(), List.of());

  /** For the container's proxy. */
  protected EntityPage() {}

  @Inject
  EntityPage(Entities entities, CurrentUser user, PageLoad load) {
    this.entities = entities;
    this.user = user;
    this.load = load;
  }

  /** Loads the entity; its rows only when they are asked for, for a look at them is audited. */
  public void load() {
    load.orErrorPage(
        () -> {
          detail = entities.entity(user.tenant(), name);
          if (rows && detail.entity().publishedAt().isPresent()) {
            preview = entities.preview(user.tenant(), user.actor(), detail.entity().name(), ROWS);
          }
        });
  }

  public EntityDetail getDetail() {
    return detail;
  }

  public EntityPreview getPreview() {
    return preview;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name == null ? "" : name;
  }

  public boolean isRows() {
    return rows;
  }

  public void setRows(boolean rows) {
    this.rows = rows;
  }
}
