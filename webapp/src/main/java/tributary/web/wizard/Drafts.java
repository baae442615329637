package tributary.web.wizard;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import tributary.flow.DataflowView;
import tributary.plugin.ConnectorCard;

/** The dataflows that the person is making or changing; the oldest make room for new ones. */
@SessionScoped
public class Drafts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 8;

  private final LinkedHashMap<String, Draft> drafts = new LinkedHashMap<>();

  /** Begins a new dataflow. */
  public synchronized Draft begin() {
    return keep(new Draft(UUID.randomUUID().toString()));
  }

  /** Begins a change of a dataflow. */
  public synchronized Draft edit(DataflowView flow, ConnectorCard card) {
    return keep(Draft.of(UUID.randomUUID().toString(), flow, card));
  }

  /** Returns the draft, if the session still has it. */
  public synchronized Optional<Draft> find(String id) {
    return Optional.ofNullable(drafts.get(id));
  }

  /** Forgets the draft. */
  public synchronized void drop(Draft draft) {
    drafts.remove(draft.getId());
  }

  private Draft keep(Draft draft) {
    while (drafts.size() >= MOST) {
      drafts.remove(drafts.keySet().iterator().next());
    }
    drafts.put(draft.getId(), draft);
    return draft;
  }
}
