package tributary.web.frame;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import tributary.problem.Refusal;

/** What the next page, or the next answer to this one, tells the person at its edge. */
@SessionScoped
public class ScreenMessages implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Toast> waiting = new ArrayList<>();

  /** Says that something worked. */
  public void good(String text) {
    good(text, "", "");
  }

  /** Says that something worked, with a link to where it can be followed. */
  public synchronized void good(String text, String linkText, String link) {
    waiting.add(new Toast("good", text, linkText, link));
  }

  /** Says why something was not done. */
  public synchronized void refused(Refusal refusal) {
    waiting.add(new Toast("bad", refusal.getMessage(), "", ""));
  }

  /**
   * Does something; a refusal becomes a message.
   *
   * @return whether it was done
   */
  public boolean attempt(Runnable action) {
    try {
      action.run();
      return true;
    } catch (Refusal refusal) {
      refused(refusal);
      return false;
    }
  }

  synchronized List<Toast> take() {
    List<Toast> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }
}
