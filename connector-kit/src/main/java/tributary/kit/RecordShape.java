package tributary.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of a JSON record are wanted, each by its path: names with dots between, such as
 * {@code issuer.group}; the empty path is the whole record, untouched.
 */
public final class RecordShape {
  private final Node root = new Node();
  private final int size;
  private int whole = -1;

  /** A name on the way to a field. */
  static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int slot = -1;

    Node child(String name) {
      return children.get(name);
    }

    boolean leadsOn() {
      return !children.isEmpty();
    }

    /** Returns where the field's value goes; -1: nowhere. */
    int slot() {
      return slot;
    }
  }

  /** Wants these fields; the value of the one at a place of the list goes to that slot. */
  public RecordShape(List<String> paths) {
    size = paths.size();
    for (int slot = 0; slot < size; slot++) {
      if (paths.get(slot).isEmpty()) {
        whole = slot;
      } else {
        Node node = root;
        for (String name : paths.get(slot).split("\\.")) {
          node = node.children.computeIfAbsent(name, key -> new Node());
        }
        node.slot = slot;
      }
    }
  }

  private RecordShape(int size) {
    this.size = size;
  }

  /** Wants the fields of exactly these names, dots included; each at its place of the list. */
  public static RecordShape ofNames(List<String> names) {
    RecordShape shape = new RecordShape(names.size());
    for (int slot = 0; slot < names.size(); slot++) {
      shape.root.children.computeIfAbsent(names.get(slot), key -> new Node()).slot = slot;
    }
    return shape;
  }

  Node root() {
    return root;
  }

  int size() {
    return size;
  }

  int whole() {
    return whole;
  }
}
