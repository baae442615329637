package tributary.web.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The messages that the page being rendered shows; taken once, at the first look. */
@Named
@RequestScoped
public class Toasts {
  private ScreenMessages messages;
  private List<Toast> taken;

  /** For the container's proxy. */
  protected Toasts() {}

  @Inject
  Toasts(ScreenMessages messages) {
    this.messages = messages;
  }

  /** Returns the messages to show. */
  public List<Toast> getList() {
    if (taken == null) {
      taken = messages.take();
    }
    return taken;
  }
}
